import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** A file of the copy, with the headers that a reader of it has to get. */
export interface CopiedFile {
  /** The address without its first slash, for example `feed/log/checkpoint`. */
  name: string;
  type: string;
  cache: string;
  bytes: Uint8Array;
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
  const fileOf = (name: string) => path.join(folder, ...name.split('/'));
  const read = (name: string) =>
    fs.readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  return {
    read,
    has: async (name) => (await fs.stat(fileOf(name)).catch(() => undefined)) !== undefined,
    write: async ({ name, bytes }) => {
      const present = await read(name);
      if (present && Buffer.compare(present, bytes) === 0) return false;
      const file = fileOf(name);
      await fs.mkdir(path.dirname(file), { recursive: true });
      const partial = `${file}.${randomUUID()}.partial`;
      try {
        await fs.writeFile(partial, bytes, { flush: true });
        await fs.rename(partial, file);
      } finally {
        await fs.rm(partial, { force: true });
      }
      return true;
    },
  };
}
