import { defineRefusals, listOf } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

const fieldNames: Record<string, { zh: string; en: string }> = {
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  name: { zh: '企业名称', en: 'name of the company' },
  kind: { zh: '资质类别', en: 'kind of qualification' },
  status: { zh: '登记状态', en: 'status' },
  validFrom: { zh: '有效期起', en: 'first day of validity' },
  validUntil: { zh: '有效期止', en: 'last day of validity' },
  changedOn: { zh: '变更日期', en: 'day of the change' },
  address: { zh: '住所', en: 'address' },
  formerNames: { zh: '曾用名', en: 'former names' },
  representative: { zh: '法定代表人', en: 'legal representative' },
};

const zh = (field: unknown) => fieldNames[String(field)]?.zh ?? String(field);
const en = (field: unknown) => fieldNames[String(field)]?.en ?? String(field);

/** The refusals of a row of a list. */
export const refuseListRow = defineRefusals({
  LIST_FIELD_MISSING: {
    meaning: 'A required field of a row of a list is empty.',
    zh: ({ field }) => `缺少${zh(field)}，请补填。`,
    en: ({ field }) => `The ${en(field)} is missing. Fill it in.`,
  },
  LIST_FIELD_INVALID: {
    meaning: 'A field of a row of a list is longer than it may be, or holds characters that cannot be kept.',
    zh: ({ field, limit }) => `${zh(field)}最多 ${limit} 个字符，且不得含控制字符。`,
    en: ({ field, limit }) => `The ${en(field)} has at most ${limit} characters and no control characters.`,
  },
  LIST_CODE_INVALID: {
    meaning: 'The credit code fails GB 32100 and its organisation code fails GB 11714.',
    zh: ({ found }) => `统一社会信用代码“${found}”校验不通过（GB 32100-2015，18 位），请核对。`,
    en: ({ found }) => `The credit code "${found}" fails its check (GB 32100-2015, 18 characters). Check it.`,
  },
  LIST_DIVISION_INVALID: {
    meaning: 'The place of registration is not a division code of GB/T 2260.',
    zh: ({ found }) => `注册地区划“${found}”不是 6 位区划代码（GB/T 2260），请核对。`,
    en: ({ found }) => `The place "${found}" is not a division code of six digits (GB/T 2260).`,
  },
  LIST_STATUS_UNKNOWN: {
    meaning: 'The status in the register is unknown.',
    zh: ({ found }) => `登记状态“${found}”无法识别，请填写：存续、歇业、迁出、吊销、注销或因合并注销。`,
    en: ({ found }) =>
      `The status "${found}" is not known. Use ACTIVE, SUSPENDED, MOVED_OUT, REVOKED, DEREGISTERED or MERGED.`,
  },
  LIST_DAY_INVALID: {
    meaning: 'A day of a row is not on the calendar, or later than the list.',
    zh: ({ field, found }) => `${zh(field)}“${found}”不是有效日期（如 2024-03-01），或晚于名单日期。`,
    en: ({ field, found }) => `The ${en(field)} "${found}" is not a day such as 2024-03-01, or later than the list.`,
  },
  LIST_KIND_UNKNOWN: {
    meaning: 'No programme has named this kind of qualification.',
    zh: ({ found, known }) => `资质类别“${found}”不存在，可用：${listOf(known, '、')}。`,
    en: ({ found, known }) => `There is no kind "${found}"; known are ${listOf(known, ', ')}.`,
  },
  LIST_PERIOD_INVALID: {
    meaning: 'The validity ends before it begins.',
    zh: ({ startsOn, found }) => `有效期止“${found}”早于有效期起“${startsOn}”，请核对。`,
    en: ({ startsOn, found }) => `The validity ends on ${found}, before it begins on ${startsOn}.`,
  },
  LIST_ROW_REPEATED: {
    meaning: 'An earlier row of the list has the same company, or the same company, kind and first day.',
    zh: () => '名单中前面已有同一企业（或同一企业、类别与起始日）的行，请只保留一行。',
    en: () => 'An earlier row of the list has the same entry. Keep only one of them.',
  },
});

export const refuseList = defineRefusals({
  LIST_SOURCE_MISSING: {
    meaning: 'The list is not named.',
    zh: () => '请填写名单名称或文号。',
    en: () => 'Name the list (`source`): its name or document number.',
  },
  LIST_DATE_INVALID: {
    meaning: 'The day of the list is not a day of the calendar, or in the future.',
    zh: ({ found, today }) => `名单日期“${found}”须为有效日期，且不晚于今天 ${today}。`,
    en: ({ found, today }) =>
      `The day of the list, "${found}", has to be a day (YYYY-MM-DD) not after today, ${today}.`,
  },
  LIST_MODE_UNFIT: {
    meaning: 'A register list cannot replace the register: a company that it does not have is still registered.',
    zh: () => '企业登记信息只能以“增补”方式导入：名单中没有的企业不视为注销，注销以登记状态为准。',
    en: () => 'The company register is imported with ADD only: a company that is deregistered has that status in it.',
  },
  LIST_KEY_CONFLICT: {
    meaning: 'The idempotency key of an upload was used before with another list.',
    zh: ({ key }) => `幂等键“${key}”已用于另一份名单。新的名单请换一个键；重试请原样重发。`,
    en: ({ key }) => `The key "${key}" was used with another list. Take a new key, or send the same list again.`,
  },
  LIST_NOT_FOUND: {
    meaning: 'There is no such import that you may see.',
    zh: () => '没有该名单导入记录，或您无权查看。',
    en: () => 'There is no such import that you may see.',
  },
  LIST_STATUS_UNFIT: {
    meaning: 'Only an import that waits for its confirmation is confirmed or discarded.',
    zh: ({ found }) => `当前状态为“${termOf('ListImportStatus', found)}”，仅“待确认”的导入可以确认或放弃。`,
    en: ({ found }) => `The import is ${found}; only one that is WAITING is confirmed or discarded.`,
  },
  LIST_INCOMPLETE: {
    meaning: 'A list that replaces an earlier one has rows with errors: their companies would be removed.',
    zh: ({ count }) => `整体替换的名单有 ${count} 行错误，确认会移出这些企业。请更正后重新上传，或以“增补”方式导入。`,
    en: ({ count }) =>
      `${count} rows of a list that replaces an earlier one have errors; their companies would be removed. Correct them and upload it again, or import it with ADD.`,
  },
  LIST_OUTDATED: {
    meaning:
      'Another list of the same kind took effect after this one was compared: its difference is not true any more.',
    zh: () => '核对之后已有同类名单生效，差异已不准确。请放弃本次导入，重新上传名单。',
    en: () => 'A list of the same kind took effect after this one was compared. Discard it and upload the list again.',
  },
  QUALIFICATION_ROWS_OUT_OF_RANGE: {
    meaning: 'An import has from 1 to 100 rows.',
    zh: ({ found, limit }) => `本次 ${found} 行；每次须为 1 至 ${limit} 行，更多请以文件方式上传。`,
    en: ({ found, limit }) =>
      `${found} rows; an import has from 1 to ${limit}. Upload a longer list as a file (POST /upload/lists).`,
  },
});
