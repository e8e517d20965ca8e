import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

export type Coding = 'identity' | 'gzip' | 'br';

/** The types of the package only declare the first parameter. */
type WithPreferred = { encodings: (available: string[], options: { preferred: string[] }) => string[] };

/** Returns the content coding that the client prefers (RFC 9110). Never one with `q=0`; of equal ones the smallest. */
export function codingOf(request: FastifyRequest, available: readonly Coding[]): Coding {
  const negotiator = new Negotiator(request as { headers: Negotiator.Headers }) as unknown as WithPreferred;
  const [best] = negotiator.encodings([...available, 'identity'], { preferred: [...available] });
  return (best as Coding | undefined) ?? 'identity';
}

/** Returns the strong tag of one representation, because each coding has other bytes. */
export function tagFor(tag: string, coding: Coding): string {
  return coding === 'identity' ? tag : `${tag.slice(0, -1)}-${coding}"`;
}

/** Whether the client already has this representation. Supports lists, weak tags and `*` as in RFC 9110. */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers['if-none-match']?.trim();
  if (!known) return false;
  return known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** Returns the strong ETag of a body. */
export function etagOf(body: string | Uint8Array): string {
  return etagOfDigest(createHash('sha256').update(body).digest());
}

/** Returns the ETag for a SHA-256 digest. */
export function etagOfDigest(sha256: Buffer): string {
  return `"${sha256.toString('base64url').slice(0, 22)}"`;
}
