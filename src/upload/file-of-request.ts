import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { showInvisible } from '../kernel/text/text.js';

/** Returns the file of a request: its body, or the one file of a browser's form, which has a name. */
export async function fileOf(request: FastifyRequest): Promise<{ body: Readable; name: string | null }> {
  if (request.isMultipart()) {
    const part = await request.file();
    if (!part) throw new RouteRefused(400, 'The form has no file');
    return { body: part.file, name: showInvisible(part.filename).slice(0, 200).toWellFormed() || null };
  }
  if (request.body instanceof Readable) return { body: request.body, name: null };
  throw new RouteRefused(400, 'There is no body: send the file itself, or a form with one file');
}
