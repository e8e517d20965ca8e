import { ZipFile } from 'yazl';

interface Part {
  name: string;
  text: string | Buffer;
}

export async function zipOf(parts: Part[]): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const { name, text } of parts) zip.addBuffer(Buffer.from(text as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks) as Buffer<ArrayBuffer>;
}

const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Writes a workbook with a handwritten sheet, for cases that no library writes. */
export function rawWorkbook(sheetData: string, more: Part[] = []): Promise<Buffer<ArrayBuffer>> {
  return zipOf([
    { name: '[Content_Types].xml', text: '<Types/>' },
    {
      name: '_rels/.rels',
      text: `<R><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></R>`,
    },
    {
      name: 'xl/workbook.xml',
      text: '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<R><Relationship Id="b" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="d" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/></R>`,
    },
    { name: 'xl/worksheets/sheet1.xml', text: `<worksheet><sheetData>${sheetData}</sheetData></worksheet>` },
    ...more,
  ]);
}

/** Returns the XML of a row of texts. */
export const sheetRow = (values: unknown[], number: number) =>
  `<row r="${number}">${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
