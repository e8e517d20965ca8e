import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { badInput } from '../kernel/lists/cursor.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { ReachableAt } from './enterprise-contact.js';
import { giveContacts } from './give-contacts.js';
import { contactsOfEnterprise } from './contact.loader.js';
import { GiveEnterpriseContactsInput, GiveEnterpriseContactsPayload } from './contact.inputs.js';

const mostContacts = 100;

@Resolver(() => Enterprise)
export class ContactResolver {
  @Access(Role.INSURER)
  @Mutation(() => GiveEnterpriseContactsPayload, {
    description:
      '提供企业联系方式: phone numbers at which companies of your policies can be reached, where they have not registered themselves. Stored encrypted; nobody but the gateway reads them.',
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
    description: '可联系方式: numbers at which the company can be reached, the best source first, masked.',
  })
  async reachableAt(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<ReachableAt[]> {
    const contacts = await contactsOfEnterprise(context, enterprise.id);
    return contacts
      .toReversed()
      .map(({ source, phone }) => Object.assign(new ReachableAt(), { source, lastFour: phone.slice(-4) }));
  }
}
