import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { rowsAs } from '../../kernel/node.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { Access } from '../../access/access.js';
import { Role, staff } from '../../access/role.js';
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

/** Converts the outcomes of a push to results of the API. */
export function resultsOf(outcomes: RowOutcome[]): SubmissionRowResult[] {
  return rowsAs(
    SubmissionRowResult,
    outcomes.map(({ warnings, ...row }) => ({ ...row, remarks: warnings })),
  );
}
