import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { Policy } from '../../policy/policy.js';
import { policyById } from '../../policy/policy.loader.js';
import { admitPolicy } from './admit-policy.js';
import { PolicyAdmission } from './policy-admission.js';
import { admissionOfPolicy } from '../proposal.loader.js';
import { AdmitPolicyInput, AdmitPolicyPayload } from './admit-policy.inputs.js';

@Resolver(() => Policy)
export class AdmitPolicyResolver {
  @Access(Role.SCIENCE)
  @Mutation(() => AdmitPolicyPayload, {
    description:
      '准予计入: decides that a policy counts which the newest revision left for review (`QUALIFICATION_FOR_REVIEW`, §1 one), from the next revision on. Who admits it does not approve that revision (four eyes).',
  })
  admitPolicy(
    @Ctx() context: Context,
    @Arg('input', () => AdmitPolicyInput, { description: 'The policy, and the reason.' }) input: AdmitPolicyInput,
  ): Promise<AdmitPolicyPayload> {
    return payloadOf(AdmitPolicyPayload, context.language, async () => {
      const id = await admitPolicy(context, { ...input, policyId: keyOf('Policy', input.policyId) });
      return { policy: await policyById(context, id) };
    });
  }

  @ReadsByKey(() => PolicyAdmission, 'id', 'policyId')
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @FieldResolver(() => PolicyAdmission, {
    nullable: true,
    description: '资质审核准予计入: the decision that it counts all the same; null without one.',
  })
  admission(@Root() { id }: Policy, @Ctx() context: Context): Promise<PolicyAdmission | null> {
    return admissionOfPolicy(context, id);
  }
}
