import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file of the copy, with the headers that a reader of it has to get. */
export interface CopiedFile {
  /** The address without its first slash, for example `feed/log/checkpoint`. */
  name: string;
  type: string;
  cache: string;
  /** In memory, or in a file that is read when it is sent. */
  content: Blob;
  /** Of the content, in hexadecimal digits. */
  sha256: string;
}

/** A file of the copy whose bytes are in memory. */
export function fileOf(file: Pick<CopiedFile, 'name' | 'type' | 'cache'>, bytes: Uint8Array): CopiedFile {
  const content = new Blob([new Uint8Array(bytes)]);
  return { ...file, content, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Where a copy is written: a folder or a bucket. */
export interface CopyTarget {
  has: (name: string) => Promise<boolean>;
  read: (name: string) => Promise<Uint8Array | undefined>;
  /** Writes the file where its content or one of its headers differs; returns whether it did. */
  write: (file: CopiedFile) => Promise<boolean>;
}

/** A folder that any server of static files can serve. A reader sees a file whole or not at all. */
export function folderTarget(folder: string): CopyTarget {
  const placeOf = (name: string) => path.join(folder, ...name.split('/'));
  return {
    read: (name) => unlessAbsent(fs.readFile(placeOf(name))),
    has: async (name) => (await unlessAbsent(fs.stat(placeOf(name)))) !== undefined,
    write: async ({ name, content, sha256 }) => {
      const file = placeOf(name);
      if ((await unlessAbsent(digestOf(file))) === sha256) return false;
      await fs.mkdir(path.dirname(file), { recursive: true });
      const partial = `${file}.${randomUUID()}.partial`;
      try {
        await pipeline(content.stream(), createWriteStream(partial, { flush: true }));
        await fs.rename(partial, file);
      } finally {
        await fs.rm(partial, { force: true });
      }
      return true;
    },
  };
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function unlessAbsent<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
