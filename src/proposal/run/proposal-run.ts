import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, mayUpdate, staff, rowPolicies } from '../../database/schema/row-security.js';
import { Access } from '../../access/access.js';
import { staff as staffRoles } from '../../access/role.js';
import { RunStep } from '../../assessment/run-step.js';

export enum RunStatus {
  COMPUTING = 'COMPUTING',
  COMPUTED = 'COMPUTED',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
}

registerEnumType(RunStatus, {
  name: 'ProposalRunStatus',
  description: '测算状态: how far a computation is.',
  valuesConfig: {
    COMPUTING: { description: '测算中: asked for; being computed, or waiting for its turn.' },
    COMPUTED: { description: '已完成: the revision is there.' },
    CANCELLED: { description: '已取消: called off; nothing of it was kept.' },
    FAILED: {
      description: '未完成: refused or broken off; nothing of it was kept, and `fault` says why where it was refused.',
    },
  },
});

/** The share of the work that is done when a step begins, measured with 1,000,000 policies. */
const shareBefore: Record<RunStep, number> = {
  WAITING: 0,
  GATHERING: 0.01,
  GRANTING: 0.33,
  LISTING: 0.65,
  EXPLAINING: 0.72,
  CLAIMS: 0.87,
  DONE: 1,
};

/**
 * A requested computation, with the id that its proposal will have. It is stored separately from the proposal, because
 * the computation is one transaction: so others can see its progress and cancel it.
 */
@Entity({ policies: rowPolicies(mayRead(staff), mayInsert(asRole('PLATFORM')), mayUpdate(asRole('PLATFORM'))) })
@ObjectType({ description: '测算进程: one computation of a proposal, from its request to its end.' })
@Access(...staffRoles)
export class ProposalRun {
  [OptionalProps]?: 'share';

  @PrimaryKey({ type: 'uuid' })
  proposalId: string;

  @Property({ type: 'uuid', index: true })
  programmeId: string;

  @Property({ type: 'text', default: RunStatus.COMPUTING })
  @Field(() => RunStatus, { description: '状态: the present state.' })
  status: RunStatus;

  @Property({ type: 'text', default: RunStep.WAITING })
  @Field(() => RunStep, { description: '步骤: what it is at, or where it ended.' })
  step: RunStep;

  @Property({ type: 'uuid' })
  requestedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  requestedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it computes.' })
  finishedAt: Date | null;

  @Property({ type: 'jsonb', nullable: true })
  faultFound: Refusal | null;

  /** The `traceparent` of the request, where tracing is on. */
  @Property({ type: 'text', nullable: true })
  traceparent: string | null;

  @Field(() => Float, {
    description: '完成比例: share of the work that is done, from 0 to 1, by the usual length of each step.',
  })
  get share(): number {
    return shareBefore[this.step];
  }
}
