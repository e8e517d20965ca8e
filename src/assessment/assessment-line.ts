import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import { DecimalScalar } from '../kernel/values/decimal.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { DateScalar } from '../kernel/values/scalars.js';

/** The part of an assessment that one policy contributes, as the view `assessment_line` has it. */
@ObjectType({ description: '测算明细: one policy’s part: base × rate, rounded half up to the fen.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class AssessmentLine {
  proposalId: string;

  enterpriseId: string;

  policyId: string;

  /** Stored here too, because not everybody who may read a line may read the whole proposal. */
  rulesId: string;

  productCode: string;

  @Field(() => MoneyScalar, { description: '补贴基数: premium paid less refunds.' })
  base: string;

  @Field(() => DecimalScalar, { description: '补贴比例: rate as a decimal; "0.5" is 50 %.' })
  rate: string;

  @Field(() => Int, {
    description:
      '投保年次: which year of insurance it is: 1 + the earlier policy years in which the company insured this product.',
  })
  insuranceYear: number;

  @Field(() => MoneyScalar, { description: '其他财政资金: what other public money paid for the policy.' })
  otherFunding: string;

  @Field(() => MoneyScalar, {
    description: '合计上限核减: what the ceiling together with other funding takes off; already out of `subsidy`.',
  })
  ceilingCut: string;

  @Field(() => MoneyScalar, { description: '补贴金额: base × rate rounded by the rules, less the ceiling’s cut.' })
  subsidy: string;

  @Field(() => String, { description: 'Section of the notice that sets the rate.' })
  section: string;

  @Field(() => DateScalar, { description: '起保日: first day of cover, as the run found it.' })
  startsOn: string;

  @Field(() => DateScalar, { description: '止期: last day of cover, as the run found it.' })
  endsOn: string;

  @Field(() => Boolean, {
    description:
      '审核准予计入: whether it counts only by the department’s decision, the company being qualified on another day.',
  })
  admitted: boolean;
}
