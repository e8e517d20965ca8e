import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

export type Coding = 'identity' | 'gzip' | 'br';

/** The types of the package know the first parameter only. */
type WithPreferred = { encodings: (available: string[], options: { preferred: string[] }) => string[] };

/** The coding that the client likes best (RFC 9110): one with `q=0` is never used, and of equal ones the smallest is. */
export function codingOf(request: FastifyRequest, available: readonly Coding[]): Coding {
  const negotiator = new Negotiator(request as { headers: Negotiator.Headers }) as unknown as WithPreferred;
  const [best] = negotiator.encodings([...available, 'identity'], { preferred: [...available] });
  return (best as Coding | undefined) ?? 'identity';
}

/** One strong tag for each representation: the bytes of one coding are not those of another. */
export function tagFor(tag: string, coding: Coding): string {
  return coding === 'identity' ? tag : `${tag.slice(0, -1)}-${coding}"`;
}

/** Whether the client has this representation already: lists, weak tags and `*` as RFC 9110 says. */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers['if-none-match']?.trim();
  if (!known) return false;
  return known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** The strong tag of a body. */
export function etagOf(body: string | Uint8Array): string {
  return etagOfDigest(createHash('sha256').update(body).digest());
}

/** The same from its SHA-256. */
export function etagOfDigest(sha256: Buffer): string {
  return `"${sha256.toString('base64url').slice(0, 22)}"`;
}
