import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { etagOf, isKnown } from '../../http/representation.js';
import { openTo } from '../../http/route-access.js';

const built = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../dist');
const program = openTo('Anybody who reads a list can check it, and who may push asks for a token of their own.');

/** The path and the file of each program. */
const programs = [
  ['/verify/mianshen-verify.mjs', 'verifier/mianshen-verify.mjs'],
  ['/command/mianshen.mjs', 'command/mianshen.mjs'],
] as const;

/**
 * Serves programs as one file each, with their digests: the check of the signed log, and the command for insurers. So
 * nobody has to run a package that somebody else could have registered under our name.
 */
export function programRoutes(app: FastifyInstance): void {
  for (const [address, name] of programs) {
    const file = path.join(built, name);
    if (fs.existsSync(file)) programRoute(app, address, fs.readFileSync(file));
  }
}

function programRoute(app: FastifyInstance, address: string, bytes: Buffer): void {
  const name = path.posix.basename(address);
  const digest = createHash('sha256').update(bytes);
  const [hex, base64] = [digest.copy().digest('hex'), digest.digest('base64')];
  const etag = etagOf(bytes);
  app.get(address, program, (request, reply) => {
    reply.headers({ 'cache-control': 'no-cache', etag });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply
      .headers({
        'content-disposition': `attachment; filename="${name}"`,
        'repr-digest': `sha-256=:${base64}:`,
      })
      .type('text/javascript; charset=utf-8')
      .send(bytes);
  });
  app.get(`${address}.sha256`, program, (_, reply) =>
    reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(`${hex}  ${name}\n`),
  );
}
