import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { FourEyes } from '../account/four-eyes.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { confirmPersonCheck, rejectPersonCheck } from './decide-person-check.js';
import { PersonCheck, PersonCheckStatus, checkedPersonPlace } from './person-check.js';
import type { Person } from './register/person-register.js';
import { requestPersonCheck } from './request-person-check.js';
import {
  PersonCheckFilter,
  PersonCheckPayload,
  PersonCheckStepInput,
  RejectPersonCheckInput,
  RequestPersonCheckInput,
} from './person.inputs.js';
import { personCheckById, papersOfCheck } from './person.loader.js';

const PersonCheckConnection = connectionOf(PersonCheck);
const orders = defineTimeOrders('PersonCheck', 'requested_at');

@Resolver(() => PersonCheck)
export class PersonCheckResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR)
  @Query(() => PersonCheckConnection, {
    description: '人工核验申请: people to verify from papers; everybody else sees their own.',
  })
  async personChecks(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PersonCheckFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PersonCheckFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<PersonCheck>> {
    const select = columnsOf(PersonCheck, { without: ['personDigest'] });
    const where = filter.status ? [sql`status = ${filter.status}`] : [];
    const statement = { select, from: sql`person_check`, where };
    return readPage(await context.db.read(), PersonCheckConnection, statement, orders.of(orderBy), page);
  }

  @Access(Role.INSURER, Role.ENTERPRISE)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => PersonCheckPayload, {
    description:
      '申请人工核验: asks PLATFORM to verify you from scanned papers, where no register is connected (`PERSON_REGISTER=manual`).',
  })
  requestPersonCheck(
    @Ctx() context: Context,
    @Arg('input', () => RequestPersonCheckInput, { description: 'Who you are.' }) input: RequestPersonCheckInput,
  ): Promise<PersonCheckPayload> {
    const papers = input.paperIds.map((id) => keyOf('IdentityPaper', id));
    return payload(context, () => requestPersonCheck(context, { ...input, papers }));
  }

  @Access(Role.PLATFORM)
  @FourEyes('requestPersonCheck', 'confirmPersonCheck')
  @Mutation(() => PersonCheckPayload, {
    description: '核验通过: the papers show the person named. The first one checks; a second, other person confirms.',
  })
  confirmPersonCheck(
    @Ctx() context: Context,
    @Arg('input', () => PersonCheckStepInput, { description: 'The request to confirm.' }) input: PersonCheckStepInput,
  ): Promise<PersonCheckPayload> {
    return payload(context, () => confirmPersonCheck(context, seen(input)));
  }

  @Access(Role.PLATFORM)
  @FourEyes('requestPersonCheck')
  @Mutation(() => PersonCheckPayload, { description: '核验不通过: the papers do not show the person named.' })
  rejectPersonCheck(
    @Ctx() context: Context,
    @Arg('input', () => RejectPersonCheckInput, { description: 'The request, and the reason.' })
    input: RejectPersonCheckInput,
  ): Promise<PersonCheckPayload> {
    return payload(context, () => rejectPersonCheck(context, seen(input), input.reason));
  }

  @Access(Role.PLATFORM)
  @FieldResolver(() => String, {
    nullable: true,
    description: '姓名: the name to compare with the papers; null once it was deleted with them.',
  })
  name(@Root() check: PersonCheck, @Ctx() context: Context): string | null {
    return personOf(context, check)?.name ?? null;
  }

  @Access(Role.PLATFORM)
  @FieldResolver(() => String, {
    nullable: true,
    description: '居民身份证号码: the number to compare with the papers; null once it was deleted with them.',
  })
  identityNumber(@Root() check: PersonCheck, @Ctx() context: Context): string | null {
    return personOf(context, check)?.identityNumber ?? null;
  }

  @Access(Role.INSURER, Role.ENTERPRISE, Role.PLATFORM)
  @FieldResolver(() => [ID], {
    description: '证件扫描件: read each at `GET /identity-papers/:id`; that it was read is logged.',
  })
  async paperIds(@Root() check: PersonCheck, @Ctx() context: Context): Promise<string[]> {
    return (await papersOfCheck(context, check.id)).map(({ id }) => globalId('IdentityPaper', id));
  }
}

/** Shown only until the decision, for comparison. */
function personOf({ vault }: Context, { sealedPerson, status }: PersonCheck): Person | null {
  const open = status === PersonCheckStatus.PENDING || status === PersonCheckStatus.CHECKED;
  return open && sealedPerson ? (JSON.parse(vault.open(sealedPerson, checkedPersonPlace)) as Person) : null;
}

function seen({ personCheckId, version }: PersonCheckStepInput) {
  return { personCheckId: keyOf('PersonCheck', personCheckId), version };
}

function payload(context: Context, work: () => Promise<string>): Promise<PersonCheckPayload> {
  return payloadOf(PersonCheckPayload, context.language, async () => ({
    personCheck: await personCheckById(context, await work()),
  }));
}
