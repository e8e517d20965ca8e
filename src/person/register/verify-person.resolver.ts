import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, AlsoUnbound, NeedsScope } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { Scope } from '../../access/scope.js';
import { IdentityPayload } from '../../account/account.inputs.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { verifyPerson } from './verify-person.js';
import { VerifyPersonInput } from '../person.inputs.js';

/** Verification by a register of persons (annex 2). */
@Resolver()
export class VerifyPersonResolver {
  @Access(Role.INSURER, Role.ENTERPRISE)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => IdentityPayload, {
    description: '个人认证: verifies who you are; needed before you bind an enterprise (annex 2, one 2 (1)).',
  })
  verifyPerson(
    @Ctx() context: Context,
    @Arg('input', () => VerifyPersonInput, { description: 'Name and identity number.' }) input: VerifyPersonInput,
  ): Promise<IdentityPayload> {
    return payloadOf(IdentityPayload, context.language, async () => {
      await verifyPerson(context, input);
      return { done: true };
    });
  }
}
