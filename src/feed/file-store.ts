import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

export type ContentCoding = 'identity' | 'gzip' | 'br';

/** A representation as it is sent: its bytes never change. */
export interface StoredFile {
  path: string;
  size: number;
  /** SHA-256 in base64. */
  digest: string;
}

/** Selections that nobody asked for lately make room; whole releases stay. */
const mostSelections = 200;

/**
 * Files of the feed, made once from the database and then sent from disk: what is published never changes. So a client
 * gets digests and ranges of any format, and the gateway's memory does not grow with the list.
 */
export class FileStore {
  #folder: string;
  #making = new Map<string, Promise<StoredFile>>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'feed');
  }

  /** The file of this key and coding; made with `write` where it is not there yet, by one maker at a time. */
  async get(key: string, coding: ContentCoding, write: (file: string) => Promise<void>): Promise<StoredFile> {
    const name = coding === 'identity' ? key : `${key}.${coding}`;
    const made = this.#making.get(name) ?? this.#find(name) ?? this.#make(name, key, coding, write);
    return made;
  }

  #find(name: string): StoredFile | undefined {
    const file = path.join(this.#folder, name);
    try {
      const { size, digest } = JSON.parse(fs.readFileSync(`${file}.meta`, 'utf8')) as StoredFile;
      if (fs.statSync(file).size !== size) return undefined;
      return { path: file, size, digest };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #make(name: string, key: string, coding: ContentCoding, write: (file: string) => Promise<void>) {
    const making =
      coding === 'identity'
        ? this.#queue(() => this.#store(name, write))
        : this.get(key, 'identity', write).then(({ path: plain }) =>
            this.#queue(() => this.#store(name, (file) => compress(plain, file, coding))),
          );
    const kept = making.finally(() => this.#making.delete(name));
    this.#making.set(name, kept);
    return kept;
  }

  /** One after the other: a hundred clients with a hundred selections do not take a hundred connections. */
  #queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #store(name: string, write: (file: string) => Promise<void>): Promise<StoredFile> {
    fs.mkdirSync(path.join(this.#folder, path.dirname(name)), { recursive: true });
    const file = path.join(this.#folder, name);
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      await write(partial);
      const digest = await digestOf(partial);
      const size = fs.statSync(partial).size;
      fs.renameSync(partial, file);
      fs.writeFileSync(`${file}.meta`, JSON.stringify({ size, digest }));
      this.#makeRoom();
      return { path: file, size, digest };
    } finally {
      fs.rmSync(partial, { force: true });
    }
  }

  #makeRoom(): void {
    const folder = path.join(this.#folder, 'selections');
    if (!fs.existsSync(folder)) return;
    const files = fs.readdirSync(folder).filter((name) => !name.endsWith('.meta') && !name.endsWith('.partial'));
    if (files.length <= mostSelections) return;
    const byAge = files
      .map((name) => ({ name, changed: fs.statSync(path.join(folder, name)).mtimeMs }))
      .toSorted((one, other) => one.changed - other.changed);
    for (const { name } of byAge.slice(0, files.length - mostSelections)) {
      fs.rmSync(path.join(folder, name), { force: true });
      fs.rmSync(path.join(folder, `${name}.meta`), { force: true });
    }
  }
}

function compress(from: string, to: string, coding: 'gzip' | 'br'): Promise<void> {
  const packer =
    coding === 'gzip'
      ? createGzip({ level: 6 })
      : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return pipeline(fs.createReadStream(from), packer, fs.createWriteStream(to));
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest('base64');
}
