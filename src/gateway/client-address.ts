import type { IncomingMessage } from 'node:http';

/**
 * Returns the client address of a socket, as Fastify does for requests. Each of our proxies appends the address of its
 * caller, so with n proxies the client is the n-th from the end. Earlier entries are the client's own claim and not
 * trusted.
 */
export function clientAddress({ socket, headers }: IncomingMessage, proxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const names = forwarded.map((address) => address.trim()).filter((address) => address !== '');
  const nearestFirst = [socket.remoteAddress ?? '', ...names.toReversed()];
  return nearestFirst[Math.min(proxies, nearestFirst.length - 1)] as string;
}
