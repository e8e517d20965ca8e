import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refuseInspection = defineRefusals({
  SAMPLE_PERCENT_UNFIT: {
    meaning: 'The share to draw is no percentage above 0 and up to 100 with at most two decimals.',
    zh: ({ found }) => `抽取比例“${found}”有误：应大于 0、不超过 100，最多两位小数，例如 5 或 2.5。`,
    en: ({ found }) => `"${found}" cannot be drawn: give per cent above 0 and up to 100, at most two decimals, as 2.5.`,
  },
  AMOUNT_BOUNDS_UNFIT: {
    meaning: 'The bounds of the amount do not ascend from above zero, or are more than nine.',
    zh: () => '金额分层界限应大于 0、由小到大、不重复，最多 9 个。',
    en: () => 'The bounds of the amount ascend from above zero, each once, nine at most.',
  },
  POPULATION_EMPTY: {
    meaning: 'No policy is in the population, so there is nothing to draw.',
    zh: () => '抽样总体为空：没有符合条件的保单。请核对年度、机构和方案。',
    en: () => 'No policy is in the population. Check the programme, the institutions and the proposal.',
  },
  SPOT_CHECK_ITEM_NOT_FOUND: {
    meaning: 'There is no such spot-check item.',
    zh: () => '未找到该抽核件，请核对编号。',
    en: () => 'There is no such spot-check item. Check the id.',
  },
  SPOT_CHECK_ITEM_STATUS_UNFIT: {
    meaning: 'The examination of the policy is not where this action needs it.',
    zh: ({ found, needed }) =>
      `该抽核件当前状态为“${termOf('SpotCheckItemStatus', found)}”，此操作须处于“${termOf('SpotCheckItemStatus', needed)}”。`,
    en: ({ found, needed }) => `The item is ${found}; this is done from ${needed}.`,
  },
  FINDING_TEXT_MISSING: {
    meaning: 'A finding says in words what was examined and found.',
    zh: () => '请填写核查说明：核查了哪些材料、发现了什么。',
    en: () => 'Say in words what was examined and found.',
  },
  FINDING_FAULTS_UNFIT: {
    meaning: 'A failed finding names at least one fault, a passed one none.',
    zh: () => '结论为不合格时须至少选择一种不合格情形；结论为合格时不得选择。',
    en: () => 'A failed finding names at least one fault; a passed one names none.',
  },
  RECOVERY_IS_FOR_SCIENCE: {
    meaning: 'The claim is paid, so the finding asks money back, which is for SCIENCE to decide.',
    zh: () => '该企业补贴已拨付，确认不合格即启动追回，须由省科技厅复核确认。',
    en: () => 'The claim is paid: to confirm the failure opens a recovery, so somebody of SCIENCE has to confirm it.',
  },
});
