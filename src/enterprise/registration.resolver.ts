import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { RegisteredCompany } from '../register/registered-company.js';
import { entriesOfCompany } from '../register/registered-company.loader.js';
import { Enterprise } from './enterprise.js';

@Resolver(() => Enterprise)
export class RegistrationResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [RegisteredCompany], {
    nullable: true,
    description: '登记信息: what the register says and said of it, the present entry first; empty until it knows it.',
  })
  registration(@Root() { creditCode }: Enterprise, @Ctx() context: Context): Promise<RegisteredCompany[]> {
    return entriesOfCompany(context, creditCode);
  }
}
