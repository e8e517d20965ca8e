import dns, { type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { signatureHeaders } from '../../kernel/outside/signed-request.js';
import { outgoingTrace } from '../../kernel/tracing.js';
import { isPublicAddress } from '../webhook-address.js';

const timeout = 10_000;
/** What an answer says is in its status; of its body no more is taken than lets an honest receiver finish. */
const largestBody = 64 * 1024;
/** A receiver may ask to be left alone for a day at most; in seconds. */
const longestPause = 86_400;

export interface Post {
  id: string;
  url: string;
  body: string;
  secret: string;
}

export interface PostAnswer {
  status: number;
  /** For so many seconds the receiver wants to be left alone, as `Retry-After` says, within limits. */
  retryAfter: number;
}

/** Posts a delivery, signed as Standard Webhooks has it; returns what the receiver says. Redirects are not followed. */
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
        // The address that is checked is the one that is called: a name cannot lead elsewhere in between.
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

/** Seconds, or a date (RFC 9110, 10.2.3); 0 where it is absent or neither. */
export function pauseOf(header: string | undefined, now = Date.now()): number {
  if (header === undefined) return 0;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, Math.ceil(seconds)), longestPause) : 0;
}

/**
 * `webhook-signature` is over `id.timestamp.body`. The timestamp is the world's, not the sandbox's: receivers compare
 * it with their own clock.
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
