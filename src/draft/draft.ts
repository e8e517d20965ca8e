import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { everybody, staff as staffRoles } from '../access/role.js';
import type { CalendarContent } from '../calendar/calendar-contradictions.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import type { Contradiction } from '../kernel/errors/contradiction.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar, JsonScalar } from '../kernel/values/scalars.js';
import type { ProgrammeData } from '../programme/data/programme-data.js';

export enum DraftKind {
  PROGRAMME = 'PROGRAMME',
  CALENDAR = 'CALENDAR',
}

registerEnumType(DraftKind, {
  name: 'DraftKind',
  description: '草案类别: what a draft is of.',
  valuesConfig: {
    PROGRAMME: { description: '年度工作: a programme with its notice, windows and rules.' },
    CALENDAR: { description: '工作日历: holidays and make-up days of a year.' },
  },
});

export enum DraftStatus {
  DRAFT = 'DRAFT',
  CHECKED = 'CHECKED',
  APPROVED = 'APPROVED',
  IN_FORCE = 'IN_FORCE',
  RETURNED = 'RETURNED',
  REPLACED = 'REPLACED',
  OUTDATED = 'OUTDATED',
}

registerEnumType(DraftStatus, {
  name: 'DraftStatus',
  description: '草案状态: how far a draft is.',
  valuesConfig: {
    DRAFT: { description: '拟稿: prepared; `contradictions` names what has to be corrected.' },
    CHECKED: { description: '已核对: without contradictions; waits for the approval of both departments.' },
    APPROVED: { description: '已批准: approved by both departments; waits for the instant `inForceFrom`.' },
    IN_FORCE: { description: '已生效: it was put in force at `inForceAt`. A later one may have followed it.' },
    RETURNED: { description: '已退回: ended before it was in force, with a reason.' },
    REPLACED: { description: '已被取代: a later draft was prepared in its place before both departments approved it.' },
    OUTDATED: {
      description: '已过时: when its instant came, what it changes had changed, or it had contradictions.',
    },
  },
});

/**
 * Changed content that one person prepares and two others approve, one of each department; then it is in force. Its
 * content never changes.
 */
@Entity({
  policies: rowPolicies(
    mayRead(staff, onlyWhere(anybody, `status = 'IN_FORCE'`)),
    mayInsert(asRole('PLATFORM', 'SCIENCE', 'REGULATOR')),
    mayUpdate(asRole()),
  ),
})
@Index({ name: 'draft_listed', properties: ['preparedAt', 'id'] })
@Index({ name: 'draft_due', properties: ['inForceFrom'], where: `status = 'APPROVED'` })
@Index({ name: 'draft_of_programme', properties: ['programmeCode', 'preparedAt', 'id'] })
@Index({ name: 'draft_of_year', properties: ['calendarYear', 'preparedAt', 'id'] })
@ObjectType({
  implements: Node,
  description:
    '草案: a programme or a year of the calendar that one person prepared and SCIENCE and REGULATOR approve before it is in force. Anybody reads those that were put in force.',
})
@Access(...everybody)
export class Draft extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Field(() => DraftKind, { description: '草案类别: what the draft is of.' })
  kind: DraftKind;

  @Property({ type: 'text' })
  @Field(() => DraftStatus, { description: '草案状态: how far the draft is.' })
  status: DraftStatus;

  /** Null while the programme does not exist yet. */
  @Property({ type: 'uuid', nullable: true })
  programmeId: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '年度工作编号: code of the programme; null for a calendar.' })
  programmeCode: string | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: '年份: the year of the calendar; null for a programme.' })
  calendarYear: number | null;

  /**
   * What the draft was made from: the version of the programme, or how often the calendar year was put in force before.
   */
  @Property({ type: 'int' })
  basedOn: number;

  @Property({ type: 'jsonb' })
  @Field(() => JsonScalar, {
    description:
      '内容: what is to be in force, whole: the fields of `ProgrammeInput`, or year, holidays, makeUpDays and documentNumber.',
  })
  content: ProgrammeData | CalendarContent;

  @Property({ type: 'jsonb', nullable: true })
  @Field(() => JsonScalar, {
    nullable: true,
    description: '原内容: what was in force when it was prepared, in the same shape; null where there was nothing.',
  })
  previous: ProgrammeData | CalendarContent | null;

  @Property({ type: 'jsonb' })
  contradictions: Contradiction[];

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      '拟生效时间: the instant from which it is to hold; null: as soon as both departments have approved it.',
  })
  inForceFrom: Date | null;

  @Property({ type: 'uuid' })
  preparedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: '拟稿时间: when it was prepared.' })
  preparedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  scienceApprovedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Access(...staffRoles)
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '省科技厅批准时间: when SCIENCE approved it; null before.',
  })
  scienceApprovedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  regulatorApprovedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Access(...staffRoles)
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '金融监管局批准时间: when REGULATOR approved it; null before.',
  })
  regulatorApprovedAt: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '生效时间: when it was put in force; null before.' })
  inForceAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  closedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Access(...staffRoles)
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '结束时间: when it was returned, replaced or found outdated; null otherwise.',
  })
  closedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Access(...staffRoles)
  @Field(() => String, { nullable: true, description: '退回理由: why it was returned.' })
  reason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each step; a decision names the one that it saw.' })
  version: number;
}

/** The content of a draft of a programme. */
export function programmeOf({ content }: Pick<Draft, 'content'>): ProgrammeData {
  return content as ProgrammeData;
}

/** The content of a draft of a year. */
export function calendarOf({ content }: Pick<Draft, 'content'>): CalendarContent {
  return content as CalendarContent;
}
