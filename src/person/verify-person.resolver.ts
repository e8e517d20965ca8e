import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { IdentityPayload } from '../account/account.resolver.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { verifyPerson } from './verify-person.js';

@InputType({ description: 'Who you are.' })
class VerifyPersonInput {
  @Field(() => String, { description: '姓名: full name of the person.' })
  name: string;

  @Field(() => String, { description: '居民身份证号码: 18 characters (GB 11643). Stored sealed and shown to nobody.' })
  identityNumber: string;
}

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
