import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { findOnly } from '../database/find-only.js';
import { FindsOnly, ReadsByKey } from '../database/schema/relation.js';
import { withId } from '../kernel/values/global-id.js';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { allOf, type ListStatement } from '../kernel/lists/list-statement.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { UserError, userErrorOf } from '../kernel/errors/user-error.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { inIndexOfProgramme, ofProgramme } from '../programme/find-programme.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { submissionById } from './submission.loader.js';
import { Submission, SubmissionStatus } from './submission.js';
import { resultsOf } from './rows/submission-row.js';
import { submitPolicies } from './submit-policies.js';
import { SubmissionFilter, SubmitPoliciesInput, SubmitPoliciesPayload } from './submission.inputs.js';

const SubmissionConnection = withSums(connectionOf(Submission), {
  column: 'status',
  enumeration: SubmissionStatus,
  access: Access(Role.INSURER, ...staff),
});

const orders = defineTimeOrders('Submission', 'submitted_at');

@Resolver(() => Submission)
export class SubmissionResolver {
  @Access(Role.INSURER, ...staff)
  @Query(() => SubmissionConnection, { description: '批量上传: submissions; an insurer sees its own.' })
  async submissions(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => SubmissionFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: SubmissionFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<Submission>> {
    const select = columnsOf(Submission, { without: ['headings'] });
    const { where, ...parts } = partsOf(filter, context.viewer.role);
    return readPage(
      await context.db.read(),
      SubmissionConnection,
      { select, from: sql`submission`, where: [...where, ...conditionsOf(filter)], ...parts },
      orders.of(orderBy),
      page,
    );
  }

  @FindsOnly()
  @Access(Role.INSURER, ...staff)
  @Query(() => Submission, {
    nullable: true,
    description: 'One submission; null where there is none that you may see.',
  })
  async submission(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Id of the submission.' }) id: string,
  ): Promise<Submission | null> {
    return findOnly(await context.db.read(), Submission, withId('Submission', id));
  }

  @Access(Role.INSURER)
  @Mutation(() => SubmitPoliciesPayload, {
    description:
      '上传保单: pushes up to 100 policies of your institution while the window is open (§3 four). Each row is accepted, or refused with every fault it has.',
  })
  submitPolicies(
    @Ctx() context: Context,
    @Arg('input', () => SubmitPoliciesInput, { description: 'The rows, and what to do when some fail.' })
    input: SubmitPoliciesInput,
  ): Promise<SubmitPoliciesPayload> {
    return payloadOf(SubmitPoliciesPayload, context.language, async () => {
      const outcome = await submitPolicies(context, input);
      return {
        submission: outcome.submissionId ? await submissionById(context, outcome.submissionId) : null,
        rows: resultsOf(outcome.rows),
        refusals: outcome.refusals,
      };
    });
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() submission: Submission, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, submission.programmeId);
  }

  @ReadsByKey(() => Institution, 'institutionId')
  @FieldResolver(() => Institution, { nullable: true, description: '保险机构: the institution that sent it.' })
  institution(@Root() submission: Submission, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, submission.institutionId);
  }

  @FieldResolver(() => [UserError], {
    name: 'notes',
    description:
      '读取说明: how the file was read, where its sender should know: the sheet chosen, hidden rows that count.',
  })
  notes(@Root() { notes }: Submission, @Ctx() context: Context): UserError[] {
    return notes.map((note) => userErrorOf(note, context.language));
  }

  @FieldResolver(() => UserError, {
    name: 'fault',
    nullable: true,
    description: '文件错误: why the file could not be read, or not to its end; null where it was.',
  })
  fault(@Root() { faultFound }: Submission, @Ctx() context: Context): UserError | null {
    return faultFound ? userErrorOf(faultFound, context.language) : null;
  }
}

/**
 * The condition for the submissions of a programme. A programme has its submissions in its years, so that a scan of all
 * in order would first read those of others; an insurer's own are in an index of their own.
 */
function partsOf(
  { programme }: SubmissionFilter,
  role: Role,
): Pick<ListStatement, 'where' | 'alternatives' | 'anyAlternative'> {
  const where = ofProgramme(programme);
  if (!programme || role === Role.INSURER) return { where };
  return { where: [], alternatives: [inIndexOfProgramme(programme)], anyAlternative: allOf(where) };
}

function conditionsOf({ status, source, failed }: SubmissionFilter) {
  return [
    ...(status ? [sql`status = ${status}`] : []),
    ...(source ? [sql`source = ${source}`] : []),
    ...(failed == null ? [] : [sql`(failed_count > 0) = ${failed}`]),
  ];
}
