import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file of a backup, by its path inside it. */
export interface BackedUpFile {
  path: string;
  size: number;
  sha256: string;
}

/** Copies a file and returns its record; undefined where the file was removed meanwhile. */
export async function copyFile(from: string, to: string, name: string): Promise<BackedUpFile | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(from), counted, createWriteStream(to, { mode: 0o600, flush: true }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await fs.rm(to, { force: true });
    return undefined;
  }
  return { path: name, size, sha256: hash.digest('hex') };
}

/** Files copied at a time. Each is flushed to the disk, which takes time but few resources. */
const atOnce = 16;

/** Copies the contents of a folder without the paths for which `leaves` is true; empty folders are created too. */
export async function copyTree(
  from: string,
  to: string,
  name: string,
  leaves: (inside: string) => boolean = () => false,
): Promise<BackedUpFile[]> {
  const copied: BackedUpFile[] = [];
  const files = (await makeFolders(from, to, leaves)).values();
  const copyOnes = async () => {
    for (const inside of files) {
      const file = await copyFile(path.join(from, inside), path.join(to, inside), path.posix.join(name, inside));
      if (file) copied.push(file);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, copyOnes));
  return copied;
}

/** Creates the folders of a tree and returns its files. */
async function makeFolders(from: string, to: string, leaves: (inside: string) => boolean): Promise<string[]> {
  const files: string[] = [];
  const visit = async (inside: string) => {
    await fs.mkdir(path.join(to, inside), { recursive: true, mode: 0o700 });
    for (const entry of await fs.readdir(path.join(from, inside), { withFileTypes: true })) {
      const place = path.posix.join(inside, entry.name);
      if (leaves(place)) continue;
      if (entry.isDirectory()) await visit(place);
      if (entry.isFile()) files.push(place);
    }
  };
  await visit('');
  return files;
}
