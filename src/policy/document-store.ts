import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** The papers that we take, told by how their bytes begin. OFD is a ZIP archive. */
const mediaTypes: [beginning: Buffer, mediaType: string][] = [
  [Buffer.from('%PDF-'), 'application/pdf'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
  [Buffer.from('PK\u0003\u0004'), 'application/ofd'],
];

export interface StoredDocument {
  sha256: string;
  mediaType: string;
  size: number;
}

/** The bytes of papers, each once, under its SHA-256. Never below a folder that is served. */
export class DocumentStore {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'documents');
  }

  /** Keeps a paper; undefined where the content is none of the types that we take. */
  async put(bytes: Buffer): Promise<StoredDocument | undefined> {
    const mediaType = mediaTypes.find(([beginning]) => bytes.subarray(0, beginning.length).equals(beginning))?.[1];
    if (!mediaType) return undefined;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = path.join(this.#folder, sha256.slice(0, 2), sha256);
    await fs.mkdir(path.dirname(file), { recursive: true });
    // Written beside and renamed: a kill in the middle leaves no half paper under a name that vouches for it.
    const partial = `${file}.${process.pid}-${performance.now()}`;
    await fs.writeFile(partial, bytes, { flush: true });
    await fs.rename(partial, file);
    return { sha256, mediaType, size: bytes.length };
  }
}
