import { Arg, Ctx, Field, FieldResolver, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { badInput } from '../kernel/lists/cursor.js';
import { Payload, payloadOf } from '../kernel/errors/payload.js';
import { ReachableAt } from './enterprise-contact.js';
import { giveContacts } from './give-contacts.js';
import { contactsOfEnterprise } from './contact.loader.js';

const mostContacts = 100;

@InputType({ description: 'A phone number of a company.' })
class EnterpriseContactInput {
  @Field(() => String, { description: '统一社会信用代码 of a company that your institution insures.' })
  creditCode: string;

  @Field(() => String, { description: '联系手机: mainland mobile number, 11 digits.' })
  phone: string;
}

@InputType({ description: 'Phone numbers of companies that you insure.' })
class GiveEnterpriseContactsInput {
  @Field(() => [EnterpriseContactInput], { description: '1 to 100 companies; a later number replaces an earlier one.' })
  contacts: EnterpriseContactInput[];

  @Field(() => String, { description: 'Your key for this list: a retry with it changes nothing.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'How many numbers were noted.' })
@Access(Role.INSURER)
class GiveEnterpriseContactsPayload extends Payload {
  @Field(() => Int, {
    nullable: true,
    description: '已登记企业数: companies whose number was noted; null when refused.',
  })
  notedCount?: number | null;
}

@Resolver(() => Enterprise)
export class ContactResolver {
  @Access(Role.INSURER)
  @Mutation(() => GiveEnterpriseContactsPayload, {
    description:
      '提供企业联系方式: phone numbers at which companies of your policies can be told, where they have not registered themselves. Stored encrypted; nobody but the gateway reads them.',
  })
  giveEnterpriseContacts(
    @Ctx() context: Context,
    @Arg('input', () => GiveEnterpriseContactsInput, { description: 'The phone numbers to give.' })
    input: GiveEnterpriseContactsInput,
  ): Promise<GiveEnterpriseContactsPayload> {
    const { length } = input.contacts;
    if (length === 0 || length > mostContacts) throw badInput(`\`contacts\` has 1 to ${mostContacts}; found ${length}`);
    return payloadOf(GiveEnterpriseContactsPayload, context.language, async () => ({
      notedCount: await giveContacts(context, input),
    }));
  }

  @Access(Role.PLATFORM, Role.AUDITOR)
  @FieldResolver(() => [ReachableAt], {
    description: '可联系方式: numbers at which the company can be told, the best source first, masked.',
  })
  async reachableAt(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<ReachableAt[]> {
    const contacts = await contactsOfEnterprise(context, enterprise.id);
    return contacts
      .toReversed()
      .map(({ source, phone }) => Object.assign(new ReachableAt(), { source, lastFour: phone.slice(-4) }));
  }
}
