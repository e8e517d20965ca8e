import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const spreadsheetType = 'application/vnd.oasis.opendocument.spreadsheet';
const namespaces = ['office', 'table', 'text', 'style', 'draw']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

export const odsCell = (text: string) =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
export const odsRow = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
export const odsTable = (name: string, ...rows: string[]) =>
  `<table:table table:name="${name}">${rows.join('')}</table:table>`;

/** Writes a workbook with these tables. */
export function odsOf(
  tables: string,
  { styles = '', mimetype = spreadsheetType, manifest = '' } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(mimetype), 'mimetype', { compress: false });
  zip.addBuffer(Buffer.from(`<manifest>${manifest}</manifest>`), 'META-INF/manifest.xml');
  const body = `<office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body>`;
  zip.addBuffer(
    Buffer.from(
      `<?xml version="1.0"?><office:document-content ${namespaces}>${styles}${body}</office:document-content>`,
    ),
    'content.xml',
  );
  zip.end();
  return buffer(zip.outputStream);
}
