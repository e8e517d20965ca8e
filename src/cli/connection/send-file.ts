import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SentAnswer {
  status: number;
  text: string;
}

/**
 * Milliseconds to wait for `100 Continue`. Some proxies drop the request for it; then the file is sent without the
 * answer.
 */
const continueTimeout = 3_000;

/**
 * Sends a file as the body of a POST. It sends `Expect: 100-continue` first, so that the gateway can refuse before 512
 * MB are sent. It uses node:http, because `fetch` cannot do that.
 */
export async function sendFile(
  url: string,
  file: string,
  headers: Record<string, string>,
  sent: (bytes: number, of: number) => void,
): Promise<SentAnswer> {
  const { size } = await fs.stat(file);
  const request = (url.startsWith('https:') ? https : http).request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': size, expect: '100-continue' },
  });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  try {
    request.flushHeaders();
    if (await mayContinue(request, answered)) await send(file, request, (bytes) => sent(bytes, size));
    const [response] = await answered;
    return { status: response.statusCode ?? 0, text: Buffer.concat(await response.toArray()).toString() };
  } finally {
    request.destroy();
  }
}

async function mayContinue(request: ClientRequest, answered: Promise<unknown>): Promise<boolean> {
  const asked = new AbortController();
  try {
    return await Promise.race([
      once(request, 'continue', { signal: asked.signal }).then(() => true),
      sleep(continueTimeout, true, { signal: asked.signal }),
      answered.then(() => false),
    ]);
  } finally {
    asked.abort();
  }
}

async function send(file: string, request: ClientRequest, sent: (bytes: number) => void): Promise<void> {
  let bytes = 0;
  await pipeline(
    createReadStream(file, { highWaterMark: 256 * 1024 }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        yield chunk;
        bytes += chunk.length;
        sent(bytes);
      }
    },
    request,
  );
}
