import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { sha256Of } from '../../kernel/values/sha256.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { detectByBeginning } from './media-types.js';
import { withZip } from '../archive/open-archive.js';
import { folderShelf, type PaperShelf, type S3Settings, s3Shelf } from './paper-shelf.js';

export interface StoredDocument {
  sha256: string;
  mediaType: string;
  size: number;
}

/** The bytes of papers, each once, under its SHA-256. */
export class DocumentStore {
  readonly #shelf: PaperShelf;

  /** Uses this shelf, or a folder of this data folder. */
  constructor(shelf: PaperShelf | string) {
    this.#shelf = typeof shelf === 'string' ? folderShelf(path.join(shelf, 'documents')) : shelf;
  }

  /** Stores a paper; returns undefined where its type is not accepted. */
  async put(bytes: Buffer): Promise<StoredDocument | undefined> {
    const mediaType = await detectMediaType(bytes);
    if (!mediaType) return undefined;
    const sha256 = await sha256Of(bytes);
    await this.#shelf.write(sha256, bytes);
    return { sha256, mediaType, size: bytes.length };
  }

  /** Stores a paper from a file whose type, size and digest are known. */
  async keep({ path: file, ...facts }: StoredDocument & { path: string }): Promise<StoredDocument> {
    await this.#shelf.writeFile(facts.sha256, file);
    return { sha256: facts.sha256, mediaType: facts.mediaType, size: facts.size };
  }

  read(sha256: string): Promise<Readable | undefined> {
    return this.#shelf.read(sha256);
  }
}

export function openDocumentStore({ dataFolder, s3 }: { dataFolder: string; s3?: S3Settings }): DocumentStore {
  return new DocumentStore(s3 ? s3Shelf(s3) : dataFolder);
}

/** Detects the type of a paper by its content. A ZIP may be an OFD, which another process finds out. */
export async function detectMediaType(bytes: Buffer): Promise<string | undefined> {
  const detected = detectByBeginning(bytes);
  if (detected !== 'ZIP') return detected;
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'mianshen-paper-'));
  try {
    const file = path.join(folder, 'paper');
    await fs.writeFile(file, bytes, { mode: 0o600 });
    return (await isOfd(file)) ? 'application/ofd' : undefined;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function isOfd(file: string): Promise<boolean> {
  try {
    return await withZip(file, async (zip) => zip.isOfd);
  } catch (error) {
    // The archive cannot be read, so it is not an OFD.
    if (error instanceof Refused) return false;
    throw error;
  }
}
