import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../../kernel/lists/pagination.js';
import type { Language, Refusal } from '../../kernel/errors/refusal.js';
import { UserError, userErrorOf } from '../../kernel/errors/user-error.js';
import type { Context } from '../../access/context.js';
import { Policy } from '../../policy/policy.js';
import { AssessedIn, assessedIn } from '../../policy/assessed-in/assessed-in.js';
import { listOfPolicy } from '../../policy/policy.loader.js';
import { policyById } from '../../policy/policy.loader.js';
import { Submission } from '../submission.js';
import { rowsByIndex, submissionRows } from '../submissions.sql.js';
import { SubmissionRowResult } from './submission-row.js';
import { SubmissionRowFilter } from './submission-rows.inputs.js';

const RowConnection = connectionOf(SubmissionRowResult);

@Resolver(() => Submission)
export class SubmissionRowsResolver {
  @FieldResolver(() => RowConnection, {
    description:
      '逐行结果: what became of each row, by their index. All failed rows of a file at once: GET /submissions/:id/failed-rows.xlsx.',
  })
  async rows(
    @Root() { id }: Submission,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => SubmissionRowFilter, { nullable: true, description: 'Filter; everything where absent.' })
    { failed, warned }: SubmissionRowFilter = {},
  ): Promise<Connection<SubmissionRowResult>> {
    return readPage(await context.db.read(), RowConnection, submissionRows(id, failed, warned), rowsByIndex, page);
  }
}

@Resolver(() => SubmissionRowResult)
export class SubmissionRowResolver {
  @ReadsByKey(() => Policy, 'policyId')
  @FieldResolver(() => Policy, { nullable: true, description: 'The policy that the row became.' })
  policy(@Root() row: SubmissionRowResult, @Ctx() context: Context): Promise<Policy | null> | null {
    return row.policyId ? policyById(context, row.policyId) : null;
  }

  @FieldResolver(() => AssessedIn, {
    nullable: true,
    description: '所属批次: the list in which the row is looked at; null for a row that failed.',
  })
  async assessedIn(
    @Root() { list, policyId }: SubmissionRowResult,
    @Ctx() context: Context,
  ): Promise<AssessedIn | null> {
    const found = list ?? (policyId && (await listOfPolicy(context, policyId))?.list);
    return found ? assessedIn(found, context.language) : null;
  }

  @FieldResolver(() => [UserError], {
    description: 'Why the row failed; empty for an accepted one. Paths begin at the input.',
  })
  userErrors(@Root() { index, refusals }: SubmissionRowResult, @Ctx() { language }: Context): UserError[] {
    return inRow(index, refusals, language);
  }

  @FieldResolver(() => [UserError], { description: 'What to look at although the row was accepted.' })
  warnings(@Root() { index, remarks }: SubmissionRowResult, @Ctx() { language }: Context): UserError[] {
    return inRow(index, remarks, language);
  }
}

function inRow(index: number, refusals: Refusal[], language: Language): UserError[] {
  return refusals.map((refusal) =>
    userErrorOf({ ...refusal, path: ['rows', String(index), ...(refusal.path ?? [])] }, language),
  );
}
