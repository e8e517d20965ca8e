import { writeXlsx } from 'hucre/xlsx';
import type { CellStyle as Style, Cell, DataValidation, PageSetup, WriteSheet } from 'hucre';
import { generalMessageOf, refusalMeanings } from '../../kernel/errors/refusal.js';
import type { Programme } from '../../programme/programme.js';
import type { Product } from '../../programme/catalogue/product.js';
import { editPart } from '../../spreadsheet/xlsx/edit-workbook.js';
import { columns, type PolicyColumn, sheetName } from './columns.js';
import { rowHeight } from '../../spreadsheet/write-sheet.js';

const rowsWithDropDowns = 100_001;

const headingStyle: Style = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9E2F3' } },
};
const requiredStyle: Style = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE699' } },
};
const textStyle: Style = { alignment: { wrapText: true, vertical: 'top' } };
const onePageWide: PageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
const exampleStyle: Style = { font: { italic: true, color: { rgb: '808080' } }, numFmt: '@' };

/** Writes the workbook that clerks fill in, from the same columns that the reader uses. */
export async function writeTemplate(programme: Programme, products: Product[]): Promise<Uint8Array> {
  const workbook = await writeXlsx({
    sheets: [policySheet(programme, products), explanationSheet(programme, products), listSheet(products)],
  });
  return editPart(workbook, 'xl/worksheets/sheet1.xml', formatColumns);
}

/** Amounts and percentages are typed as numbers; in the other columns digits are kept as text. */
const isText = ({ kind }: PolicyColumn) => kind !== 'amount' && kind !== 'percent';

/** An empty cell with the style of text: the library formats cells, but not empty columns. */
const textCell = { row: 2, column: columns.findIndex(isText) };

/** Applies the style of text to whole columns, so that rows below the example are text as well. */
function formatColumns(xml: string): string {
  const reference = `${letterOf(textCell.column)}${textCell.row + 1}`;
  const style = new RegExp(`<c r="${reference}"[^>]* s="(\\d+)"`).exec(xml)?.[1];
  if (style === undefined) throw new Error(`The template has no formatted cell ${reference}`);
  return columns.reduce(
    (edited, column, at) =>
      isText(column) ? edited.replace(`<col min="${at + 1}" max="${at + 1}"`, `$& style="${style}"`) : edited,
    xml,
  );
}

function letterOf(column: number): string {
  return String.fromCharCode(65 + column);
}

function policySheet({ policyYear }: Programme, products: Product[]): WriteSheet {
  const example = columns.map(({ key, kind, example }) => {
    if (key === 'product') return products[0]?.name ?? '';
    return kind === 'date' ? `${policyYear}${example}` : example;
  });
  const cells = new Map<string, Partial<Cell>>();
  columns.forEach(({ required }, at) => cells.set(`0,${at}`, { style: required ? requiredStyle : headingStyle }));
  columns.forEach((_, at) => cells.set(`1,${at}`, { style: exampleStyle }));
  cells.set(`${textCell.row},${textCell.column}`, { style: { numFmt: '@' } });
  return {
    name: sheetName,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map(({ heading }) => heading), example],
    cells,
    dataValidations: [...dropDowns(products), ...lengths()],
    freezePane: { rows: 1 },
    pageSetup: { ...onePageWide, printTitlesRow: '$1:$1' },
  };
}

function dropDowns(products: Product[]): DataValidation[] {
  const range = (key: string) => {
    const letter = String.fromCharCode(65 + columns.findIndex((column) => column.key === key));
    return `${letter}2:${letter}${rowsWithDropDowns}`;
  };
  const list = { type: 'list', allowBlank: true, showErrorMessage: true, errorTitle: '请从列表中选择' } as const;
  return [
    { ...list, range: range('product'), formula1: `险种列表!$A$1:$A$${products.length}` },
    { ...list, range: range('action'), values: ['新增', '更正'] },
  ];
}

/** Validations that refuse a text that is too long while it is typed. */
function lengths(): DataValidation[] {
  return columns.flatMap(({ longest, heading }, at) =>
    longest === undefined
      ? []
      : {
          type: 'textLength' as const,
          operator: 'lessThanOrEqual' as const,
          formula1: String(longest),
          allowBlank: true,
          showErrorMessage: true,
          errorTitle: heading,
          errorMessage: `最多 ${longest} 个字符，请核对。`,
          range: `${letterOf(at)}3:${letterOf(at)}${rowsWithDropDowns}`,
        },
  );
}

function explanationSheet({ title, documentNumber, policyYear }: Programme, products: Product[]): WriteSheet {
  const rows = [
    ['填写说明', '', title],
    ['文号', '', documentNumber],
    ['保单年度', '', String(policyYear)],
    ['说明', '', '黄色表头为必填列；列的顺序可以调整，可以增加其他列；示例行请删除，不删除也不会被受理。'],
    [],
    ['列', '是否必填', '说明', 'Explanation'],
    ...columns.map(({ heading, required, explanation }) => [
      heading,
      required ? '必填' : '选填',
      explanation.zh,
      explanation.en,
    ]),
    [],
    ['险种', '代码', '类别', '补贴比例'],
    ...products.map(({ name, code, productClass, rate }) => [name, code, productClass, `${Number(rate) * 100}%`]),
    [],
    ['错误代码', '', '错误原因及处理办法', 'What is wrong and how to mend it'],
    ...refusalMeanings()
      .filter(([code]) => rowCodes.test(code))
      .map(([code]) => [code, '', generalMessageOf(code, 'zh'), generalMessageOf(code, 'en')]),
  ];
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, at) => {
    const isSection = rows[at - 1]?.length === 0;
    row.forEach((_, column) => cells.set(`${at},${column}`, { style: isSection ? headingStyle : textStyle }));
  });
  return {
    name: '填写说明',
    columns: explanationWidths.map((width) => ({ width })),
    rows,
    cells,
    rowDefs: new Map(rows.map((row, at) => [at, { height: rowHeight(row, explanationWidths) }])),
    pageSetup: onePageWide,
  };
}

const explanationWidths = [36, 30, 76, 90];
/** The refusals that a file or one of its rows can get. */
const rowCodes =
  /^(FIELD_|CELL_|FILE_|HEADING_|ROW_UN|CREDIT_CODE_|PRODUCT_UN|DATE_|POLICY_YEAR|TERM_|PREMIUM_|INVOICE_NO|POLICY_NO_|POLICY_SETTLED|POLICY_UNDER_CHECK|POLICY_EXCLUDED|SHARE_|COINSURANCE_|CORRECTION_|ACTION_)/;

function listSheet(products: Product[]): WriteSheet {
  return { name: '险种列表', hidden: true, rows: products.map(({ name }) => [name]) };
}
