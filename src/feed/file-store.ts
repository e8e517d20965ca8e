import { createHash, type Hash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { FairGate } from '../http/limits/gate/fair-gate.js';

export type ContentCoding = 'identity' | 'gzip' | 'br';

/** A stored representation, whose bytes never change. */
export interface StoredFile {
  path: string;
  size: number;
  /** SHA-256 in base64. */
  digest: string;
}

/** Writes the content of a file: into `sink`, which computes its digest, or directly to `path`. */
export type Writer = (file: NewFile) => Promise<void>;

/** At most two files are created at once, one for each client. A client that would wait longer is asked to retry. */
const gateLimits = { total: 2, perClient: 1, waitingPerClient: 4, waiting: 20, longestWait: 10_000 };
/** The client key of the gateway itself, which creates files in advance. */
const gateway = '';

/** Maximum number of stored selections; the least recently used ones are deleted. Files of whole releases are kept. */
const mostSelections = 200;

/**
 * Stores files of the feed, which are created once from the database and then sent from disk, because published data
 * never changes. So digests and ranges work for every format, and memory does not grow with the list.
 */
export class FileStore {
  #folder: string;
  #making = new Map<string, Promise<StoredFile>>();
  readonly #gate = new FairGate(gateLimits);

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'feed');
  }

  /** Returns the file for this key and coding. If it does not exist, creates it with `write`, only once at a time. */
  async get(key: string, coding: ContentCoding, write: Writer, client = gateway): Promise<StoredFile> {
    const name = coding === 'identity' ? key : `${key}.${coding}`;
    const made = this.#making.get(name) ?? this.find(name) ?? this.#make(name, key, coding, write, client);
    return made;
  }

  /** Returns the file with this name, if it exists. */
  find(name: string): StoredFile | undefined {
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

  #make(name: string, key: string, coding: ContentCoding, write: Writer, client: string) {
    const making =
      coding === 'identity'
        ? this.#inTurn(client, () => this.#store(name, write))
        : this.get(key, 'identity', write, client).then(({ path: plain }) =>
            this.#inTurn(client, () => this.#store(name, (file) => compress(plain, file, coding))),
          );
    const kept = making.finally(() => this.#making.delete(name));
    this.#making.set(name, kept);
    return kept;
  }

  /** Limits concurrent work, so that a hundred clients with a hundred selections do not use a hundred connections. */
  async #inTurn<T>(client: string, work: () => Promise<T>): Promise<T> {
    const leave = await this.#gate.enter(client);
    return work().finally(leave);
  }

  async #store(name: string, write: Writer): Promise<StoredFile> {
    fs.mkdirSync(path.join(this.#folder, path.dirname(name)), { recursive: true });
    const file = path.join(this.#folder, name);
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      const written = new NewFile(partial);
      await write(written);
      const { size, digest } = await written.measured();
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

/** A file that is being created. */
export class NewFile {
  readonly path: string;
  #hash: Hash | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Returns the stream for the content; must be ended once. */
  sink(): Writable {
    const hash = createHash('sha256');
    this.#hash = hash;
    return measuredFile(this.path, hash);
  }

  async measured(): Promise<{ size: number; digest: string }> {
    const hash = this.#hash ?? createHash('sha256');
    if (!this.#hash) await pipeline(fs.createReadStream(this.path), hash);
    return { size: fs.statSync(this.path).size, digest: hash.digest('base64') };
  }
}

/** One stream with one end, so that a disk error is an error of the pipeline only. */
function measuredFile(name: string, hash: Hash): Writable {
  let file: number | undefined;
  return new Writable({
    construct: (done) =>
      fs.open(name, 'w', (error, opened) => {
        file = error ? undefined : opened;
        done(error);
      }),
    write: (chunk: Buffer, _, done) => {
      hash.update(chunk);
      writeAll(file as number, chunk, done);
    },
    destroy: (error, done) => {
      if (file === undefined) done(error);
      else fs.close(file, (failed) => done(error ?? failed ?? null));
    },
  });
}

/** Writes all bytes: a full disk may accept the first part of a chunk and refuse the rest. */
function writeAll(file: number, bytes: Buffer, done: (error?: Error | null) => void): void {
  fs.write(file, bytes, (error, written) => {
    if (error || written === bytes.length) done(error);
    else writeAll(file, bytes.subarray(written), done);
  });
}

function compress(from: string, to: NewFile, coding: 'gzip' | 'br'): Promise<void> {
  const packer =
    coding === 'gzip'
      ? createGzip({ level: 6 })
      : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return pipeline(fs.createReadStream(from), packer, to.sink());
}
