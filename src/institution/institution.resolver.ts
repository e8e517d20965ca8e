import { Department } from '../worklist/department.js';
import { notConfirmedBy } from './not-confirmed-by.js';
import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { defineOrders, OrderBy } from '../kernel/lists/list-order.js';
import { nameContains } from '../kernel/text/name-contains.js';
import { howNamesAreSearched } from '../kernel/text/search-words.js';
import { Payload, payloadOf } from '../kernel/errors/payload.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { Access, AlsoUnbound, NeedsScope } from '../access/access.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import type { SeenInstitution } from './change-institution.js';
import { confirmInstitution } from './confirm-institution.js';
import { Institution, InstitutionStatus } from './institution.js';
import { registerInstitution } from './register-institution.js';
import { rejectInstitution } from './reject-institution.js';
import { resumeInstitution, suspendInstitution } from './suspend-institution.js';

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

@InputType({ description: 'Filter of institutions; all conditions together.' })
class InstitutionFilter {
  @Field(() => InstitutionStatus, { nullable: true, description: 'Only in this state, for example those to confirm.' })
  status?: InstitutionStatus;

  @Field(() => Department, {
    nullable: true,
    description: '待核对部门: only PENDING ones that this department has yet to confirm.',
  })
  toConfirmBy?: Department;

  @Field(() => String, { nullable: true, description: `机构名称: ${howNamesAreSearched}` })
  name?: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: exactly this one.' })
  creditCode?: string;
}

@InputType({ description: 'An institution that wants to push.' })
class RegisterInstitutionInput {
  @Field(() => String, { description: 'Code of the programme whose registration is open.' })
  programme: string;

  @Field(() => String, { description: '统一社会信用代码 of the institution.' })
  creditCode: string;

  @Field(() => String, { description: '机构名称: full official name.' })
  name: string;
}

@InputType({ description: 'Which institution, as you saw it.' })
class InstitutionStepInput {
  @Field(() => ID, { description: 'Id of the institution.' })
  institutionId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'Which institution, as you saw it, and why.' })
class InstitutionReasonInput extends InstitutionStepInput {
  @Field(() => String, { description: '理由: told to the institution.' })
  reason: string;
}

@ObjectType({ description: 'The institution after the step.' })
@Access(Role.INSURER, ...staff)
class InstitutionPayload extends Payload {
  @Field(() => Institution, { nullable: true, description: 'The institution after the step.' })
  institution?: Institution | null;
}

@ObjectType({ description: 'The institution, and a token to act for it.' })
@Access(Role.INSURER)
class RegisterInstitutionPayload extends Payload {
  @Field(() => Institution, { nullable: true, description: 'The institution after the step.' })
  institution?: Institution | null;

  @Field(() => String, {
    nullable: true,
    description: 'A token for the institution; the one you came with has none. Null for a front-end.',
  })
  token?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the token ends.' })
  tokenExpiresAt?: Date | null;
}

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
    return answer(context, () => confirmInstitution(context, seen(input)));
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
    return answer(context, () => rejectInstitution(context, seen(input), input.reason));
  }

  @Access(...departments)
  @Mutation(() => InstitutionPayload, { description: '暂停: an ACTIVE institution may not push from now on.' })
  suspendInstitution(
    @Ctx() context: Context,
    @Arg('input', () => InstitutionReasonInput, { description: 'The institution, and why.' })
    input: InstitutionReasonInput,
  ): Promise<InstitutionPayload> {
    return answer(context, () => suspendInstitution(context, seen(input), input.reason));
  }

  @Access(...departments)
  @FourEyes('suspendInstitution')
  @Mutation(() => InstitutionPayload, { description: '恢复: lifts a suspension.' })
  resumeInstitution(
    @Ctx() context: Context,
    @Arg('input', () => InstitutionStepInput, { description: 'The institution to resume.' })
    input: InstitutionStepInput,
  ): Promise<InstitutionPayload> {
    return answer(context, () => resumeInstitution(context, seen(input)));
  }
}

const institutionColumns = columnsOf(Institution, { without: ['nameKey'] });

function seen({ institutionId, version }: InstitutionStepInput): SeenInstitution {
  return { institutionId: keyOf('Institution', institutionId), version };
}

function answer(context: Context, work: () => Promise<Institution>): Promise<InstitutionPayload> {
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
