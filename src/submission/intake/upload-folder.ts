import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '../../kernel/refusal.js';
import { refuseFile } from '../../spreadsheet/spreadsheet.refusals.js';

export const largestFile = 512 * 1024 ** 2;

export interface ReceivedFile {
  /** Where its bytes lie until it belongs to a submission. */
  partial: string;
  sha256: string;
  size: number;
}

/** Where uploaded files lie until they are worked through, each under the id of its submission. */
export class UploadFolder {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'intake');
  }

  fileOf(submissionId: string): string {
    return path.join(this.#folder, submissionId);
  }

  /** Streams a body to the disk, and forces it there: what is acknowledged survives a power cut. */
  async receive(body: Readable, name: string): Promise<ReceivedFile> {
    await fs.mkdir(this.#folder, { recursive: true });
    const partial = path.join(this.#folder, `${name}.part`);
    const hash = createHash('sha256');
    let size = 0;
    try {
      await pipeline(
        body,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            size += chunk.length;
            if (size > largestFile) {
              throw new Refused(refuseFile('FILE_TOO_LARGE', ['file'], { limit: `${largestFile / 1024 ** 2} MB` }));
            }
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(partial, { flush: true, highWaterMark: 1024 * 1024 }),
      );
    } catch (error) {
      await fs.rm(partial, { force: true });
      throw error;
    }
    return { partial, sha256: hash.digest('hex'), size };
  }

  async keep({ partial }: ReceivedFile, submissionId: string): Promise<void> {
    await fs.rename(partial, this.fileOf(submissionId));
    const folder = await fs.open(this.#folder);
    await folder.sync().finally(() => folder.close());
  }

  async discard({ partial }: ReceivedFile): Promise<void> {
    await fs.rm(partial, { force: true });
  }

  async has(submissionId: string): Promise<boolean> {
    return fs.access(this.fileOf(submissionId)).then(
      () => true,
      () => false,
    );
  }

  async remove(submissionId: string): Promise<void> {
    await fs.rm(this.fileOf(submissionId), { force: true });
  }

  /** What earlier runs left: half received bodies, and files whose work is done. */
  async sweep(unfinished: Set<string>): Promise<void> {
    const dayAgo = Date.now() - 86_400_000;
    for (const name of await fs.readdir(this.#folder).catch(() => [])) {
      const file = path.join(this.#folder, name);
      const stat = await fs.stat(file).catch(() => undefined);
      // Younger ones may belong to a gateway beside this one that is just receiving them.
      if (!unfinished.has(name) && stat && stat.mtimeMs < dayAgo) await fs.rm(file, { force: true });
    }
  }
}
