import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import { anybody, asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';

export enum RecipientStatus {
  LISTED = 'LISTED',
  OBJECTED = 'OBJECTED',
  EXCLUDED = 'EXCLUDED',
  CONFIRMED = 'CONFIRMED',
  PAID = 'PAID',
  RECOVERING = 'RECOVERING',
  RECOVERED = 'RECOVERED',
}

registerEnumType(RecipientStatus, {
  name: 'RecipientStatus',
  description:
    '公示状态: what became of a line, as far as it is public. `Recipient.history` and the change feed publish the same steps. Values may be added.',
  valuesConfig: {
    LISTED: { description: '公示中: published, without an open objection to the line.' },
    OBJECTED: { description: '有异议: an objection to the line is not decided yet.' },
    EXCLUDED: { description: '已剔除: taken off the list, with a public reason; no subsidy is paid.' },
    CONFIRMED: {
      description: '公示无异议: the publicity ended and no objection is left. Whether it was claimed is not public.',
    },
    PAID: { description: '已拨付: the subsidy was paid.' },
    RECOVERING: { description: '追回中: a paid subsidy is being recovered.' },
    RECOVERED: { description: '已追回: a paid subsidy was recovered.' },
  },
});

/**
 * The public state of a line in addition to its release, written by the public log (`log/record-states.sql.ts`). A line
 * without a row is LISTED: usually nothing happens to a line before the notice closes.
 */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole()), mayUpdate(asRole())) })
@Index({ properties: ['noticeId', 'status', 'creditCode'] })
@Index({ name: 'recipient_state_removed', properties: ['noticeId', 'recipientId'], where: 'recipient_id is not null' })
export class RecipientState {
  @PrimaryKey({ type: 'uuid' })
  noticeId: string;

  @PrimaryKey({ type: 'text' })
  creditCode: string;

  @Property({ type: 'text' })
  status: RecipientStatus;

  /** The last public step of the claim; null before the first one. */
  @Property({ type: 'text', nullable: true })
  moved: RecipientStatus | null;

  /** Number of undecided objections to the line. */
  @Property({ type: 'int' })
  openObjections: number;

  /** The line in the last release that contained it, if the newest release does not. */
  @Property({ type: 'uuid', nullable: true })
  recipientId: string | null;
}
