import { defineRefusals, listOf } from '../../kernel/errors/refusal.js';

const fieldNames: Record<string, { zh: string; en: string }> = {
  policyNo: { zh: '保单号', en: 'policy number' },
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  enterpriseName: { zh: '企业名称', en: 'enterprise name' },
  product: { zh: '险种', en: 'product' },
  startsOn: { zh: '保险起期', en: 'first day of cover' },
  endsOn: { zh: '保险止期', en: 'last day of cover' },
  premium: { zh: '保费', en: 'premium' },
  invoiceNo: { zh: '发票号码', en: 'invoice number' },
  share: { zh: '共保比例', en: 'share' },
  coinsuranceNo: { zh: '共保合同号', en: 'co-insurance contract number' },
};

type FieldValue = string | number | boolean | string[] | null | undefined;

const zhName = (field: FieldValue) => fieldNames[String(field)]?.zh ?? String(field);
const enName = (field: FieldValue) => fieldNames[String(field)]?.en ?? String(field);

/** Refusals of a single row; `found`, `needed` and the limits are in `details`. */
export const refusePolicyRow = defineRefusals({
  POLICY_SAME_INVOICE: {
    meaning: 'A warning: another accepted policy names the same invoice; the department looks at both.',
    zh: ({ policyNo }) =>
      `发票号码与${policyNo ? `本机构保单“${policyNo}”` : '另一保单'}相同，已受理，待主管部门核对。如系录入有误，请更正。`,
    en: ({ policyNo }) =>
      `${policyNo ? `Your policy "${policyNo}"` : 'Another policy'} names the same invoice. It was accepted and will be looked at; correct it if it was mistyped.`,
  },
  POLICY_PERIOD_OVERLAPS: {
    meaning: 'A warning: the company has another policy of the product in an overlapping period; both are looked at.',
    zh: ({ policyNo }) =>
      `该企业同一险种的保险期间与${policyNo ? `本机构保单“${policyNo}”` : '另一保单'}重叠，已受理，待主管部门核对。如系录入有误，请更正。`,
    en: ({ policyNo }) =>
      `The period overlaps that of ${policyNo ? `your policy "${policyNo}"` : 'another policy'} of the same company and product. It was accepted and will be looked at; correct it if it was mistyped.`,
  },
  FIELD_MISSING: {
    meaning: 'A required field of a row is empty.',
    zh: ({ field }) => `缺少${zhName(field)}，请补填。`,
    en: ({ field }) => `The ${enName(field)} is missing. Fill it in.`,
  },
  FIELD_UNREADABLE: {
    meaning: 'A field holds control characters or broken text.',
    zh: ({ field, found }) => `${zhName(field)}含有无法识别的字符 ${found}，请重新录入。`,
    en: ({ field, found }) => `The ${enName(field)} holds a character that cannot be kept: ${found}. Type it again.`,
  },
  FIELD_TOO_LONG: {
    meaning: 'A field is longer than it may be.',
    zh: ({ field, found, limit }) => `${zhName(field)}长 ${found} 个字符，最多 ${limit} 个，请缩短。`,
    en: ({ field, found, limit }) => `The ${enName(field)} has ${found} characters; at most ${limit}. Shorten it.`,
  },
  CREDIT_CODE_EARLY: {
    meaning: 'A warning: the check character does not fit, as in genuine early codes; the register is consulted.',
    zh: ({ found, known }) =>
      `统一社会信用代码“${found}”的校验位不符，但属早期代码形式，已受理并将与登记信息核对。${known ? `同名企业的代码为 ${known}，如系录入有误请更正。` : ''}`,
    en: ({ found, known }) =>
      `The check character of "${found}" does not fit, as in early codes. Accepted; it will be looked up in the register.${known ? ` A company of this name has ${known}: correct the code if it was mistyped.` : ''}`,
  },
  PRODUCT_UNKNOWN: {
    meaning: 'The product is not one that the programme subsidises.',
    zh: ({ found, known }) => `险种“${found}”不在本年度补贴范围。请填写：${listOf(known, '、')}。`,
    en: ({ found, known }) => `The programme has no product "${found}". Use one of ${listOf(known, ', ')}.`,
  },
  DATE_INVALID: {
    meaning: 'A day is not on the calendar or not written YYYY-MM-DD.',
    zh: ({ field, found }) => `${zhName(field)}“${found}”不是有效日期，请按 2024-03-01 的格式填写。`,
    en: ({ field, found }) => `The ${enName(field)} "${found}" is not a day. Write it as 2024-03-01.`,
  },
  POLICY_YEAR_MISMATCH: {
    meaning: 'The policy does not start in the policy year (§1 two).',
    zh: ({ found, needed }) =>
      `保险起期 ${found} 不在 ${needed} 保单年度内（通知第一条）。请核对起期，或从本批次删除此行。`,
    en: ({ found, needed }) =>
      `The cover starts on ${found}, not in the policy year ${needed} (notice §1). Check the day, or leave the row out.`,
  },
  TERM_ENDS_BEFORE_START: {
    meaning: 'The last day of cover is before the first.',
    zh: ({ startsOn, found }) => `保险止期 ${found} 早于起期 ${startsOn}，请核对。`,
    en: ({ startsOn, found }) => `The cover ends on ${found}, before it starts on ${startsOn}. Check both days.`,
  },
  TERM_TOO_LONG: {
    meaning: 'The term is longer than the programme allows (§1 two).',
    zh: ({ found, months, latest }) =>
      `保险期限超过 ${months} 个月（通知第一条）：止期 ${found}，最晚应为 ${latest}。请核对止期。`,
    en: ({ found, months, latest }) =>
      `The term is longer than ${months} months (notice §1): it ends on ${found}, at the latest ${latest}. Check the day.`,
  },
  PREMIUM_INVALID: {
    meaning: 'The premium is not an amount in yuan with at most two decimals.',
    zh: ({ found }) => `保费“${found}”不是有效金额，请以元为单位填写，如 12345.60，不带千分位。`,
    en: ({ found }) => `The premium "${found}" is not an amount. Write yuan as 12345.60, without separators.`,
  },
  PREMIUM_NOT_POSITIVE: {
    meaning: 'The premium is zero.',
    zh: () => '保费须大于零，请填写企业实际支付的保费。',
    en: () => 'The premium has to be above zero. Give the premium that the enterprise paid.',
  },
  INVOICE_NO_INVALID: {
    meaning: 'The invoice number has neither 20 digits nor a code and a number.',
    zh: ({ found }) =>
      `发票号码“${found}”有误：数电发票为 20 位数字；旧版为 10 或 12 位代码加 8 位号码。请对照发票核对。`,
    en: ({ found }) =>
      `The invoice number "${found}" is wrong: fully digital ones have 20 digits, older ones a code of 10 or 12 and a number of 8. Compare it with the invoice.`,
  },
  SHARE_INVALID: {
    meaning: 'The co-insurance share is not from 1 to 100 per cent.',
    zh: ({ found }) => `共保比例“${found}”有误：请以百分数填写，1 至 100，例如 60 表示 60%。`,
    en: ({ found }) => `The share "${found}" is wrong: give per cent from 1 to 100, as 60 for 60 %.`,
  },
  COINSURANCE_NO_MISSING: {
    meaning: 'A share below 100 per cent does not name its contract.',
    zh: ({ found }) => `共保比例为 ${found}% 时必须填写共保合同号，各家填写同一号码。`,
    en: ({ found }) => `With a share of ${found} % give the number of the contract, the same for all its insurers.`,
  },
  POLICY_NO_REPEATED: {
    meaning: 'The same policy number is in an earlier row of the submission.',
    zh: ({ found, row }) => `保单号“${found}”与本批次第 ${row} 行重复，请删除其一。`,
    en: ({ found, row }) => `The policy number "${found}" is in row ${row} of this submission too. Remove one.`,
  },
  POLICY_NO_DUPLICATE: {
    meaning: 'The institution has pushed this policy number before; a policy counts once, ever.',
    zh: ({ found }) =>
      `保单号“${found}”本机构此前已上传，每张保单只计一次。如需更正，请在文件的“操作”列填“更正”后上传，或在系统中更正该保单。`,
    en: ({ found }) =>
      `The policy number "${found}" was pushed before; a policy counts once. To correct it, write 更正 in the column 操作 of a file, or correct the policy in your system.`,
  },
});

/** Refusals of a row because of its file, or because of other rows and policies. */
export const refuseRow = defineRefusals({
  ACTION_UNKNOWN: {
    meaning: 'The action is neither NEW nor CORRECT.',
    zh: ({ found }) => `操作“${found}”无法识别，请填“新增”或“更正”，或留空。`,
    en: ({ found }) => `The action "${found}" is unknown. Write 新增 (NEW), 更正 (CORRECT) or nothing.`,
  },
  CORRECTION_UNKNOWN: {
    meaning: 'There is no earlier policy of this number to correct.',
    zh: ({ found }) => `未找到本机构保单号为“${found}”的有效保单，无法更正。若为新保单，请将操作改为“新增”。`,
    en: ({ found }) => `You have no accepted policy "${found}" to correct. If it is new, set the action to 新增.`,
  },
  POLICY_SETTLED: {
    meaning: 'The policy is part of an approved proposal and cannot change any more.',
    zh: ({ found }) =>
      `保单“${found}”已列入审定的补贴方案，不能再修改。请书面告知平台运营方，由其通过抽核或追回程序处理。`,
    en: ({ found }) =>
      `The policy "${found}" is part of an approved proposal and cannot change. Tell the platform’s operator, who takes it up as a finding or a recovery.`,
  },
  POLICY_UNDER_CHECK: {
    meaning: 'A spot check examines the policy; it stays as it was drawn until the finding is confirmed.',
    zh: ({ found }) => `保单“${found}”正在抽核，复核结束前不能修改或撤回；可以补充附件。`,
    en: ({ found }) =>
      `A spot check examines the policy "${found}": until its finding is confirmed it cannot change. Papers can be added.`,
  },
  POLICY_EXCLUDED: {
    meaning: 'The policy is kept out of the assessment; it cannot be changed or withdrawn to come back another way.',
    zh: ({ found }) => `保单“${found}”已列入不予计入名单，不能修改或撤回。如有异议，请联系平台运营方。`,
    en: ({ found }) =>
      `The policy "${found}" is kept out of the assessment and cannot be changed or withdrawn. If that is wrong, tell the platform’s operator.`,
  },
  PREMIUM_BELOW_REFUNDS: {
    meaning: 'The corrected premium is below the refunds recorded against the policy.',
    zh: ({ found, refunded }) => `更正后的保费 ${found} 元低于已登记的退费 ${refunded} 元，请核对。`,
    en: ({ found, refunded }) => `The corrected premium ${found} is below the refunds of ${refunded}. Check it.`,
  },
  COINSURANCE_OVER_100: {
    meaning: 'The shares of a co-insured contract sum to more than 100 %.',
    zh: ({ contract, sum }) => `共保合同“${contract}”各家份额合计 ${sum}%，超过 100%。请与共保各方核对比例。`,
    en: ({ contract, sum }) => `The shares of the contract "${contract}" sum to ${sum} %. Agree on them first.`,
  },
});
