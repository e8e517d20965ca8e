import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../common/global-id.js';
import { Node } from '../common/node.js';
import type { Refusal } from '../common/refusal.js';
import { DateTimeScalar } from '../common/scalars.js';
import { asRole, mayInsert, mayRead, ownInstitution, staff } from '../database/row-security.js';
import { Access } from '../identity/access.js';
import { Role, staff as staffRoles } from '../identity/role.js';

export enum ErrorPolicy {
  REJECT_ALL = 'REJECT_ALL',
  REJECT_FAILED_ROWS = 'REJECT_FAILED_ROWS',
}

registerEnumType(ErrorPolicy, {
  name: 'ErrorPolicy',
  description: 'What becomes of the good rows when others fail.',
  valuesConfig: {
    REJECT_ALL: { description: '全部退回: one failed row refuses all.' },
    REJECT_FAILED_ROWS: { description: '仅退回失败行: good rows are accepted, failed ones are answered with reasons.' },
  },
});

@Entity({ policies: [mayRead(staff, ownInstitution()), mayInsert(asRole(), ownInstitution())] })
@ObjectType({
  implements: Node,
  description: '批量上传: one push of policies by an institution, with what was accepted and what failed.',
})
@Access(Role.INSURER, ...staffRoles)
export class Submission extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid', index: true })
  institutionId: string;

  @Property({ type: 'text' })
  @Field(() => ErrorPolicy, { description: 'What was asked for when rows fail.' })
  errorPolicy: ErrorPolicy;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '总行数: rows received.' })
  rowCount: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '受理行数: rows that became policies.' })
  acceptedCount: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '失败行数: rows with errors.' })
  failedCount: number;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  submittedAt: Date;
}

/** What became of one row: the policy, or the reasons. Kept as it was answered. */
@Entity({ policies: [mayRead(staff, ownInstitution()), mayInsert(asRole(), ownInstitution())] })
export class SubmissionRow {
  @PrimaryKey({ type: 'uuid' })
  submissionId: string;

  @PrimaryKey({ type: 'int' })
  index: number;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text', nullable: true })
  rowKey: string | null;

  @Property({ type: 'uuid', nullable: true })
  policyId: string | null;

  @Property({ type: 'jsonb' })
  refusals: Refusal[];

  @Property({ type: 'jsonb' })
  warnings: Refusal[];

  /** The row as it was sent, so that a failed one can be given back to be corrected. */
  @Property({ type: 'jsonb' })
  sent: Record<string, string | null>;
}
