import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies, staff } from '../../database/schema/row-security.js';
import { GlobalId } from '../../kernel/values/global-id.js';
import { Node } from '../../kernel/node.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';

export enum LayoutStatus {
  PROPOSED = 'PROPOSED',
  IN_FORCE = 'IN_FORCE',
  REJECTED = 'REJECTED',
  SUPERSEDED = 'SUPERSEDED',
}

export enum LayoutFormat {
  XLSX = 'XLSX',
  TEXT = 'TEXT',
}

export enum LayoutEncoding {
  UTF_8 = 'UTF_8',
  UTF_8_BOM = 'UTF_8_BOM',
  GBK = 'GBK',
}

export enum LayoutDelimiter {
  COMMA = 'COMMA',
  TAB = 'TAB',
  BAR = 'BAR',
  SEMICOLON = 'SEMICOLON',
}

export enum TotalsLine {
  NONE = 'NONE',
  FIRST = 'FIRST',
  LAST = 'LAST',
}

export enum LayoutField {
  SERIAL = 'SERIAL',
  REFERENCE = 'REFERENCE',
  CREDIT_CODE = 'CREDIT_CODE',
  HOLDER = 'HOLDER',
  BANK_NAME = 'BANK_NAME',
  BANK_CODE = 'BANK_CODE',
  ACCOUNT_NUMBER = 'ACCOUNT_NUMBER',
  AMOUNT = 'AMOUNT',
  AMOUNT_IN_FEN = 'AMOUNT_IN_FEN',
  BATCH_NUMBER = 'BATCH_NUMBER',
  PROGRAMME = 'PROGRAMME',
  RELEASED_ON = 'RELEASED_ON',
  TEXT = 'TEXT',
}

registerEnumType(LayoutStatus, {
  name: 'PaymentLayoutStatus',
  description: '拨付文件格式状态: how far the layout is.',
  valuesConfig: {
    PROPOSED: { description: '待审核: another person of FINANCE has to approve it.' },
    IN_FORCE: { description: '已启用: batches that are released from now on have it.' },
    REJECTED: { description: '未通过: it was not approved.' },
    SUPERSEDED: { description: '已被替代: a later version is in force.' },
  },
});
registerEnumType(LayoutFormat, {
  name: 'PaymentLayoutFormat',
  description: '文件类型: format of the file.',
  valuesConfig: {
    XLSX: { description: 'Excel workbook, at `/payment-batches/{id}/file.xlsx`; every cell is text.' },
    TEXT: { description: '文本: one line for each payment, at `/payment-batches/{id}/file.txt`.' },
  },
});
registerEnumType(LayoutEncoding, {
  name: 'PaymentLayoutEncoding',
  description: '字符编码: of a text file.',
  valuesConfig: {
    UTF_8: { description: 'UTF-8 without a byte order mark.' },
    UTF_8_BOM: { description: 'UTF-8 with a byte order mark.' },
    GBK: { description: 'GBK; a batch with a character that GBK lacks is not released, and the line is named.' },
  },
});
registerEnumType(LayoutDelimiter, {
  name: 'PaymentLayoutDelimiter',
  description: '分隔符: between the values of a line; a value that has it is put in quotation marks.',
  valuesConfig: {
    COMMA: { description: '逗号: a comma, `,`.' },
    TAB: { description: '制表符: a tab character.' },
    BAR: { description: '竖线: a vertical bar, `|`.' },
    SEMICOLON: { description: '分号: a semicolon, `;`.' },
  },
});
registerEnumType(TotalsLine, {
  name: 'PaymentLayoutTotals',
  description: '合计行: the line with the number of payments and their sum.',
  valuesConfig: {
    NONE: { description: '无: no line of totals.' },
    FIRST: { description: '首行: before the payments, after the headings.' },
    LAST: { description: '末行: after the payments.' },
  },
});
registerEnumType(LayoutField, {
  name: 'PaymentLayoutField',
  description: '栏目内容: what a column of the treasury’s file holds.',
  valuesConfig: {
    SERIAL: { description: '序号: 1, 2, …; the number of payments in the totals line.' },
    REFERENCE: { description: '付款编号: what the bank’s result names the line by. Every layout has it.' },
    CREDIT_CODE: { description: '统一社会信用代码: unified social credit code.' },
    HOLDER: { description: '户名. Every layout has it.' },
    BANK_NAME: { description: '开户行: name of the bank branch.' },
    BANK_CODE: { description: '联行号: code of the bank branch.' },
    ACCOUNT_NUMBER: { description: '账号, whole. Every layout has it.' },
    AMOUNT: { description: '金额 in yuan with two digits; the sum in the totals line.' },
    AMOUNT_IN_FEN: { description: '金额（分）: a whole number; the sum in the totals line.' },
    BATCH_NUMBER: { description: '批次号 in the programme.' },
    PROGRAMME: { description: '年度工作代码, for example `FJ-2025`.' },
    RELEASED_ON: { description: '放行日期: day of the release, as 2025-10-15.' },
    TEXT: { description: '固定内容: the same text in every line, for example the purpose.' },
  },
});

@ObjectType({ description: '栏目: one column of the treasury’s file.' })
@InputType('PaymentLayoutColumnInput', { description: '栏目: one column of the treasury’s file.' })
@Access(Role.FINANCE, Role.AUDITOR)
export class LayoutColumn {
  @Field(() => LayoutField, { description: '栏目内容: what the column holds.' })
  field: LayoutField;

  @Field(() => String, { description: '栏目名称: its heading, 1 to 50 characters.' })
  heading: string;

  @Field(() => String, { nullable: true, description: '固定内容: the text of a TEXT column; null for the others.' })
  text?: string | null;
}

/** The layout of the treasury's file for a programme. A change is a new version that another person approves. */
@Entity({
  policies: rowPolicies(mayRead(staff), mayInsert(asRole('FINANCE')), mayUpdate(asRole('FINANCE'))),
})
@Unique({ properties: ['programmeId', 'number'] })
@Unique({ name: 'payment_layout_in_force', properties: ['programmeId'], where: `status = 'IN_FORCE'` })
@ObjectType({
  implements: Node,
  description: '拨付文件格式: how the file for the treasury is laid out, in versions of which one is in force.',
})
@Access(Role.FINANCE, Role.AUDITOR)
export class PaymentLayout extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '版本号: 1, 2, … in its programme.' })
  number: number;

  @Property({ type: 'text' })
  @Field(() => LayoutStatus, { description: '状态: the present state.' })
  status: LayoutStatus;

  @Property({ type: 'text' })
  @Field(() => LayoutFormat, { description: '文件类型: format of the file.' })
  format: LayoutFormat;

  @Property({ type: 'text' })
  @Field(() => LayoutEncoding, { description: '字符编码; of no meaning for XLSX.' })
  encoding: LayoutEncoding;

  @Property({ type: 'text' })
  @Field(() => LayoutDelimiter, { description: '分隔符; of no meaning for XLSX.' })
  delimiter: LayoutDelimiter;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '是否含标题行: whether the first line has the headings.' })
  headings: boolean;

  @Property({ type: 'text' })
  @Field(() => TotalsLine, { description: '合计行: whether a line with the totals is written, and where.' })
  totals: TotalsLine;

  @Property({ type: 'text' })
  @Field(() => String, { description: '合计行名称: what the totals line has in its first free column.' })
  totalsLabel: string;

  @Property({ type: 'jsonb' })
  @Field(() => [LayoutColumn], { description: '栏目: the columns in their order.' })
  columns: LayoutColumn[];

  @Property({ type: 'uuid', nullable: true })
  proposedBy: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved or rejected; null before.' })
  decidedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '理由: why it was rejected; null otherwise.' })
  reason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;
}

/** The contents of a layout, without its state. */
export type LayoutData = Pick<
  PaymentLayout,
  'format' | 'encoding' | 'delimiter' | 'headings' | 'totals' | 'totalsLabel' | 'columns'
>;
