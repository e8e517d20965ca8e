import type { FastifyInstance } from 'fastify';
import { jwtVerify, SignJWT } from 'jose';
import { openTo } from './route-access.js';

/** The path at which a gateway returns what arrived of a request. */
export const echoPath = '/doctor';

const algorithm = 'HS256';
const audience = 'mianshen-doctor';

/** What arrived of a request that went through proxies. */
export interface RequestEcho {
  /** The client address that limits use. */
  address: string;
  /** The addresses in X-Forwarded-For, and finally the address that connected. */
  path: string[];
  /** The setting TRUST_PROXY. */
  proxies: number;
}

const keyOf = (secret: string) => new TextEncoder().encode(`doctor:${secret}`);

/** Returns the headers that authorize the doctor at a gateway with the same SECRET_KEY. */
export async function echoHeaders(secret: string): Promise<{ authorization: string }> {
  const token = new SignJWT().setProtectedHeader({ alg: algorithm }).setAudience(audience).setExpirationTime('1m');
  return { authorization: `Bearer ${await token.sign(keyOf(secret))}` };
}

/** Returns to the operator's doctor what arrived of its request. For all others the route does not exist. */
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
