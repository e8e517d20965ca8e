import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileFailure } from '../file-failure.js';

/**
 * Writes a body to a file; `-` is standard output. It writes to a temporary file and renames it, so that the file is
 * always complete.
 */
export async function saveResponse({ body }: Response, file: string): Promise<void> {
  const source = Readable.fromWeb(body as never);
  if (file === '-') return pipeline(source, process.stdout, { end: false });
  const partial = `${file}.part`;
  try {
    await pipeline(source, createWriteStream(partial));
    await fs.rename(partial, file);
  } catch (error) {
    await fs.rm(partial, { force: true });
    throw fileFailure(file, 'write', error);
  }
}
