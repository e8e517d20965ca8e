import { zipOf } from '../pauses/hostile.js';

const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const headings = ['保单号', '统一社会信用代码', '企业名称', '险种', '保险起期', '保险止期', '保费（元）', '发票号码'];
const cellOf = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

/** Returns a workbook with the headings of policies, followed by this text of a sheet. */
function workbookOf(sheetData: string): Promise<Buffer> {
  const heading = `<row r="1">${headings.map(cellOf).join('')}</row>`;
  return zipOf(
    [
      ['[Content_Types].xml', '<Types/>'],
      ['_rels/.rels', `<R><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></R>`],
      ['xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>'],
      [
        'xl/_rels/workbook.xml.rels',
        `<R><Relationship Id="b" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></R>`,
      ],
      ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${heading}${sheetData}</sheetData></worksheet>`],
    ].map(([name = '', text = '']) => [name, Buffer.from(text)]),
  );
}

/** Small when packed: deeply nested elements. */
export const nestedWorkbook = () => workbookOf(`<row r="2"><c><is>${'<a>'.repeat(12_000_000)}`);

/** As many empty rows as a sheet may have, each as long as in a real attack. */
export const emptyRowsWorkbook = () => workbookOf(`<row ${' '.repeat(400)}/>`.repeat(1_040_000));
