import { sql } from 'kysely';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody, Role } from '../access/role.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import { keyOf } from '../kernel/values/global-id.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import type { ProgrammeInput } from '../programme/data/programme-input.js';
import { approveDraft, checkDraft, returnDraft } from './decide-draft.js';
import {
  ApproveDraftInput,
  CheckDraftInput,
  DraftCalendarInput,
  DraftFilter,
  DraftPayload,
  DraftProgrammeInput,
  ReturnDraftInput,
  ReviseProgrammeInput,
} from './draft.inputs.js';
import { Draft } from './draft.js';
import { notApprovedBy } from './worklist/not-approved-by.js';
import { draftById } from './draft.loader.js';
import { draftCalendar, draftProgramme, draftRevision } from './prepare-draft.js';
import { named } from '../database/schema/columns.js';

const DraftConnection = connectionOf(Draft);
const orders = defineTimeOrders('Draft', 'prepared_at');

const columns = sql`${named('id', 'kind', 'status', 'programme_id', 'programme_code', 'calendar_year')},
  ${named('content', 'previous', 'contradictions', 'in_force_from', 'prepared_at', 'science_approved_at')},
  ${named('regulator_approved_at', 'in_force_at', 'closed_at', 'reason')}, version`;

const departments = [Role.SCIENCE, Role.REGULATOR];
const preparers = [Role.PLATFORM, ...departments];

@Resolver(() => Draft)
export class DraftResolver {
  @Access(...everybody)
  @Query(() => DraftConnection, {
    description:
      '草案: programmes and years of the calendar that are prepared, with what they change; the offices read all, anybody those that were put in force.',
  })
  async drafts(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => DraftFilter, { nullable: true, description: 'Which; all where absent.' })
    { kind, status, toApproveBy, programme, calendarYear }: DraftFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Draft>> {
    const where = [
      ...(kind ? [sql`kind = ${kind}`] : []),
      ...(status ? [sql`status = ${status}`] : []),
      ...(toApproveBy ? [notApprovedBy(toApproveBy)] : []),
      ...(programme ? [sql`programme_code = ${programme}`] : []),
      ...(calendarYear ? [sql`calendar_year = ${calendarYear}`] : []),
    ];
    const statement = { select: columns, from: sql`draft`, where };
    return readPage(await context.db.read(), DraftConnection, statement, orders.of(orderBy), page);
  }

  @Access(...departments)
  @Mutation(() => DraftPayload, {
    description:
      '拟定年度工作: prepares a programme with its notice, windows and rules. It is in force once another person of SCIENCE and one of REGULATOR have approved it.',
  })
  draftProgramme(
    @Ctx() context: Context,
    @Arg('input', () => DraftProgrammeInput, { description: 'The programme to draft.' }) input: DraftProgrammeInput,
  ): Promise<DraftPayload> {
    const programme = { ...dataOf(input.programme), demonstration: false };
    return payload(context, () => draftProgramme(context, { ...input, programme }));
  }

  @Access(...departments)
  @Mutation(() => DraftPayload, {
    description:
      '修订年度工作: prepares a later version of a programme. `differences` shows what it changes, `simulateProposal(input: { draftId: draft })` what that comes to. Rules are not changed any more once a proposal by them is approved.',
  })
  reviseProgramme(
    @Ctx() context: Context,
    @Arg('input', () => ReviseProgrammeInput, {
      description: 'The programme as it is to be, and the version that you saw.',
    })
    input: ReviseProgrammeInput,
  ): Promise<DraftPayload> {
    return payload(context, () => draftRevision(context, { ...input, programme: dataOf(input.programme) }));
  }

  @Access(...preparers)
  @Mutation(() => DraftPayload, {
    description:
      '拟定工作日历: prepares the working days of a year, or corrects those of a year that is covered. Deadlines that were set before stay as they are.',
  })
  draftCalendar(
    @Ctx() context: Context,
    @Arg('input', () => DraftCalendarInput, { description: 'The year whose working days are drafted.' })
    input: DraftCalendarInput,
  ): Promise<DraftPayload> {
    return payload(context, () => draftCalendar(context, input));
  }

  @Access(...preparers)
  @OnePerson('It decides nothing: it names the contradictions of a draft.')
  @Mutation(() => DraftPayload, {
    description:
      '核对草案: checks a draft again and names every contradiction; without one it is CHECKED. A draft is also checked when it is prepared and when it is approved.',
  })
  checkDraft(
    @Ctx() context: Context,
    @Arg('input', () => CheckDraftInput, { description: 'The draft, and the version that you saw.' })
    input: CheckDraftInput,
  ): Promise<DraftPayload> {
    return payload(context, () => checkDraft(context, seen(input)));
  }

  @Access(...departments)
  @FourEyes('draftProgramme', 'reviseProgramme', 'draftCalendar', 'approveDraft')
  @Mutation(() => DraftPayload, {
    description:
      '批准草案: approves a checked draft for your department. With the approval of both it is in force at once, or at its instant.',
  })
  approveDraft(
    @Ctx() context: Context,
    @Arg('input', () => ApproveDraftInput, { description: 'The draft, and the version that you saw.' })
    input: ApproveDraftInput,
  ): Promise<DraftPayload> {
    return payload(context, () => approveDraft(context, seen(input)));
  }

  @Access(...preparers)
  @OnePerson('Nothing is put in force by it; a new draft is prepared and approved by two departments.')
  @Mutation(() => DraftPayload, {
    description: '退回草案: ends a draft that is not in force yet, with the reason. A corrected one is a new draft.',
  })
  returnDraft(
    @Ctx() context: Context,
    @Arg('input', () => ReturnDraftInput, { description: 'Which, and why.' }) input: ReturnDraftInput,
  ): Promise<DraftPayload> {
    return payload(context, () => returnDraft(context, seen(input), input.reason));
  }
}

const seen = ({ draftId, version }: CheckDraftInput) => ({ draftId: keyOf('Draft', draftId), version });

/** Converts the input to programme data as in a data file; positions follow from the order. */
function dataOf({ rules, ...fields }: ProgrammeInput) {
  const products = rules.products.map((product, index) => ({ ...product, position: index + 1 }));
  return { ...fields, rules: { ...rules, products } };
}

function payload(context: Context, work: () => Promise<string>): Promise<DraftPayload> {
  return payloadOf(DraftPayload, context.language, async () => ({ draft: await draftById(context, await work()) }));
}
