import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { badInput } from '../../kernel/lists/cursor.js';
import { Refused, messageOf } from '../../kernel/errors/refusal.js';
import { Enterprise } from '../../enterprise/enterprise.js';
import { enterpriseById } from '../../enterprise/enterprise.loader.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { simulateDraft, simulateProposal } from './simulate-proposal.js';
import { SimulateProposalInput } from '../assessment.inputs.js';

const offices = [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.AUDITOR];

@ObjectType({ description: '测算合计: what a set of rules comes to.' })
@Access(...offices)
class SimulatedTotals {
  @Field(() => Int, { description: '企业数: enterprises that get something.' })
  enterprises: number;

  @Field(() => Int, { description: '保单数: policies that count.' })
  policies: number;

  @Field(() => MoneyScalar, { description: '测算金额: sum of all lines.' })
  calculated: string;

  @Field(() => MoneyScalar, { description: '拟补贴总额: sum of what would be granted.' })
  granted: string;
}

@ObjectType({ description: '分布: one group, by the rules in force and by the supposed ones.' })
@Access(...offices)
class SimulatedGroup {
  @Field(() => String, { description: 'The group: code of a product or city, a class, or a band of amounts.' })
  key: string;

  @Field(() => Int, { description: 'Enterprises by the rules in force.' })
  presentEnterprises: number;

  @Field(() => MoneyScalar, {
    description: 'Amount by the rules in force; for products and classes before caps and budget.',
  })
  presentAmount: string;

  @Field(() => Int, { description: 'Enterprises by the supposed rules.' })
  supposedEnterprises: number;

  @Field(() => MoneyScalar, {
    description: 'Amount by the supposed rules; for products and classes before caps and budget.',
  })
  supposedAmount: string;
}

@ObjectType({ description: '增减企业: an enterprise that the supposed rules would treat otherwise.' })
@Access(...offices)
class SimulatedChange {
  enterpriseId: string;

  @Field(() => MoneyScalar, { description: '原金额: granted by the rules in force.' })
  before: string;

  @Field(() => MoneyScalar, { description: '现金额: granted by the supposed rules.' })
  after: string;
}

@ObjectType({
  description: '模拟测算: the rules in force and supposed ones over the present data. Nothing of it is kept.',
})
@Access(...offices)
class Simulation {
  @Field(() => SimulatedTotals, { description: 'By the rules in force.' })
  present: SimulatedTotals;

  @Field(() => SimulatedTotals, { description: 'By the supposed rules.' })
  supposed: SimulatedTotals;

  @Field(() => [SimulatedGroup], { description: '按险种: totals by product.' })
  byProduct: SimulatedGroup[];

  @Field(() => [SimulatedGroup], { description: '按类别: totals by product class.' })
  byClass: SimulatedGroup[];

  @Field(() => [SimulatedGroup], { description: '按设区市: totals by city.' })
  byCity: SimulatedGroup[];

  @Field(() => [SimulatedGroup], { description: '按金额: by bands of the amount granted.' })
  bySize: SimulatedGroup[];

  @Field(() => Int, { description: '增加企业数: enterprises that would get more.' })
  gainerCount: number;

  @Field(() => Int, { description: '减少企业数: enterprises that would get less.' })
  loserCount: number;

  @Field(() => [SimulatedChange], { description: 'The 20 that would gain most.' })
  gainers: SimulatedChange[];

  @Field(() => [SimulatedChange], { description: 'The 20 that would lose most.' })
  losers: SimulatedChange[];
}

@Resolver(() => SimulatedChange)
export class SimulateProposalResolver {
  @Access(...offices)
  @Query(() => Simulation, {
    description: '模拟测算: what other rates, caps, kinds or another budget would come to over the present data.',
  })
  async simulateProposal(
    @Ctx() context: Context,
    @Arg('input', () => SimulateProposalInput, { description: 'What to suppose.' }) input: SimulateProposalInput,
  ): Promise<Simulation> {
    const { programme, draftId, ...supposed } = input;
    const given = Object.values(supposed).some((value) => value != null);
    if (draftId && given) throw badInput('A draft is simulated whole: leave the other suppositions out');
    for (const { code, rate } of supposed.products ?? []) {
      if (rate && !/^(0(\.\d{1,5})?|1(\.0{1,5})?)$/.test(rate))
        throw badInput(`The rate of ${code} is from "0" to "1"; found "${rate}"`);
    }
    const simulation = draftId
      ? simulateDraft(context, programme, keyOf('Draft', draftId))
      : simulateProposal(context, programme, supposed);
    return simulation.catch((error: unknown) => {
      const refusal = error instanceof Refused ? error.refusals[0] : undefined;
      throw refusal ? badInput(messageOf(refusal, context.language)) : error;
    });
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: the insured company.' })
  enterprise(@Root() { enterpriseId }: SimulatedChange, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, enterpriseId);
  }
}
