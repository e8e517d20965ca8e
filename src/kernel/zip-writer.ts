import type { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/**
 * Creates an archive; all archives are created here. An error during writing destroys the output instead of ending the
 * process.
 */
export function openZip(): { zip: ZipFile; output: Readable } {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  (zip as unknown as EventEmitter).on('error', (error: Error) => output.destroy(error));
  return { zip, output };
}

/** Adds the content of a stream, which is destroyed with the archive. yazl does not handle a stream that fails. */
export function addStream({ zip, output }: ReturnType<typeof openZip>, stream: Readable, name: string): void {
  stream.on('error', (error) => output.destroy(error));
  output.on('close', () => stream.destroy());
  zip.addReadStream(stream, name);
}
