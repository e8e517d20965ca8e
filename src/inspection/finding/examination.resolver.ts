import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/values/global-id.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { Access } from '../../access/access.js';
import { FourEyes } from '../../account/four-eyes.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { confirmFinding } from './confirm-finding.js';
import { spotCheckItemById } from '../inspection.loader.js';
import type { SeenItem } from './open-finding.js';
import { recordFinding } from './record-finding.js';
import { returnFinding } from './return-finding.js';
import {
  ConfirmFindingInput,
  ItemStepInput,
  RecordFindingInput,
  ReturnFindingInput,
  SpotCheckItemPayload,
} from './examination.inputs.js';

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
    return payload(context, () => recordFinding(context, seen(input)));
  }

  @Access(Role.SCIENCE, Role.REGULATOR)
  @FourEyes('recordFinding')
  @Mutation(() => SpotCheckItemPayload, {
    description:
      '复核确认: another person confirms a finding (four eyes, whatever the role). Failed, the policy is out of the next revision; published, its claim is on hold until the line is corrected; paid, a recovery opens.',
  })
  confirmFinding(
    @Ctx() context: Context,
    @Arg('input', () => ConfirmFindingInput, { description: 'The finding to confirm.' }) input: ConfirmFindingInput,
  ): Promise<SpotCheckItemPayload> {
    return payload(context, () => confirmFinding(context, seen(input)));
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
    return payload(context, () => returnFinding(context, seen(input)));
  }
}

function seen<Input extends ItemStepInput>(input: Input): Omit<Input, 'itemId'> & SeenItem {
  return { ...input, itemId: keyOf('SpotCheckItem', input.itemId) };
}

function payload(context: Context, work: () => Promise<string>): Promise<SpotCheckItemPayload> {
  return payloadOf(SpotCheckItemPayload, context.language, async () => ({
    item: await spotCheckItemById(context, await work()),
  }));
}
