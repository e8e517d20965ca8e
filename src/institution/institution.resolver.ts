import { notConfirmedBy } from './confirmation/not-confirmed-by.js';
import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { OrderBy, defineOrders } from '../kernel/lists/list-order.js';
import { nameContains } from '../kernel/text/name-contains.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import type { SeenInstitution } from './change-institution.js';
import { confirmInstitution } from './confirmation/confirm-institution.js';
import { Institution } from './institution.js';
import { registerInstitution } from './register-institution.js';
import { rejectInstitution } from './confirmation/reject-institution.js';
import { resumeInstitution, suspendInstitution } from './suspend-institution.js';
import {
  InstitutionFilter,
  InstitutionPayload,
  InstitutionReasonInput,
  InstitutionStepInput,
  RegisterInstitutionInput,
  RegisterInstitutionPayload,
} from './institution.inputs.js';

const InstitutionConnection = connectionOf(Institution);

const orders = defineOrders('Institution', {
  NAME: {
    description: 'Ordered by name.',
    keys: [
      { sql: sql`name`, type: 'text' },
      { sql: sql`id`, type: 'uuid' },
    ],
  },
  REGISTERED_AT_DESC: {
    description: 'The latest registered first; those that were there from the start come last.',
    descending: true,
    keys: [
      { sql: sql`coalesce(registered_at, 'epoch')`, type: 'timestamptz' },
      { sql: sql`id`, type: 'uuid' },
    ],
  },
});

const departments = [Role.SCIENCE, Role.REGULATOR];

@Resolver(() => Institution)
export class InstitutionResolver {
  @Access(Role.INSURER, ...staff)
  @Query(() => InstitutionConnection, { description: '保险机构: institutions; an insurer sees its own.' })
  async institutions(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => InstitutionFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: InstitutionFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Institution>> {
    return readPage(
      await context.db.read(),
      InstitutionConnection,
      { select: institutionColumns, from: sql`institution`, where: conditionsOf(filter) },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.INSURER)
  @AlsoUnbound()
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => RegisterInstitutionPayload, {
    description:
      '机构注册: registers your institution within the programme’s window; both departments then confirm it (§3 two).',
  })
  registerInstitution(
    @Ctx() context: Context,
    @Arg('input', () => RegisterInstitutionInput, { description: 'The institution to register.' })
    input: RegisterInstitutionInput,
  ): Promise<RegisterInstitutionPayload> {
    return payloadOf(RegisterInstitutionPayload, context.language, () => registerInstitution(context, input));
  }

  @Access(...departments)
  @FourEyes('registerInstitution', 'confirmInstitution')
  @Mutation(() => InstitutionPayload, {
    description:
      '核对通过: confirms for your department; with both departments’ confirmation it becomes ACTIVE (§3 two).',
  })
  confirmInstitution(
    @Ctx() context: Context,
    @Arg('input', () => InstitutionStepInput, { description: 'The institution to confirm.' })
    input: InstitutionStepInput,
  ): Promise<InstitutionPayload> {
    return payload(context, () => confirmInstitution(context, seen(input)));
  }

  @Access(...departments)
  @OnePerson('It lets nobody in; the institution can be confirmed again by two persons.')
  @Mutation(() => InstitutionPayload, {
    description: '不予通过: rejects a PENDING institution; one department is enough.',
  })
  rejectInstitution(
    @Ctx() context: Context,
    @Arg('input', () => InstitutionReasonInput, { description: 'The institution, and why.' })
    input: InstitutionReasonInput,
  ): Promise<InstitutionPayload> {
    return payload(context, () => rejectInstitution(context, seen(input), input.reason));
  }

  @Access(...departments)
  @Mutation(() => InstitutionPayload, { description: '暂停: an ACTIVE institution may not push from now on.' })
  suspendInstitution(
    @Ctx() context: Context,
    @Arg('input', () => InstitutionReasonInput, { description: 'The institution, and why.' })
    input: InstitutionReasonInput,
  ): Promise<InstitutionPayload> {
    return payload(context, () => suspendInstitution(context, seen(input), input.reason));
  }

  @Access(...departments)
  @FourEyes('suspendInstitution')
  @Mutation(() => InstitutionPayload, { description: '恢复: lifts a suspension.' })
  resumeInstitution(
    @Ctx() context: Context,
    @Arg('input', () => InstitutionStepInput, { description: 'The institution to resume.' })
    input: InstitutionStepInput,
  ): Promise<InstitutionPayload> {
    return payload(context, () => resumeInstitution(context, seen(input)));
  }
}

const institutionColumns = columnsOf(Institution, { without: ['nameKey'] });

function seen({ institutionId, version }: InstitutionStepInput): SeenInstitution {
  return { institutionId: keyOf('Institution', institutionId), version };
}

function payload(context: Context, work: () => Promise<Institution>): Promise<InstitutionPayload> {
  return payloadOf(InstitutionPayload, context.language, async () => ({ institution: await work() }));
}

function conditionsOf({ status, toConfirmBy, name, creditCode }: InstitutionFilter) {
  return [
    ...(status ? [sql`status = ${status}`] : []),
    ...(toConfirmBy ? [notConfirmedBy(toConfirmBy)] : []),
    ...nameContains(name, sql`name_key`),
    ...(creditCode ? [sql`credit_code = ${normaliseCreditCode(creditCode)}`] : []),
  ];
}
