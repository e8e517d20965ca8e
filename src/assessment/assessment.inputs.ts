import { DecimalScalar } from '../kernel/values/decimal.js';
import { Field, ID, InputType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';

@InputType({ description: 'A product with another rate or cap.' })
export class SupposedProductInput {
  @Field(() => String, { description: 'Code of a product of the programme.' })
  code: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '补贴比例: another rate for every year, as a decimal: "0.4" is 40 %.',
  })
  rate?: string | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '险种上限: another cap for an enterprise and this product.',
  })
  enterpriseCap?: string | null;
}

@InputType({ description: 'What to suppose; what is absent stays as the rules in force have it.' })
export class SimulateProposalInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => MoneyScalar, { nullable: true, description: '每家企业上限: another cap for an enterprise.' })
  enterpriseCap?: string | null;

  @Field(() => MoneyScalar, { nullable: true, description: '年度预算: another budget, shared out where it is short.' })
  budget?: string | null;

  @Field(() => [String], { nullable: true, description: '企业资质: other kinds of company that are eligible.' })
  qualificationKinds?: string[] | null;

  @Field(() => [SupposedProductInput], { nullable: true, description: '险种: products with other rates or caps.' })
  products?: SupposedProductInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '草案: a draft of a later version of this programme, whose rules are supposed whole; the other suppositions are then left out.',
  })
  draftId?: string | null;
}
