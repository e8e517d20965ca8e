import { buffer, text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { openZip } from '../../kernel/zip-writer.js';

/** Edits the XML of one part of a workbook that we wrote, where the library lacks a feature. */
export async function editPart(workbook: Uint8Array, part: string, edit: (xml: string) => string): Promise<Buffer> {
  const from = await fromBufferPromise(Buffer.from(workbook));
  const { zip: to, output } = openZip();
  for await (const entry of from.eachEntry()) {
    const stream = await from.openReadStreamPromise(entry);
    const bytes = entry.fileName === part ? Buffer.from(edit(await text(stream))) : await buffer(stream);
    to.addBuffer(bytes, entry.fileName);
  }
  to.end();
  return buffer(output);
}
