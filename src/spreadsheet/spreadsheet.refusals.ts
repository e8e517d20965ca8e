import { defineRefusals, listOf } from '../kernel/errors/refusal.js';

/** The parts of a workbook that can be too many. */
const partsInChinese: Record<string, string> = {
  rows: '行数',
  parts: '部件数',
  sheets: '工作表数',
  styles: '样式数',
  depth: '嵌套层数',
  attributes: '属性数',
  DOCTYPE: '文档类型声明',
};

/** Names the row where the library's message names one; the rest of its message is English only. */
function placeInChinese(where: unknown): string {
  const row = /\brow (\d+)/.exec(String(where))?.[1];
  return row === undefined ? '' : `（第 ${row} 行）`;
}

/** The refusals of a file as a whole, for all kinds of rows. Each says what the sender can do. */
export const refuseFile = defineRefusals({
  FILE_EMPTY: {
    meaning: 'The file holds no row of data.',
    zh: () => '文件中没有数据行。请在表头下方填写数据后重新上传。',
    en: () => 'The file holds no row of data. Fill in rows below the headings and send it again.',
  },
  FILE_TYPE_UNKNOWN: {
    meaning: 'The content is neither XLSX, ODS, CSV nor NDJSON.',
    zh: ({ found }) =>
      `文件内容为 ${found}，不是 XLSX、ODS、CSV 或 NDJSON（按内容识别，与文件名无关）。请用模板另存后上传。`,
    en: ({ found }) =>
      `The content is ${found}, not XLSX, ODS, CSV or NDJSON; the name does not matter. Use the template.`,
  },
  FILE_IS_WEB_PAGE: {
    meaning: 'The file is a web page (HTML or XML) with the name of a workbook.',
    zh: ({ found }) =>
      `文件内容是网页格式（${found}），只是扩展名为 .xls。请在 Excel 或 WPS 中打开，选择“另存为”，类型选“Excel 工作簿（.xlsx）”后上传。`,
    en: ({ found }) =>
      `The content is a web page (${found}) with the name of a workbook. Open it in Excel or WPS, save it as .xlsx and send that.`,
  },
  FILE_IS_JSON_ARRAY: {
    meaning: 'The file is one JSON array instead of one JSON object a line.',
    zh: () => '文件是一个 JSON 数组。请改为 NDJSON：每行一个 JSON 对象，行间不加逗号，去掉首尾方括号。',
    en: () => 'The file is one JSON array. Send NDJSON: one object a line, no commas between, no brackets around.',
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
    meaning: 'The file is truncated or damaged: something that it refers to is missing or cannot be.',
    zh: ({ what }) => `文件不完整或已损坏${placeInChinese(what)}。请在本机打开确认后重新保存并上传。`,
    en: ({ what }) => `The file is incomplete or damaged (${what}). Open it, save it again and send it.`,
  },
  FILE_TOO_LARGE: {
    meaning: 'The file, or what it unpacks to, is larger than allowed.',
    zh: ({ limit }) => `文件过大（含解压后大小），上限为 ${limit} MB。请拆分为多个文件上传。`,
    en: ({ limit }) => `The file, or what it unpacks to, is larger than ${limit} MB. Split it into several files.`,
  },
  FILE_TOO_COMPLEX: {
    meaning: 'The structure of the workbook is beyond any limit that a spreadsheet program has.',
    zh: ({ what, limit }) =>
      `工作簿结构异常：${partsInChinese[String(what)] ?? '内容'}超过 ${limit}。请新建工作簿，将数据以“数值”粘贴后另存上传。`,
    en: ({ what, limit }) =>
      `The structure of the workbook is not normal: ${what} above ${limit}. Paste the data as values into a new workbook.`,
  },
  FILE_TOO_SLOW: {
    meaning: 'Reading the file took longer, or more memory, than any honest file does.',
    zh: ({ what }) =>
      `读取该文件超出允许的${what === 'memory' ? '内存' : '时间'}，已停止。请新建工作簿，仅保留数据后另存上传。`,
    en: ({ what }) =>
      `Reading the file took more ${what} than allowed and was stopped. Save the data alone as a new file and send that.`,
  },
  FILE_TOO_MANY_ROWS: {
    meaning: 'The file has more rows than one file may have.',
    zh: ({ limit }) => `文件超过 ${limit} 行。请拆分为多个文件上传。`,
    en: ({ limit }) => `The file has more than ${limit} rows. Split it into several files.`,
  },
  FILE_TOO_WIDE: {
    meaning: 'The file has more columns than such a file can have.',
    zh: ({ limit, row }) => `第 ${row} 行超过 ${limit} 列。请删除多余的列后重新上传。`,
    en: ({ limit, row }) => `Row ${row} has more than ${limit} columns. Delete those that do not belong.`,
  },
  FILE_CELL_TOO_LONG: {
    meaning: 'A cell or a line is longer than any value can be.',
    zh: ({ row, limit }) => `第 ${row} 行附近有超过 ${limit} 个字符的内容，不是有效数据。请清理后重新上传。`,
    en: ({ row, limit }) => `Near row ${row} there is a value of more than ${limit} characters. Clear it.`,
  },
  FILE_ENCODING_UNKNOWN: {
    meaning:
      'The text is not valid in the encoding that its byte-order mark names, or neither as UTF-8 nor as GB18030.',
    zh: ({ encoding }) =>
      `文本${encoding ? `不是有效的 ${encoding}` : '既不是有效的 UTF-8，也不是有效的 GB18030'}，可能已损坏。请另存为“CSV UTF-8”后上传。`,
    en: ({ encoding }) =>
      `The text is ${encoding ? `not valid ${encoding}` : 'valid neither as UTF-8 nor as GB18030'}; it may be damaged. Save it as "CSV UTF-8".`,
  },
  FILE_HAS_NUL: {
    meaning: 'The text holds NUL characters.',
    zh: ({ offset }) => `文件第 ${offset} 字节附近有空字符（NUL），不是文本文件。请重新导出后上传。`,
    en: ({ offset }) => `There is a NUL near byte ${offset}: this is not text. Export the file again.`,
  },
  FILE_MALFORMED: {
    meaning: 'A line of the file cannot be read in its format.',
    zh: ({ row }) => `第 ${row} 行无法解析，请更正后重新上传。`,
    en: ({ row, what }) => `Line ${row} cannot be read: ${what}. Correct it and send the file again.`,
  },
  FILE_SHEETS_DOUBTFUL: {
    meaning: 'Two sheets of the workbook have the headings and rows of data.',
    zh: ({ found }) => `工作表${listOf(found, '、')}都有表头和数据，无法判断以哪张为准。请合并为一张，或分别另存上传。`,
    en: ({ found }) =>
      `The sheets ${listOf(found, ', ')} all have headings and data. Merge them, or send one file for each.`,
  },
  HEADING_MISSING: {
    meaning: 'Headings of required columns were not found.',
    zh: ({ missing, found, sheet }) =>
      `${sheet ? `工作表“${sheet}”` : ''}未找到表头：${listOf(missing, '、')}。识别到：${listOf(found, '、') || '无'}。请对照模板补齐。`,
    en: ({ missing, found, sheet }) =>
      `${sheet ? `In the sheet "${sheet}" these` : 'These'} headings are missing: ${listOf(missing, ', ')}. Found: ${listOf(found, ', ') || 'none'}. See the template.`,
  },
  HEADING_DOUBTFUL: {
    meaning: 'Two headings mean the same column.',
    zh: ({ column, found, sheet }) =>
      `${sheet ? `工作表“${sheet}”` : ''}表头${listOf(found, '、')}都指“${column}”，无法判断以哪一列为准。请只保留一列。`,
    en: ({ column, found, sheet }) =>
      `${sheet ? `In the sheet "${sheet}" the` : 'The'} headings ${listOf(found, ', ')} all mean ${column}. Keep one of them.`,
  },
  FILE_HIDDEN_ROWS_READ: {
    meaning: 'A note: rows that are hidden or filtered out in the spreadsheet program were read too.',
    zh: ({ count, rows }) =>
      `工作表中有 ${count} 行被隐藏或筛选掉（第 ${listOf(rows, '、')} 行${Number(count) > (rows as string[]).length ? '等' : ''}），这些行也已读取。`,
    en: ({ count, rows }) =>
      `${count} rows are hidden or filtered out in the sheet (rows ${listOf(rows, ', ')}${Number(count) > (rows as string[]).length ? ' …' : ''}); they were read too.`,
  },
  FILE_SHEET_CHOSEN: {
    meaning: 'A note: the workbook has several sheets; the rows were taken from the one named.',
    zh: ({ sheet }) => `工作簿有多张工作表，已读取“${sheet}”。`,
    en: ({ sheet }) => `The workbook has several sheets; "${sheet}" was read.`,
  },
});

/** The refusals of a cell or a row of a file. */
export const refuseCell = defineRefusals({
  CELL_IS_FORMULA: {
    meaning: 'A cell holds a formula instead of a value.',
    zh: () => '单元格是公式。请复制后“选择性粘贴—数值”再上传。',
    en: () => 'The cell is a formula. Paste it as a value.',
  },
  CELL_IS_ERROR: {
    meaning: 'A cell holds an error of the spreadsheet program.',
    zh: ({ found }) => `单元格是错误值 ${found}，请更正。`,
    en: ({ found }) => `The cell holds the error ${found}. Correct it.`,
  },
  CELL_LOST_PRECISION: {
    meaning: 'A number of more than 15 digits was kept as a number and has lost its last digits.',
    zh: ({ found }) => `“${found}”以数值格式保存，超过 15 位的数字已失真。请把该列设为文本格式后，对照原件重新录入。`,
    en: ({ found }) =>
      `"${found}" was kept as a number; digits beyond the 15th are lost. Format the column as text and type it again.`,
  },
  CELL_UNREADABLE: {
    meaning: 'A cell holds a control character, a line break or half a character, which cannot be kept.',
    zh: ({ found }) => `单元格含有无法保存的字符 ${found}（如换行或控制字符），请删除后重新上传。`,
    en: ({ found }) => `The cell holds a character that cannot be kept: ${found}, such as a line break. Remove it.`,
  },
  ROW_UNREADABLE: {
    meaning: 'A line is not a JSON object, or gives one key twice.',
    zh: ({ what }) =>
      String(what).endsWith(' × 2')
        ? `该行同一字段出现两次：“${String(what).slice(0, -4)}”。`
        : '该行不是有效的 JSON 对象，请核对引号、逗号和括号。',
    en: ({ what }) => `The line is not a JSON object: ${what}.`,
  },
  ROW_SWALLOWED: {
    meaning: 'A quotation mark that is not closed has made several lines one cell.',
    zh: ({ count }) =>
      `该行某单元格的英文引号未正确闭合，其后 ${count} 行被并入同一单元格。请检查并更正引号后重新上传。`,
    en: ({ count }) =>
      `A quotation mark in this row is not closed, so that ${count} more lines became part of one cell. Correct it.`,
  },
});
