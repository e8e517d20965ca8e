import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseFile } from '../spreadsheet/spreadsheet.refusals.js';

export const intakeFolder = (dataFolder: string): string => path.join(dataFolder, 'intake');

export const largestFile = 512 * 1024 ** 2;

export interface ReceivedFile {
  /** The temporary path of its bytes. */
  path: string;
  sha256: string;
  size: number;
}

/** The folder of files while they are received and processed. Anything permanent is in the database. */
export class UploadFolder {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = intakeFolder(dataFolder);
  }

  /**
   * Returns a unique path for one attempt: where its gateway lost its session, another one with the same folder may
   * already process the same file.
   */
  async workFile(name: string): Promise<string> {
    await fs.mkdir(this.#folder, { recursive: true });
    return path.join(this.#folder, `${name}.${randomUUID()}.work`);
  }

  /** Writes a body to a file as a stream. */
  async receive(body: Readable, name: string): Promise<ReceivedFile> {
    await fs.mkdir(this.#folder, { recursive: true });
    const file = path.join(this.#folder, `${name}.part`);
    const hash = createHash('sha256');
    let size = 0;
    try {
      await pipeline(
        body,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            size += chunk.length;
            if (size > largestFile) {
              throw new Refused(refuseFile('FILE_TOO_LARGE', ['file'], { limit: largestFile / 1024 ** 2 }));
            }
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(file, { highWaterMark: 1024 * 1024 }),
      );
    } catch (error) {
      await fs.rm(file, { force: true });
      throw error;
    }
    return { path: file, sha256: hash.digest('hex'), size };
  }

  async discard({ path: file }: ReceivedFile): Promise<void> {
    await fs.rm(file, { force: true });
  }

  /** Removes files that a killed gateway left here. */
  async sweep(): Promise<void> {
    const dayAgo = Date.now() - 86_400_000;
    for (const name of await fs.readdir(this.#folder).catch(() => [])) {
      const file = path.join(this.#folder, name);
      const stat = await fs.stat(file).catch(() => undefined);
      // A younger file may belong to a gateway with the same folder that is receiving or reading it now.
      if (stat && stat.mtimeMs < dayAgo) await fs.rm(file, { force: true });
    }
  }
}
