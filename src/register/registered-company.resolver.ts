import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { lookUpCompany } from './look-up-company.js';
import { RegisteredCompany } from './registered-company.js';
import { entriesOfCompany } from './registered-company.loader.js';
import { OnePerson } from '../account/four-eyes.js';
import { LookUpCompanyInput, LookUpCompanyPayload } from './register.inputs.js';

@Resolver(() => RegisteredCompany)
export class RegisteredCompanyResolver {
  @Access(...staff)
  @Query(() => [RegisteredCompany], {
    description:
      '企业登记信息: entries of a company in the register, the present one first; empty for a company that it does not know.',
  })
  registeredCompany(
    @Ctx() context: Context,
    @Arg('creditCode', () => String, { description: '统一社会信用代码: unified social credit code.' })
    creditCode: string,
  ): Promise<RegisteredCompany[]> {
    return entriesOfCompany(context, normaliseCreditCode(creditCode));
  }

  @Access(Role.PLATFORM)
  @OnePerson('It asks the register and writes down what the register says.')
  @Mutation(() => LookUpCompanyPayload, {
    description:
      '查询登记信息: asks the register for one company now and records its answer. Repeated, it asks again. Only with a register that answers for single companies.',
  })
  lookUpCompany(
    @Ctx() context: Context,
    @Arg('input', () => LookUpCompanyInput, { description: 'The company to look up.' }) input: LookUpCompanyInput,
  ): Promise<LookUpCompanyPayload> {
    return payloadOf(LookUpCompanyPayload, context.language, async () => {
      const { creditCode } = await lookUpCompany(context, input.creditCode);
      const [company] = await entriesOfCompany(context, creditCode);
      return { company: company ?? null };
    });
  }
}
