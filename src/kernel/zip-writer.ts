import type { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** The only place that makes archives. Whatever fails while one is written ends its output, and not the process. */
export function openZip(): { zip: ZipFile; output: Readable } {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  (zip as unknown as EventEmitter).on('error', (error: Error) => output.destroy(error));
  return { zip, output };
}

/** Adds what a stream gives, which ends with the archive. yazl does not listen to a stream that fails. */
export function addStream({ zip, output }: ReturnType<typeof openZip>, stream: Readable, name: string): void {
  stream.on('error', (error) => output.destroy(error));
  output.on('close', () => stream.destroy());
  zip.addReadStream(stream, name);
}
