import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CopiedFile } from './copy-target.js';

const mostTries = 6;
const longestPause = 60;

/** Reads public addresses of a gateway, as any client does: nothing that is not public can get into a copy. */
export class GatewaySource {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url.replace(/\/$/, '');
  }

  /** The file at this address, with its headers; undefined where there is none. */
  async read(name: string): Promise<CopiedFile | undefined> {
    const response = await this.#get(name);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${this.#url}/${name} answered ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    requireDigest(name, bytes, response.headers.get('content-digest') ?? response.headers.get('repr-digest'));
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    return { name, type, cache: response.headers.get('cache-control') ?? 'no-cache', bytes };
  }

  async require(name: string): Promise<CopiedFile> {
    const file = await this.read(name);
    if (!file) throw new Error(`${this.#url}/${name} is not there`);
    return file;
  }

  /** A busy gateway says when to come again. */
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

function requireDigest(name: string, bytes: Uint8Array, stated: string | null): void {
  const [, digest] = /sha-256=:([^:]+):/.exec(stated ?? '') ?? [];
  if (digest && createHash('sha256').update(bytes).digest('base64') !== digest) {
    throw new Error(`${name} arrived damaged: its digest is not the one that was sent with it`);
  }
}
