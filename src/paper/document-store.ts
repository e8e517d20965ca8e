import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fromBufferPromise } from 'yauzl';
import { folderShelf, type PaperShelf, type S3Settings, s3Shelf } from './paper-shelf.js';

/** The papers that we take, told by how their bytes begin. */
const mediaTypes: [beginning: Buffer, mediaType: string][] = [
  [Buffer.from('%PDF-'), 'application/pdf'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
];

const zip = Buffer.from('PK\u0003\u0004');

export interface StoredDocument {
  sha256: string;
  mediaType: string;
  size: number;
}

/** The bytes of papers, each once, under its SHA-256. */
export class DocumentStore {
  readonly #shelf: PaperShelf;

  /** On a shelf of its own choice, or in a folder of this data folder. */
  constructor(shelf: PaperShelf | string) {
    this.#shelf = typeof shelf === 'string' ? folderShelf(path.join(shelf, 'documents')) : shelf;
  }

  /** Keeps a paper; undefined where the content is none of the types that we take. */
  async put(bytes: Buffer): Promise<StoredDocument | undefined> {
    const mediaType = await tellMediaType(bytes);
    if (!mediaType) return undefined;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.#shelf.write(sha256, bytes);
    return { sha256, mediaType, size: bytes.length };
  }

  read(sha256: string): Promise<Readable | undefined> {
    return this.#shelf.read(sha256);
  }
}

export function openDocumentStore({ dataFolder, s3 }: { dataFolder: string; s3?: S3Settings }): DocumentStore {
  return new DocumentStore(s3 ? s3Shelf(s3) : dataFolder);
}

export async function tellMediaType(bytes: Buffer): Promise<string | undefined> {
  const known = mediaTypes.find(([beginning]) => bytes.subarray(0, beginning.length).equals(beginning))?.[1];
  if (known) return known;
  return isZip(bytes) && (await isOfd(bytes)) ? 'application/ofd' : undefined;
}

export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, zip.length).equals(zip);
}

/** OFD (GB/T 33190) is a ZIP archive with OFD.xml at its root; any other archive is none. */
async function isOfd(bytes: Buffer): Promise<boolean> {
  try {
    const archive = await fromBufferPromise(bytes);
    let entries = 0;
    for await (const { fileName } of archive.eachEntry()) {
      if (fileName === 'OFD.xml') return true;
      entries += 1;
      if (entries > 10_000) return false;
    }
    return false;
  } catch {
    // Not readable as an archive: so it is no OFD either.
    return false;
  }
}
