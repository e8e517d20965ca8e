import dns, { type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { signatureHeaders } from '../../kernel/outside/signed-request.js';
import { outgoingTrace } from '../../kernel/tracing.js';
import { isPublicAddress } from '../webhook-address.js';

const timeout = 10_000;
/** Only the status of an answer matters. Its body is read up to this size, so that a correct receiver can finish. */
const largestBody = 64 * 1024;
/** Maximum pause in seconds that a receiver may request: one day. */
const longestPause = 86_400;

export interface Post {
  id: string;
  url: string;
  body: string;
  secret: string;
}

export interface PostAnswer {
  status: number;
  /** Seconds that the receiver requests as a pause with `Retry-After`, within limits. */
  retryAfter: number;
}

/** Posts a delivery, signed as in Standard Webhooks, and returns the receiver's status. Does not follow redirects. */
export function postWebhook(post: Post): Promise<PostAnswer> {
  const url = new URL(post.url);
  const plain = url.protocol === 'http:';
  return new Promise((resolve, reject) => {
    const request = (plain ? http : https).request(
      url,
      {
        method: 'POST',
        headers: { ...headersOf(post), ...outgoingTrace(), 'content-length': Buffer.byteLength(post.body) },
        signal: AbortSignal.timeout(timeout),
        // The checked address is the one that is called, so that DNS cannot return another one in between.
        ...(plain ? {} : { lookup: publicLookup }),
      },
      (response) => {
        const answer = { status: response.statusCode ?? 0, retryAfter: pauseOf(response.headers['retry-after']) };
        let received = 0;
        response.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > largestBody) response.destroy();
        });
        response.on('close', () => resolve(answer)).on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(post.body);
  });
}

/** Parses `Retry-After` as seconds or a date (RFC 9110, 10.2.3); 0 if it is absent or invalid. */
export function pauseOf(header: string | undefined, now = Date.now()): number {
  if (header === undefined) return 0;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, Math.ceil(seconds)), longestPause) : 0;
}

/**
 * `webhook-signature` signs `id.timestamp.body`. The timestamp is the real time, not the sandbox's, because receivers
 * compare it with their own clock.
 */
export function headersOf({ id, body, secret }: Post, timestamp = Math.floor(Date.now() / 1_000)) {
  return {
    'content-type': 'application/json',
    'user-agent': 'mianshen-webhooks',
    ...signatureHeaders({ id, timestamp: String(timestamp), body }, secret),
  };
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(new Error(`${hostname} leads to an address that is not public`), '', 0);
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
