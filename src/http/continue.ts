import type { FastifyInstance, FastifyReply } from 'fastify';

/** Routes for large files, which decide themselves when to send `100 Continue`. */
const routesOfFiles = ['/upload/policies', '/upload/documents'];

/**
 * Handles `Expect: 100-continue`, which curl and our own command send: a large file of up to 512 MB can be refused
 * before the client sends it. All other routes continue at once, which is Node's default.
 */
export function answerExpectations({ server }: FastifyInstance): void {
  server.on('checkContinue', (request, response) => {
    if (!routesOfFiles.includes(request.url?.split('?')[0] ?? '')) response.writeContinue();
    server.emit('request', request, response);
  });
}

/** Lets the client send the body. Without the `Expect` header it is already sending it. */
export function letContinue({ raw, request }: FastifyReply): void {
  if (request.headers.expect?.toLowerCase() === '100-continue') raw.writeContinue();
}
