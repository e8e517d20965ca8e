import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file of the copy, with the headers that its readers must get. */
export interface CopiedFile {
  /** The path without its leading slash, for example `feed/log/checkpoint`. */
  name: string;
  type: string;
  cache: string;
  /** In memory, or a file that is read when it is sent. */
  content: Blob;
  /** SHA-256 of the content in hexadecimal. */
  sha256: string;
}

/** Creates a file of the copy from bytes in memory. */
export function fileOf(file: Pick<CopiedFile, 'name' | 'type' | 'cache'>, bytes: Uint8Array): CopiedFile {
  const content = new Blob([new Uint8Array(bytes)]);
  return { ...file, content, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The destination of a copy: a folder or a bucket. */
export interface CopyTarget {
  has: (name: string) => Promise<boolean>;
  read: (name: string) => Promise<Uint8Array | undefined>;
  /** Writes the file if its content or a header differs. Returns whether it was written. */
  write: (file: CopiedFile) => Promise<boolean>;
}

/** Returns a folder that any static file server can serve. Files are replaced atomically. */
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
