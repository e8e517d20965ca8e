import { type LayoutData, LayoutField, LayoutFormat, TotalsLine } from './payment-layout.js';

/** A fault of a layout, in both languages. */
interface Fault {
  zh: string;
  en: string;
}

const needed: LayoutField[] = [LayoutField.REFERENCE, LayoutField.HOLDER, LayoutField.ACCOUNT_NUMBER];
const amounts: LayoutField[] = [LayoutField.AMOUNT, LayoutField.AMOUNT_IN_FEN];
const mostColumns = 40;
const longestHeading = 50;

/** Returns all faults that keep a layout from being used: the treasury could not pay by it, or could not read it. */
export function layoutFaults(layout: LayoutData): Fault[] {
  return [...columnFaults(layout), ...headingFaults(layout), ...textFaults(layout)];
}

function columnFaults({ columns, totals }: LayoutData): Fault[] {
  const fields = columns.map(({ field }) => field);
  const missing = needed.filter((field) => !fields.includes(field));
  const faults = missing.map((field) => ({ zh: `缺少必需栏目 ${field}`, en: `the column ${field} is missing` }));
  if (!fields.some((field) => amounts.includes(field))) {
    faults.push({ zh: '缺少金额栏目（AMOUNT 或 AMOUNT_IN_FEN）', en: 'no column has the amount' });
  }
  if (columns.length > mostColumns) {
    faults.push({ zh: `栏目最多 ${mostColumns} 个`, en: `there are more than ${mostColumns} columns` });
  }
  const free = fields.some((field) => !amounts.includes(field) && field !== LayoutField.SERIAL);
  if (totals !== TotalsLine.NONE && !free) {
    faults.push({ zh: '合计行没有可填名称的栏目', en: 'the totals line has no column for its label' });
  }
  return faults;
}

function headingFaults({ columns, headings, format }: LayoutData): Fault[] {
  const names = columns.map(({ heading }) => heading.trim());
  const faults: Fault[] = [];
  if (names.some((name) => name === '' || name.length > longestHeading)) {
    faults.push({
      zh: `栏目名称须为 1 至 ${longestHeading} 字`,
      en: `a heading has 1 to ${longestHeading} characters`,
    });
  }
  if (new Set(names).size < names.length) faults.push({ zh: '栏目名称重复', en: 'two columns have the same heading' });
  if (!headings && format === LayoutFormat.XLSX) {
    faults.push({ zh: 'Excel 文件须含标题行', en: 'a workbook has headings' });
  }
  return faults;
}

function textFaults({ columns, totals, totalsLabel }: LayoutData): Fault[] {
  const faults = columns.flatMap(({ field, text, heading }): Fault[] => {
    const given = (text ?? '').trim();
    if (field === LayoutField.TEXT && given === '') {
      return [{ zh: `栏目“${heading}”未填固定内容`, en: `the column "${heading}" has no text` }];
    }
    if (field !== LayoutField.TEXT && given !== '') {
      return [{ zh: `栏目“${heading}”不能有固定内容`, en: `the column "${heading}" is no TEXT column and has a text` }];
    }
    return [];
  });
  const unclear = [totalsLabel, ...columns.flatMap(({ heading, text }) => [heading, text ?? ''])];
  if (unclear.some((value) => /[\r\n\t]/.test(value))) {
    faults.push({ zh: '文字中不能有换行或制表符', en: 'a text has a line break or a tab' });
  }
  if (totals !== TotalsLine.NONE && totalsLabel.trim() === '') {
    faults.push({ zh: '未填合计行名称', en: 'the totals line has no label' });
  }
  return faults;
}
