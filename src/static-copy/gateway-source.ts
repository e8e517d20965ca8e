import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CopiedFile, fileOf } from './copy-target.js';

const mostTries = 6;
const longestPause = 60;

/** Reads public URLs of a gateway as any client does, so that a copy cannot contain anything that is not public. */
export class GatewaySource {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url.replace(/\/$/, '');
  }

  /** Returns the file at this path with its headers, in memory; undefined if there is none. */
  async read(name: string): Promise<CopiedFile | undefined> {
    const response = await this.#open(name);
    if (!response) return undefined;
    const file = fileOf(headersOf(name, response), new Uint8Array(await response.arrayBuffer()));
    requireDigest(file, response);
    return file;
  }

  async require(name: string): Promise<CopiedFile> {
    return (await this.read(name)) ?? this.#absent(name);
  }

  /** Downloads a file of any size to disk for the duration of `use`, so that it is never in memory as a whole. */
  async download<T>(name: string, use: (file: CopiedFile) => Promise<T>): Promise<T> {
    const response = (await this.#open(name)) ?? this.#absent(name);
    const place = path.join(os.tmpdir(), `mianshen-copy-${randomUUID()}`);
    try {
      const hash = createHash('sha256');
      const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeline(Readable.fromWeb(response.body as never), counted, createWriteStream(place, { mode: 0o600 }));
      const content = await openAsBlob(place);
      const file = { ...headersOf(name, response), content, sha256: hash.digest('hex') };
      requireDigest(file, response);
      return await use(file);
    } finally {
      await fs.rm(place, { force: true });
    }
  }

  #absent(name: string): never {
    throw new Error(`${this.#url}/${name} is not there`);
  }

  async #open(name: string): Promise<Response | undefined> {
    const response = await this.#get(name);
    if (response.ok) return response;
    await response.arrayBuffer();
    if (response.status === 404) return undefined;
    throw new Error(`${this.#url}/${name} answered ${response.status}`);
  }

  /** Requests a path. Retries when a busy gateway asks for it. */
  async #get(name: string): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(`${this.#url}/${name}`, {
        headers: { 'accept-encoding': 'identity' },
        redirect: 'error',
      });
      if (![429, 503].includes(response.status) || tries === mostTries) return response;
      await response.arrayBuffer();
      const pause = Number(response.headers.get('retry-after') ?? 1);
      await sleep(1_000 * Math.min(longestPause, Number.isFinite(pause) ? pause : 1));
    }
  }
}

function headersOf(name: string, { headers }: Response) {
  const type = headers.get('content-type') ?? 'application/octet-stream';
  return { name, type, cache: headers.get('cache-control') ?? 'no-cache' };
}

function requireDigest({ name, sha256 }: CopiedFile, { headers }: Response): void {
  const stated = headers.get('content-digest') ?? headers.get('repr-digest') ?? '';
  const [, digest] = /sha-256=:([^:]+):/.exec(stated) ?? [];
  if (digest && Buffer.from(digest, 'base64').toString('hex') !== sha256) {
    throw new Error(`${name} arrived damaged: its digest is not the one that was sent with it`);
  }
}
