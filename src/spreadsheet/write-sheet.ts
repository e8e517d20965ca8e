import { Readable } from 'node:stream';
import { inSlices } from '../kernel/in-slices.js';
import { addStream, openZip } from '../kernel/zip-writer.js';
import { csvValue, neutralise, sheetText } from './text/write-text.js';

/** The style of a cell. */
export type CellStyle = 'plain' | 'heading' | 'offending' | 'remark';

export interface StyledCell {
  text: string;
  style: CellStyle;
}

const styleOrder: CellStyle[] = ['plain', 'heading', 'offending', 'remark'];

const lineHeight = 15;

/**
 * Computes the height of a row with wrapped texts, as not every program does. A Chinese character is two columns wide.
 */
export function rowHeight(texts: string[], widths: number[]): number {
  const lines = (text: string, width: number) =>
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(drawnWidth(line) / (width * 0.95))), 0);
  return lineHeight * Math.max(1, ...texts.map((text, at) => lines(text, widths[at] ?? 1)));
}

function drawnWidth(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef“”…]/g)?.length ?? 0);
}

/**
 * Writes a workbook with one sheet of texts, row by row, in constant memory. Libraries that stream cannot colour single
 * cells, and those that colour keep the whole sheet in memory.
 */
export function writeSheet(name: string, widths: number[], rows: AsyncIterable<StyledCell[]>): Readable {
  const archive = openZip();
  const { zip, output } = archive;
  const part = (path: string, xml: string) => zip.addBuffer(Buffer.from(declaration + xml), path);
  part('[Content_Types].xml', contentTypes);
  part('_rels/.rels', rootRelations);
  part('xl/workbook.xml', workbookOf(name));
  part('xl/_rels/workbook.xml.rels', workbookRelations);
  part('xl/styles.xml', styles);
  addStream(archive, Readable.from(sheet(widths, rows), { objectMode: false }), 'xl/worksheets/sheet1.xml');
  zip.end();
  return output;
}

export async function* writeCsv(rows: AsyncIterable<StyledCell[]>): AsyncGenerator<string> {
  // Without a byte-order mark Excel reads a CSV in the local code page.
  yield '\uFEFF';
  for await (const row of inSlices(rows)) yield `${row.map(({ text }) => csvValue(neutralise(text))).join(',')}\r\n`;
}

async function* sheet(widths: number[], rows: AsyncIterable<StyledCell[]>): AsyncGenerator<string> {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  yield `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  for await (const row of inSlices(rows)) {
    // Only remarks are wrapped.
    const texts = row.map(({ text, style }) => (style === 'remark' ? text : ''));
    yield `<row ht="${rowHeight(texts, widths)}" customHeight="1">${row.map(cell).join('')}</row>`;
  }
  yield '</sheetData><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>';
}

function cell({ text, style }: StyledCell): string {
  return `<c t="inlineStr" s="${styleOrder.indexOf(style)}"><is><t xml:space="preserve">${escaped(sheetText(neutralise(text)))}</t></is></c>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- XML cannot hold them
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\uFFFD')
      .replaceAll(/[&<>]/g, (mark) => entities[mark] as string)
  );
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';

const contentTypes = `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`;

const rootRelations = `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const workbookOf = (name: string) =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const workbookRelations = `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

/** Number format 49 is text: digits typed into such a cell are kept. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFD9E2F3"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="1" fillId="2" borderId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="3" borderId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="4" borderId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;
