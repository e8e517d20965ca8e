import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { signedIn } from '../../access/role.js';
import { OnePerson } from '../../account/four-eyes.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { Refused } from '../../kernel/errors/refusal.js';
import {
  CreateSandboxInput,
  DeletedSandboxPayload,
  DeleteSandboxInput,
  ResetSandboxInput,
  Sandbox,
  SandboxPayload,
} from './sandbox.inputs.js';
import { refuseSandbox } from './sandbox.refusals.js';

const asked = { description: 'Which sandbox.' };
const reason = 'It concerns nothing but the sandbox of who asks.';

/** Only outside production, as is the adjustable clock. */
@Resolver()
export class SandboxResolver {
  @Access(...signedIn)
  @Query(() => [Sandbox], { description: '我的沙箱: the sandboxes of your account. There only outside production.' })
  sandboxes(@Ctx() context: Context): Sandbox[] {
    return (context.sandboxes?.of(accountOf(context)) ?? []) as Sandbox[];
  }

  @Access(...signedIn)
  @OnePerson(reason)
  @Mutation(() => SandboxPayload, {
    description:
      '创建沙箱: a gateway for you alone, at an address of its own, for a day. The first of a state takes some seconds. There only outside production.',
  })
  createSandbox(
    @Ctx() context: Context,
    @Arg('input', () => CreateSandboxInput, { description: 'What it begins with.' })
    { state, idempotencyKey }: CreateSandboxInput,
  ): Promise<SandboxPayload> {
    return payloadOf(SandboxPayload, context.language, async () => {
      const created = await context.sandboxes?.create(accountOf(context), state, idempotencyKey);
      if (created && !('refused' in created)) return { sandbox: created as Sandbox };
      if (created?.refused !== 'TOO_MANY') throw new Refused(refuseSandbox('SANDBOX_IMPOSSIBLE'));
      throw new Refused(refuseSandbox('SANDBOXES_TOO_MANY', null, { limit: created.most }));
    });
  }

  @Access(...signedIn)
  @OnePerson(reason)
  @Mutation(() => SandboxPayload, {
    description:
      '重置沙箱: begins again, at the same address and with the same tokens. Its database, its papers and its clock are as at the start. There only outside production.',
  })
  resetSandbox(
    @Ctx() context: Context,
    @Arg('input', () => ResetSandboxInput, asked) { sandboxId, state }: ResetSandboxInput,
  ): Promise<SandboxPayload> {
    return payloadOf(SandboxPayload, context.language, async () => {
      const reset = await context.sandboxes?.reset(accountOf(context), sandboxId, state);
      if (reset && !('refused' in reset)) return { sandbox: reset as Sandbox };
      if (reset?.refused !== 'UNKNOWN') throw new Refused(refuseSandbox('SANDBOX_IMPOSSIBLE'));
      throw new Refused(refuseSandbox('SANDBOX_NOT_FOUND', ['sandboxId']));
    });
  }

  @Access(...signedIn)
  @OnePerson(reason)
  @Mutation(() => DeletedSandboxPayload, {
    description: '删除沙箱: ends it and deletes all that is in it. There only outside production.',
  })
  deleteSandbox(
    @Ctx() context: Context,
    @Arg('input', () => DeleteSandboxInput, asked) { sandboxId }: DeleteSandboxInput,
  ): Promise<DeletedSandboxPayload> {
    return payloadOf(DeletedSandboxPayload, context.language, async () => {
      const removed = await context.sandboxes?.remove(accountOf(context), sandboxId);
      if (!removed) throw new Refused(refuseSandbox('SANDBOX_NOT_FOUND', ['sandboxId']));
      return { deletedId: sandboxId };
    });
  }
}

const accountOf = ({ viewer }: Context) => viewer.accountId as string;
