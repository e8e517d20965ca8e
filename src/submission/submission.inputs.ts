import { ArgsType, Extensions, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateScalar } from '../kernel/values/scalars.js';
import { ReconciliationGroup } from './reconciliation/reconciliation.sql.js';
import { checkedByRow } from '../kernel/text/text-arguments.js';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import type { SentPolicyRow } from '../policy/rows/policy-row.js';
import { ErrorPolicy, Submission, SubmissionSource, SubmissionStatus } from './submission.js';
import { SubmissionRowResult } from './rows/submission-row.js';

@ArgsType()
export class ReconciliationArguments {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => ReconciliationGroup, { description: '对账口径: what each line is for.' })
  groupBy: ReconciliationGroup;

  @Field(() => DateScalar, { nullable: true, description: 'First day of acceptance, in Asia/Shanghai.' })
  acceptedFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of acceptance, to its end.' })
  acceptedUntil?: string;

  @Field(() => ID, { nullable: true, description: 'Only of this submission.' })
  submissionId?: string;
}

@InputType({ description: 'Filter of submissions; all conditions together.' })
export class SubmissionFilter {
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
    '一行保单. Every field is text, so that a fault is reported for its row and does not stop the others; all but rowKey are required.',
})
@Extensions(checkedByRow)
export class PolicyRowInput implements SentPolicyRow {
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
      '企业联系电话: mobile number of the policyholder, to inform it of registration and claim. Kept encrypted; a wrong one is a warning.',
  })
  contactPhone: string | null = null;
}

@InputType({ description: 'A push of up to 100 policies.' })
export class SubmitPoliciesInput {
  @Field(() => String, { description: 'Code of the programme whose window is open.' })
  programme: string;

  @Field(() => [PolicyRowInput], { description: 'The policies, 1 to 100.' })
  rows: PolicyRowInput[];

  @Field(() => ErrorPolicy, { description: 'What becomes of the good rows when others fail.' })
  errorPolicy: ErrorPolicy = ErrorPolicy.REJECT_FAILED_ROWS;

  @Field(() => Boolean, { description: 'Answer everything, the preview of the subsidy included, and write nothing.' })
  dryRun: boolean = false;

  @Field(() => String, {
    description:
      'Your key for this push: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@ObjectType({ description: 'What became of a push.' })
@Access(Role.INSURER)
export class SubmitPoliciesPayload extends Payload {
  @Field(() => Submission, { nullable: true, description: 'The submission; null for a dry run.' })
  submission?: Submission | null;

  @Field(() => [SubmissionRowResult], { nullable: true, description: 'One result for each row, in their order.' })
  rows?: SubmissionRowResult[];
}
