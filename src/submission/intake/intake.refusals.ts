import { defineRefusals } from '../../kernel/refusal.js';

const list = (value: unknown, separator: string) => (Array.isArray(value) ? value.join(separator) : String(value));

/** What can be wrong with a file as a whole. Each says what to do about it. */
export const refuseFile = defineRefusals({
  FILE_EMPTY: {
    meaning: 'The file holds no row of data.',
    zh: () => '文件中没有数据行。请在表头下方填写保单后重新上传。',
    en: () => 'The file holds no row of data. Fill rows in below the headings and send it again.',
  },
  FILE_TYPE_UNKNOWN: {
    meaning: 'The content is neither XLSX, CSV nor NDJSON.',
    zh: ({ found }) => `文件内容为${found}，不是 XLSX、CSV 或 NDJSON（按内容识别，与文件名无关）。请用模板另存后上传。`,
    en: ({ found }) => `The content is ${found}, not XLSX, CSV or NDJSON; the name does not matter. Use the template.`,
  },
  FILE_PROTECTED: {
    meaning: 'The workbook is password protected.',
    zh: () => '工作簿设有打开密码，无法读取。请取消密码后另存为 .xlsx 再上传。',
    en: () => 'The workbook is protected by a password. Remove it, save as .xlsx and send it again.',
  },
  FILE_OLD_EXCEL: {
    meaning: 'The file is a workbook of the old .xls format.',
    zh: () => '文件为旧版 .xls 格式。请在 Excel 或 WPS 中另存为 .xlsx 再上传。',
    en: () => 'The file is an old .xls workbook. Save it as .xlsx and send it again.',
  },
  FILE_HAS_MACROS: {
    meaning: 'The workbook holds macros.',
    zh: () => '工作簿含有宏，不予受理。请另存为不含宏的 .xlsx 再上传。',
    en: () => 'The workbook holds macros. Save it as .xlsx without macros and send it again.',
  },
  FILE_DAMAGED: {
    meaning: 'The file is truncated or damaged.',
    zh: ({ where }) => `文件不完整或已损坏（${where}）。请在本机打开确认后重新保存并上传。`,
    en: ({ where }) => `The file is incomplete or damaged (${where}). Open it, save it anew and send it again.`,
  },
  FILE_TOO_LARGE: {
    meaning: 'The file, or what it unpacks to, is larger than allowed.',
    zh: ({ limit }) => `文件过大（含解压后大小），上限为 ${limit}。请拆分为多个文件上传。`,
    en: ({ limit }) => `The file, or what it unpacks to, is larger than ${limit}. Split it into several files.`,
  },
  FILE_TOO_MANY_ROWS: {
    meaning: 'The file has more rows than one submission takes.',
    zh: ({ limit }) => `文件超过 ${limit} 行。请拆分为多个文件上传。`,
    en: ({ limit }) => `The file has more than ${limit} rows. Split it into several files.`,
  },
  FILE_TOO_WIDE: {
    meaning: 'The file has more columns than a policy file can have.',
    zh: ({ limit, row }) => `第 ${row} 行超过 ${limit} 列。请删除多余的列后重新上传。`,
    en: ({ limit, row }) => `Row ${row} has more than ${limit} columns. Delete those that do not belong.`,
  },
  FILE_CELL_TOO_LONG: {
    meaning: 'A cell or a line is longer than any value can be.',
    zh: ({ row, limit }) => `第 ${row} 行附近有超过 ${limit} 个字符的内容，不是有效的保单数据。请清理后重新上传。`,
    en: ({ row, limit }) => `Near row ${row} there is a value of more than ${limit} characters. Clear it.`,
  },
  FILE_ENCODING_UNKNOWN: {
    meaning: 'The text is valid neither as UTF-8 nor as GB18030.',
    zh: () => '文本既不是有效的 UTF-8，也不是有效的 GB18030，可能已损坏。请另存为“CSV UTF-8”后上传。',
    en: () => 'The text is valid neither as UTF-8 nor as GB18030; it may be damaged. Save it as "CSV UTF-8".',
  },
  FILE_HAS_NUL: {
    meaning: 'The text holds NUL bytes.',
    zh: ({ offset }) => `文件第 ${offset} 字节处有空字符（NUL），不是文本文件。请重新导出后上传。`,
    en: ({ offset }) => `There is a NUL at byte ${offset}: this is not text. Export the file anew.`,
  },
  FILE_MALFORMED: {
    meaning: 'A line of the file cannot be read in its format.',
    zh: ({ row, what }) => `第 ${row} 行无法解析：${what}。请更正后重新上传。`,
    en: ({ row, what }) => `Line ${row} cannot be read: ${what}. Mend it and send the file again.`,
  },
  HEADING_MISSING: {
    meaning: 'Headings of required columns were not found.',
    zh: ({ missing, found }) =>
      `未找到表头：${list(missing, '、')}。识别到：${list(found, '、') || '无'}。请对照模板补齐。`,
    en: ({ missing, found }) =>
      `These headings are missing: ${list(missing, ', ')}. Found: ${list(found, ', ') || 'none'}. See the template.`,
  },
  HEADING_DOUBTFUL: {
    meaning: 'Two headings mean the same column.',
    zh: ({ column, found }) => `表头${list(found, '、')}都指“${column}”，无法判断以哪一列为准。请只保留一列。`,
    en: ({ column, found }) => `The headings ${list(found, ', ')} all mean ${column}. Keep one of them.`,
  },
  INTAKE_FAILED: {
    meaning: 'Working on the file failed on our side, repeatedly.',
    zh: () => '处理该文件时本平台出现故障，未能完成；已受理的行有效。请联系平台运营方。',
    en: () => 'Working on the file failed on our side; rows that were accepted stand. Tell the platform’s operator.',
  },
});

/** What can be wrong with a row because it came in a file, or because of other rows and policies. */
export const refuseRow = defineRefusals({
  CELL_IS_FORMULA: {
    meaning: 'A cell holds a formula instead of a value.',
    zh: () => '单元格是公式。请复制后“选择性粘贴—数值”再上传。',
    en: () => 'The cell is a formula. Paste it as a value.',
  },
  CELL_IS_ERROR: {
    meaning: 'A cell holds an error of the spreadsheet program.',
    zh: ({ found }) => `单元格是错误值 ${found}，请更正。`,
    en: ({ found }) => `The cell holds the error ${found}. Mend it.`,
  },
  CELL_LOST_PRECISION: {
    meaning: 'A number of more than 15 digits was kept as a number and has lost its last digits.',
    zh: ({ found }) => `“${found}”以数值格式保存，超过 15 位的数字已失真。请把该列设为文本格式后，对照原件重新录入。`,
    en: ({ found }) =>
      `"${found}" was kept as a number; digits beyond the 15th are lost. Format the column as text and type it anew.`,
  },
  ROW_UNREADABLE: {
    meaning: 'A line is not a JSON object.',
    zh: ({ what }) => `该行不是有效的 JSON 对象：${what}。`,
    en: ({ what }) => `The line is not a JSON object: ${what}.`,
  },
  ACTION_UNKNOWN: {
    meaning: 'The action is neither NEW nor CORRECT.',
    zh: ({ found }) => `操作“${found}”无法识别，请填“新增”或“更正”，或留空。`,
    en: ({ found }) => `The action "${found}" is unknown. Write 新增 (NEW), 更正 (CORRECT) or nothing.`,
  },
  CORRECTION_UNKNOWN: {
    meaning: 'There is no earlier policy of this number to correct.',
    zh: ({ found }) => `未找到本机构保单号为“${found}”的有效保单，无法更正。若为新保单，请将操作改为“新增”。`,
    en: ({ found }) => `You have no living policy "${found}" to correct. If it is new, set the action to 新增.`,
  },
  POLICY_SETTLED: {
    meaning: 'The policy stands in an approved proposal and cannot change any more.',
    zh: ({ found }) =>
      `保单“${found}”已列入审定的补贴方案，不能再修改。请书面告知平台运营方，由其通过抽核或追回程序处理。`,
    en: ({ found }) =>
      `The policy "${found}" stands in an approved proposal and cannot change. Tell the platform’s operator, who takes it up as a finding or a recovery.`,
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
  COINSURANCE_OVER_100: {
    meaning: 'The shares of a co-insured contract sum to more than 100 %.',
    zh: ({ contract, sum }) => `共保合同“${contract}”各家份额合计 ${sum}%，超过 100%。请与共保各方核对比例。`,
    en: ({ contract, sum }) => `The shares of the contract "${contract}" sum to ${sum} %. Agree on them first.`,
  },
});
