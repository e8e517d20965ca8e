import { DecimalScalar } from '../kernel/values/decimal.js';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { ItemStatus } from './spot-check-item.js';
import { SpotCheck } from './spot-check.js';

@InputType({ description: 'A sample to draw.' })
export class DrawSpotCheckInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => [ID], {
    nullable: true,
    description: '保险机构: whose policies; those of all institutions where absent.',
  })
  institutionIds: string[] | null = null;

  @Field(() => ID, {
    nullable: true,
    description: '建议方案: only policies that count in this revision; every accepted policy where absent.',
  })
  proposalId: string | null = null;

  @Field(() => DecimalScalar, {
    description: '抽取比例: how many per cent of each stratum, as "5" or "2.5"; rounded up, so at least one of each.',
  })
  percent: string;

  @Field(() => [MoneyScalar], {
    description:
      '金额分层界限: where the bands of the amount (premium less refunds) begin, ascending; empty makes one band of all.',
  })
  amountBounds: string[] = ['10000.00', '100000.00'];

  @Field(() => String, { description: 'Your key for this draw: a retry with it draws nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'What was drawn.' })
@Access(Role.SCIENCE, Role.REGULATOR)
export class DrawSpotCheckPayload extends Payload {
  @Field(() => SpotCheck, { nullable: true, description: 'The draw; null when it was refused.' })
  spotCheck?: SpotCheck | null;
}

@InputType({ description: 'Filter of spot checks.' })
export class SpotCheckFilter {
  @Field(() => String, { nullable: true, description: 'Only of this programme, by its code.' })
  programme?: string;

  @Field(() => ItemStatus, {
    nullable: true,
    description: '抽核件状态: only those with items in this state, of those that you may see.',
  })
  itemStatus?: ItemStatus;

  @Field(() => ID, { nullable: true, description: 'Only those that drew from this institution.' })
  institutionId?: string;
}

@InputType({ description: 'Conditions for a list of items: all that are given must hold.' })
export class SpotCheckItemFilter {
  @Field(() => [ItemStatus], { nullable: true, description: 'Only in one of these states.' })
  statuses?: ItemStatus[];

  @Field(() => ID, { nullable: true, description: 'Only of this institution.' })
  institutionId?: string;
}
