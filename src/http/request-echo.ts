import type { FastifyInstance } from 'fastify';
import { jwtVerify, SignJWT } from 'jose';
import { openTo } from './route-access.js';

/** Where a gateway is asked. */
export const echoPath = '/doctor';

const algorithm = 'HS256';
const audience = 'mianshen-doctor';

/** What arrived of a request that proxies passed on. */
export interface RequestEcho {
  /** Whom limits count it for. */
  address: string;
  /** Who is named in X-Forwarded-For, and at last who connected. */
  path: string[];
  /** TRUST_PROXY. */
  proxies: number;
}

const keyOf = (secret: string) => new TextEncoder().encode(`doctor:${secret}`);

/** The headers for which a gateway with the same SECRET_KEY answers what arrived. */
export async function echoHeaders(secret: string): Promise<{ authorization: string }> {
  const token = new SignJWT().setProtectedHeader({ alg: algorithm }).setAudience(audience).setExpirationTime('1m');
  return { authorization: `Bearer ${await token.sign(keyOf(secret))}` };
}

/** Answers the doctor of an operator what arrived of its request. For everybody else there is nothing. */
export function echoRoute(app: FastifyInstance, { secretKey, proxies }: { secretKey: string; proxies: number }): void {
  const key = keyOf(secretKey);
  const isOurs = (authorization = '') =>
    jwtVerify(authorization.replace(/^Bearer /, ''), key, { audience, algorithms: [algorithm] }).then(
      () => true,
      () => false,
    );
  app.get(
    echoPath,
    openTo('With a token made by the SECRET_KEY it answers what arrived of this request.'),
    async (request, reply) => {
      const { headers, ip: address, socket } = request;
      if (!(await isOurs(headers.authorization))) return reply.callNotFound();
      const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
      const path = [...forwarded.map((one) => one.trim()).filter(Boolean), socket.remoteAddress ?? ''];
      return reply.header('cache-control', 'no-store').send({ address, path, proxies } satisfies RequestEcho);
    },
  );
}
