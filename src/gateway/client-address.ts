import type { IncomingMessage } from 'node:http';

/**
 * The address that a socket comes from, as Fastify determines it for requests: each proxy of ours appends who came to it,
 * so with n of them the client is the n-th from the end, and what it wrote itself before that is not believed.
 */
export function clientAddress({ socket, headers }: IncomingMessage, proxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const names = forwarded.map((address) => address.trim()).filter((address) => address !== '');
  const nearestFirst = [socket.remoteAddress ?? '', ...names.toReversed()];
  return nearestFirst[Math.min(proxies, nearestFirst.length - 1)] as string;
}
