import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { Payload } from '../../kernel/errors/payload.js';
import {
  LayoutColumn,
  LayoutDelimiter,
  LayoutEncoding,
  LayoutFormat,
  PaymentLayout,
  TotalsLine,
} from './payment-layout.js';

@InputType({ description: 'How the file for the treasury is laid out.' })
export class PaymentLayoutInput {
  @Field(() => LayoutFormat, { description: '文件类型: format of the file.' })
  format: LayoutFormat;

  @Field(() => LayoutEncoding, { description: '字符编码 of a text file.' })
  encoding: LayoutEncoding = LayoutEncoding.UTF_8;

  @Field(() => LayoutDelimiter, { description: '分隔符 of a text file.' })
  delimiter: LayoutDelimiter = LayoutDelimiter.COMMA;

  @Field(() => Boolean, { description: '是否含标题行: whether the first line names the columns.' })
  headings: boolean = true;

  @Field(() => TotalsLine, { description: '合计行: whether a line with the totals is written, and where.' })
  totals: TotalsLine = TotalsLine.NONE;

  @Field(() => String, { description: '合计行名称: what the totals line has in its first free column.' })
  totalsLabel: string = '合计';

  @Field(() => [LayoutColumn], { description: '栏目: 4 to 40 columns in their order.' })
  columns: LayoutColumn[];
}

@InputType({ description: 'A layout to propose.' })
export class ProposePaymentLayoutInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => PaymentLayoutInput, {
    description: '格式: the whole layout; it replaces the one in force once approved.',
  })
  layout: PaymentLayoutInput;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@InputType({ description: 'Which layout, as you saw it.' })
export class PaymentLayoutStepInput {
  @Field(() => ID, { description: 'Global id of the layout.' })
  layoutId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'Which layout, as you saw it, and why it is rejected.' })
export class RejectPaymentLayoutInput extends PaymentLayoutStepInput {
  @Field(() => String, { description: '理由: the reason, in words.' })
  reason: string;
}

@ObjectType({ description: 'A layout after a step.' })
@Access(Role.FINANCE)
export class PaymentLayoutPayload extends Payload {
  @Field(() => PaymentLayout, { nullable: true, description: 'The layout; null when it was refused.' })
  layout?: PaymentLayout | null;
}
