import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/values/global-id.js';
import { Payload, payloadOf } from '../../kernel/errors/payload.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import { FourEyes } from '../../account/four-eyes.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { confirmFinding } from './confirm-finding.js';
import { spotCheckItemById } from '../inspection.loader.js';
import type { SeenItem } from './open-finding.js';
import { recordFinding } from './record-finding.js';
import { returnFinding } from './return-finding.js';
import { FindingFault, SpotCheckItem, Verdict } from '../spot-check-item.js';

@InputType({ description: 'A spot-check item, as it was seen.' })
class ItemStepInput {
  @Field(() => ID, { description: 'Global id of the item.' })
  itemId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'What the papers of a drawn policy show.' })
class RecordFindingInput extends ItemStepInput {
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
class ConfirmFindingInput extends ItemStepInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: '还款期限: last day to pay back; needed only where the finding failed and the claim is paid.',
  })
  repayBy: string | null = null;
}

@InputType({ description: 'A finding to return.' })
class ReturnFindingInput extends ItemStepInput {
  @Field(() => String, { description: '退回理由: what is to be examined again.' })
  reason: string;
}

@ObjectType({ description: 'A spot-check item after a step.' })
@Access(Role.SCIENCE, Role.REGULATOR)
class SpotCheckItemPayload extends Payload {
  @Field(() => SpotCheckItem, { nullable: true, description: 'The item; null when it was refused.' })
  item?: SpotCheckItem | null;
}

@Resolver()
export class ExaminationResolver {
  @Access(Role.SCIENCE, Role.REGULATOR)
  @Mutation(() => SpotCheckItemPayload, {
    description: '登记抽核结论: records what the papers of a drawn policy show; another person then confirms it.',
  })
  recordFinding(
    @Ctx() context: Context,
    @Arg('input', () => RecordFindingInput, { description: 'The finding to record.' }) input: RecordFindingInput,
  ): Promise<SpotCheckItemPayload> {
    return answer(context, () => recordFinding(context, seen(input)));
  }

  @Access(Role.SCIENCE, Role.REGULATOR)
  @FourEyes('recordFinding')
  @Mutation(() => SpotCheckItemPayload, {
    description:
      '复核确认: another person confirms a finding (four eyes, whatever the role). Failed, the policy is out of the next revision; published, its claim is held until the line is corrected; paid, a recovery opens.',
  })
  confirmFinding(
    @Ctx() context: Context,
    @Arg('input', () => ConfirmFindingInput, { description: 'The finding to confirm.' }) input: ConfirmFindingInput,
  ): Promise<SpotCheckItemPayload> {
    return answer(context, () => confirmFinding(context, seen(input)));
  }

  @Access(Role.SCIENCE, Role.REGULATOR)
  @FourEyes('recordFinding')
  @Mutation(() => SpotCheckItemPayload, {
    description: '退回结论: another person returns a finding with the reason; the policy is examined again.',
  })
  returnFinding(
    @Ctx() context: Context,
    @Arg('input', () => ReturnFindingInput, { description: 'Which finding, and why.' }) input: ReturnFindingInput,
  ): Promise<SpotCheckItemPayload> {
    return answer(context, () => returnFinding(context, seen(input)));
  }
}

function seen<Input extends ItemStepInput>(input: Input): Omit<Input, 'itemId'> & SeenItem {
  return { ...input, itemId: keyOf('SpotCheckItem', input.itemId) };
}

function answer(context: Context, work: () => Promise<string>): Promise<SpotCheckItemPayload> {
  return payloadOf(SpotCheckItemPayload, context.language, async () => ({
    item: await spotCheckItemById(context, await work()),
  }));
}
