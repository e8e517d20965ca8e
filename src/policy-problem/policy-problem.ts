import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';

export enum PolicyProblemKind {
  MISSING = 'MISSING',
  WRONG = 'WRONG',
}

registerEnumType(PolicyProblemKind, {
  name: 'PolicyProblemKind',
  description: '保单问题类别: what a company says of its policy.',
  valuesConfig: {
    MISSING: { description: '保单缺失: its policy was not pushed.' },
    WRONG: { description: '保单有误: what was pushed is not what the policy says.' },
  },
});

export enum PolicyProblemStatus {
  OPEN = 'OPEN',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
}

registerEnumType(PolicyProblemStatus, {
  name: 'PolicyProblemStatus',
  description: '保单问题状态: who has to act.',
  valuesConfig: {
    OPEN: { description: '待答复: the insurer has to answer by `answerBy`.' },
    ANSWERED: { description: '已答复: the insurer answered; the company can write again or close it.' },
    CLOSED: { description: '已关闭: the company closed it.' },
  },
});

/**
 * A company's report about a policy. Companies and institutions read their own; both change it, only through the use
 * cases.
 */
@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution(), ownEnterprise()),
    mayInsert(asRole(), ownEnterprise()),
    mayUpdate(asRole(), ownInstitution(), ownEnterprise()),
  ),
})
@Index({
  name: 'policy_problem_institution',
  expression:
    'create index "policy_problem_institution" on "policy_problem" ("institution_id", "reported_at" desc, "id")',
})
@Index({
  name: 'policy_problem_enterprise',
  expression:
    'create index "policy_problem_enterprise" on "policy_problem" ("enterprise_id", "reported_at" desc, "id")',
})
@Index({ name: 'policy_problem_open', properties: ['answerBy'], where: `status = 'OPEN'` })
@ObjectType({
  implements: Node,
  description:
    '保单问题: what a company reports of a policy, and what its insurer answers. Both see it, and the offices.',
})
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class PolicyProblem extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid', nullable: true, index: true })
  policyId: string | null;

  @Property({ type: 'text' })
  @Field(() => PolicyProblemKind, { description: '类别: what the company says.' })
  kind: PolicyProblemKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '保单号: number of the policy, as the company gave it.' })
  policyNo: string | null;

  @Property({ type: 'text' })
  @Field(() => PolicyProblemStatus, { description: '状态: who has to act.' })
  status: PolicyProblemStatus;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: '提出时间: when it was reported.' })
  reportedAt: Date;

  @Property({ type: 'date' })
  @Field(() => DateScalar, {
    description: '答复期限: last day for the insurer to answer, to its end in Asia/Shanghai.',
  })
  answerBy: string;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '首次答复时间: when the insurer first answered.' })
  answeredAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  answer(at: Date): void {
    this.status = PolicyProblemStatus.ANSWERED;
    this.answeredAt ??= at;
  }

  reopen(answerBy: string): void {
    this.status = PolicyProblemStatus.OPEN;
    this.answerBy = answerBy;
  }
}

/** One message of the thread; it never changes. */
@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution(), ownEnterprise()),
    mayInsert(asRole(), ownInstitution(), ownEnterprise()),
  ),
})
@Index({ name: 'policy_problem_message_thread', properties: ['problemId', 'writtenAt', 'id'] })
@ObjectType({ description: '往来记录: one message of a company or its insurer about a policy.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class PolicyProblemMessage {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  problemId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text' })
  @Field(() => Role, { description: '发言方: ENTERPRISE or INSURER.' })
  author: Role;

  @Property({ type: 'uuid' })
  authorId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '内容: text of the message.' })
  text: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  writtenAt: Date;
}
