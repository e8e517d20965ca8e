import { Arg, Args, Ctx, Field, FieldResolver, InputType, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { rowsAs } from '../../kernel/node.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../../kernel/lists/pagination.js';
import type { Language, Refusal } from '../../kernel/errors/refusal.js';
import { UserError, userErrorOf } from '../../kernel/errors/user-error.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { Policy } from '../../policy/policy.js';
import { AssessedIn, assessedIn, listOfPolicy } from '../../policy/assessed-in.js';
import { policyById } from '../../policy/policy.loader.js';
import { Submission } from '../submission.js';
import { rowsByIndex, submissionRows } from '../submissions.sql.js';
import type { RowOutcome } from './row-outcome.js';

@ObjectType({ description: 'What became of one row.' })
@Access(Role.INSURER, ...staff)
export class SubmissionRowResult {
  @Field(() => Int, {
    description: 'Place of the row in the submission, from 0; of a file, its row number as a spreadsheet shows it.',
  })
  index: number;

  @Field(() => String, { nullable: true, description: 'Your own key for the row.' })
  rowKey: string | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description:
      '预计补贴: what the premium earns by the rate of its year of insurance and the rounding of the rules, in yuan, before refunds, other public money, caps and budget; only in the answer to a push, for a row without errors.',
  })
  subsidyPreview: string | null;

  list: number | null;
  policyId: string | null;
  refusals: Refusal[];
  remarks: Refusal[];
}

/** The outcomes of a push as the API shows them. */
export function resultsOf(outcomes: RowOutcome[]): SubmissionRowResult[] {
  return rowsAs(
    SubmissionRowResult,
    outcomes.map(({ warnings, ...row }) => ({ ...row, remarks: warnings })),
  );
}

@InputType({ description: 'Filter of rows.' })
class SubmissionRowFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether the row failed.' })
  failed?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the row carries a warning.' })
  warned?: boolean;
}

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
