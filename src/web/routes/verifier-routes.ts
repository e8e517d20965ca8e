import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { isKnown } from '../../http/representation.js';
import { openTo } from '../../http/route-access.js';

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../dist/verifier/mianshen-verify.mjs');
const verifier = openTo('Anybody who reads a list can check it.');

/**
 * The program that checks the signed log, as one file from this origin: a reader installs nothing, and runs no package
 * that somebody else could have registered under our name.
 */
export function verifierRoutes(app: FastifyInstance): void {
  if (!fs.existsSync(file)) return;
  const bytes = fs.readFileSync(file);
  const digest = createHash('sha256').update(bytes);
  const [hex, base64] = [digest.copy().digest('hex'), digest.digest('base64')];
  const etag = `"${hex.slice(0, 32)}"`;
  app.get('/verify/mianshen-verify.mjs', verifier, (request, reply) => {
    reply.headers({ 'cache-control': 'no-cache', etag });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply
      .headers({
        'content-disposition': 'attachment; filename="mianshen-verify.mjs"',
        'repr-digest': `sha-256=:${base64}:`,
      })
      .type('text/javascript; charset=utf-8')
      .send(bytes);
  });
  app.get('/verify/mianshen-verify.mjs.sha256', verifier, (_, reply) =>
    reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(`${hex}  mianshen-verify.mjs\n`),
  );
}
