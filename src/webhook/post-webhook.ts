import dns, { type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { signatureHeaders } from '../kernel/signed-request.js';
import { isPublicAddress } from './webhook-address.js';

const timeout = 10_000;

export interface Post {
  id: string;
  url: string;
  body: string;
  secret: string;
}

/** Posts a delivery, signed as Standard Webhooks has it; answers the status. Redirects are not followed. */
export function postWebhook(post: Post): Promise<number> {
  const url = new URL(post.url);
  const plain = url.protocol === 'http:';
  return new Promise((resolve, reject) => {
    const request = (plain ? http : https).request(
      url,
      {
        method: 'POST',
        headers: { ...headersOf(post), 'content-length': Buffer.byteLength(post.body) },
        signal: AbortSignal.timeout(timeout),
        // The address that is checked is the one that is called: a name cannot lead elsewhere in between.
        ...(plain ? {} : { lookup: publicLookup }),
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(post.body);
  });
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
