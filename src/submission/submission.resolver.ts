import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import {
  Arg,
  Args,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { findOnly } from '../database/find-only.js';
import { FindsOnly, ReadsByKey } from '../database/schema/relation.js';
import { checkedByRow } from '../kernel/text/text-arguments.js';
import { withId } from '../kernel/values/global-id.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { withSums } from '../kernel/lists/status-sums.js';
import { Payload, payloadOf } from '../kernel/errors/payload.js';
import { UserError, userErrorOf } from '../kernel/errors/user-error.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { ofProgramme } from '../programme/find-programme.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { submissionById } from './submission.loader.js';
import type { SentPolicyRow } from '../policy/rows/policy-row.js';
import { ErrorPolicy, Submission, SubmissionSource, SubmissionStatus } from './submission.js';
import { resultsOf, SubmissionRowResult } from './rows/submission-rows.resolver.js';
import { submitPolicies } from './submit-policies.js';

const SubmissionConnection = withSums(connectionOf(Submission), {
  column: 'status',
  enumeration: SubmissionStatus,
  access: Access(Role.INSURER, ...staff),
});

const orders = defineTimeOrders('Submission', 'submitted_at');

@InputType({ description: 'Filter of submissions; all conditions together.' })
class SubmissionFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => SubmissionStatus, { nullable: true, description: 'Only in this state.' })
  status?: SubmissionStatus;

  @Field(() => SubmissionSource, { nullable: true, description: 'Only those that came in this way.' })
  source?: SubmissionSource;

  @Field(() => Boolean, { nullable: true, description: 'Whether some row of it failed.' })
  failed?: boolean;
}

@InputType({
  description:
    '一行保单. Every field is text, so that a fault is answered for its row and does not stop the others; all but rowKey are required.',
})
@Extensions(checkedByRow)
class PolicyRowInput implements SentPolicyRow {
  @Field(() => String, { nullable: true, description: 'Your own key for the row; comes back with its result.' })
  rowKey: string | null = null;

  @Field(() => String, { nullable: true, description: '保单号: unique within your institution; up to 64 characters.' })
  policyNo: string | null = null;

  @Field(() => String, { nullable: true, description: '统一社会信用代码 of the policyholder, 18 characters.' })
  creditCode: string | null = null;

  @Field(() => String, { nullable: true, description: '企业名称 of the policyholder, as on the policy.' })
  enterpriseName: string | null = null;

  @Field(() => String, { nullable: true, description: '险种: code of a product of the programme.' })
  product: string | null = null;

  @Field(() => String, { nullable: true, description: '保险起期: first day of cover, YYYY-MM-DD.' })
  startsOn: string | null = null;

  @Field(() => String, { nullable: true, description: '保险止期: last day of cover, YYYY-MM-DD.' })
  endsOn: string | null = null;

  @Field(() => String, { nullable: true, description: '保费: gross premium paid, in yuan, as "12345.60".' })
  premium: string | null = null;

  @Field(() => String, { nullable: true, description: '发票号码: 20 digits, or code (10 or 12) and number (8).' })
  invoiceNo: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      '共保比例: your share of a co-insured contract in per cent, as "60"; absent where you insure all of it.',
  })
  share: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      '共保合同号: number of the co-insured contract, the same for all its insurers; needed for a share below 100.',
  })
  coinsuranceNo: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      '企业联系电话: mobile number of the policyholder, to tell it of registration and claim. Kept encrypted; a wrong one is a warning.',
  })
  contactPhone: string | null = null;
}

@InputType({ description: 'A push of up to 100 policies.' })
class SubmitPoliciesInput {
  @Field(() => String, { description: 'Code of the programme whose window is open.' })
  programme: string;

  @Field(() => [PolicyRowInput], { description: 'The policies, 1 to 100.' })
  rows: PolicyRowInput[];

  @Field(() => ErrorPolicy, { description: 'What becomes of the good rows when others fail.' })
  errorPolicy: ErrorPolicy = ErrorPolicy.REJECT_FAILED_ROWS;

  @Field(() => Boolean, { description: 'Answer everything, the preview of the subsidy included, and write nothing.' })
  dryRun: boolean = false;

  @Field(() => String, {
    description: 'Your key for this push: the same key with the same input is answered again, not done again.',
  })
  idempotencyKey: string;
}

@ObjectType({ description: 'What became of a push.' })
@Access(Role.INSURER)
class SubmitPoliciesPayload extends Payload {
  @Field(() => Submission, { nullable: true, description: 'The submission; null for a dry run.' })
  submission?: Submission | null;

  @Field(() => [SubmissionRowResult], { nullable: true, description: 'One result for each row, in their order.' })
  rows?: SubmissionRowResult[];
}

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
    return readPage(
      await context.db.read(),
      SubmissionConnection,
      { select, from: sql`submission`, where: conditionsOf(filter) },
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
      '上传保单: pushes up to 100 policies of your institution while the window is open (§3 four). Each row is accepted or answered with every fault it has.',
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

function conditionsOf({ programme, status, source, failed }: SubmissionFilter) {
  return [
    ...ofProgramme(programme),
    ...(status ? [sql`status = ${status}`] : []),
    ...(source ? [sql`source = ${source}`] : []),
    ...(failed == null ? [] : [sql`(failed_count > 0) = ${failed}`]),
  ];
}
