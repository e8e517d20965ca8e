import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../kernel/errors/payload.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { FindingFault, Verdict } from './spot-check-finding.js';
import { SpotCheckItem } from '../spot-check-item.js';

@InputType({ description: 'A spot-check item, as it was seen.' })
export class ItemStepInput {
  @Field(() => ID, { description: 'Global id of the item.' })
  itemId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'What the papers of a drawn policy show.' })
export class RecordFindingInput extends ItemStepInput {
  @Field(() => Verdict, { description: '结论: result of the examination.' })
  verdict: Verdict;

  @Field(() => [FindingFault], { description: '不合格情形: what does not hold; at least one where it failed.' })
  faults: FindingFault[] = [];

  @Field(() => String, {
    description:
      '说明: what was examined and found. Confirmed as failed, the institution and the enterprise read it; the public never.',
  })
  text: string;
}

@InputType({ description: 'A finding to confirm.' })
export class ConfirmFindingInput extends ItemStepInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: '还款期限: last day to pay back; needed only where the finding failed and the claim is paid.',
  })
  repayBy: string | null = null;
}

@InputType({ description: 'A finding to return.' })
export class ReturnFindingInput extends ItemStepInput {
  @Field(() => String, { description: '退回理由: what is to be examined again.' })
  reason: string;
}

@ObjectType({ description: 'A spot-check item after a step.' })
@Access(Role.SCIENCE, Role.REGULATOR)
export class SpotCheckItemPayload extends Payload {
  @Field(() => SpotCheckItem, { nullable: true, description: 'The item; null when it was refused.' })
  item?: SpotCheckItem | null;
}
