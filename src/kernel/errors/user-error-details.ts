import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../values/money.js';
import { DateScalar } from '../values/scalars.js';

/** A value that a message quotes. A list is joined to one text. */
type Quoted = string | number | boolean | null | string[];

const list = { nullable: true } as const;

@ObjectType({
  description:
    'The facts of a refusal, each under one name whatever the code. Those that its code has (`UserErrorCode` lists them) are there; every other one is null.',
})
export class UserErrorDetails {
  @Field(() => String, { nullable: true, description: '现值: the value or the state that was found.' })
  found?: Quoted;

  @Field(() => String, { nullable: true, description: '应为: the value or the state that is needed.' })
  needed?: Quoted;

  @Field(() => String, { nullable: true, description: '栏目: the field that it is about, as the input names it.' })
  field?: string;

  @Field(() => String, { nullable: true, description: '情况: what is wrong, or where, in English.' })
  what?: string;

  @Field(() => [String], { ...list, description: '可选: the values or states that are allowed from here.' })
  allowed?: string[];

  @Field(() => [String], { ...list, description: '已知: values that are known and near to what was found.' })
  known?: string[];

  @Field(() => [String], { ...list, description: '缺少: headings that are missing.' })
  missing?: string[];

  @Field(() => Int, {
    nullable: true,
    description: '上限: the most that is allowed, in the unit that the message names.',
  })
  limit?: number;

  @Field(() => Int, { nullable: true, description: '下限: the least that is needed.' })
  least?: number;

  @Field(() => Int, { nullable: true, description: '数量: of how many it holds.' })
  count?: number;

  @Field(() => Int, { nullable: true, description: '现行版本: the present version. Read it again and decide.' })
  present?: number;

  @Field(() => Int, { nullable: true, description: '等待秒数: seconds after which the same may be asked again.' })
  retryAfter?: number;

  @Field(() => Int, { nullable: true, description: '行号: of the file or submission, counted from 1.' })
  row?: number;

  @Field(() => [String], { ...list, description: '行号: the first rows of those that it holds of.' })
  rows?: string[];

  @Field(() => String, { nullable: true, description: '列: the heading of the column.' })
  column?: string;

  @Field(() => String, { nullable: true, description: '工作表: the name of the sheet.' })
  sheet?: string;

  @Field(() => String, { nullable: true, description: '编码: the encoding of the text.' })
  encoding?: string;

  @Field(() => Int, { nullable: true, description: '位置: the byte of the file, counted from 0.' })
  offset?: number;

  @Field(() => String, { nullable: true, description: '幂等键: the idempotency key.' })
  key?: string | null;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: of the company that it is about.' })
  creditCode?: string;

  @Field(() => String, {
    nullable: true,
    description: '保单号: of the policy that it is about; only an own one is named.',
  })
  policyNo?: string;

  @Field(() => String, { nullable: true, description: '共保合同号: of the contract that several insurers share.' })
  contract?: string;

  @Field(() => String, { nullable: true, description: '份额合计: in per cent.' })
  sum?: string;

  @Field(() => [String], { ...list, description: '曾用名: former names of the company.' })
  former?: string[];

  @Field(() => String, { nullable: true, description: '付款编号 or 银行流水号: of the payment that it is about.' })
  reference?: string;

  @Field(() => [String], { ...list, description: '付款编号: the first payments of those that it holds of.' })
  references?: string[];

  @Field(() => Int, { nullable: true, description: '方案版次: revision of the proposal.' })
  revision?: number;

  @Field(() => Int, { nullable: true, description: '月数: the longest term.' })
  months?: number;

  @Field(() => DateScalar, { nullable: true, description: '今天: the day by which it was judged, in Asia/Shanghai.' })
  today?: string;

  @Field(() => DateScalar, { nullable: true, description: '开始日: first day of the window.' })
  opensOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '截止日: last day of the window.' })
  until?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '公示截止日: last day of the notice.' })
  closesOn?: string;

  @Field(() => DateScalar, { nullable: true, description: '填报截止日: last day to claim.' })
  claimBy?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '最晚: the latest day that is allowed.' })
  latest?: string;

  @Field(() => DateScalar, { nullable: true, description: '自: the day from which it holds.' })
  since?: string;

  @Field(() => DateScalar, { nullable: true, description: '起期: first day of the period.' })
  startsOn?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额: what is to be paid back.' })
  amount?: string;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '上限金额: what is due, or was paid: no amount is above it.',
  })
  due?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '补贴金额: what was granted.' })
  granted?: string;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '剩余补贴: what is left without the policies that were kept out.',
  })
  left?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '应付金额: what was ordered.' })
  ordered?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '已公示金额: what was published.' })
  published?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '已登记退费: refunds recorded before.' })
  refunded?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '剩余保费: the premium that is left.' })
  rest?: string;
}

/** Chinese forms of `field`, `what` and `needed` for the message; clients do not need them. */
interface InChinese {
  fieldInChinese?: string;
  whatInChinese?: string;
  neededInChinese?: string;
}

export type Details = UserErrorDetails & InChinese;
export type Fact = keyof Details;

/** Returns the details for the client; null if the case has no facts. */
export function userErrorDetails(details: Details, facts: ReadonlySet<string>): UserErrorDetails | null {
  const given = Object.entries(details).filter(([fact, value]) => facts.has(fact) && value !== undefined);
  const answered = given.map(([fact, value]) => [fact, textLists.has(fact) ? value : asOne(value)]);
  return answered.length > 0 ? Object.assign(new UserErrorDetails(), Object.fromEntries(answered)) : null;
}

const textLists = new Set<string>(['allowed', 'known', 'missing', 'rows', 'former', 'references'] satisfies Fact[]);

function asOne(value: Quoted): Exclude<Quoted, string[]> {
  return Array.isArray(value) ? value.join(', ') : value;
}
