import type { FastifyInstance, FastifyReply } from 'fastify';

/** The routes of large files, which say themselves when to continue. */
const routesOfFiles = ['/upload/policies', '/upload/documents'];

/**
 * A client that sends `Expect: 100-continue`, as curl and our own command do, receives a refusal of a large file before
 * it sends 512 MB. On all other routes it continues at once, as Node would have it.
 */
export function answerExpectations({ server }: FastifyInstance): void {
  server.on('checkContinue', (request, response) => {
    if (!routesOfFiles.includes(request.url?.split('?')[0] ?? '')) response.writeContinue();
    server.emit('request', request, response);
  });
}

/** The client may send the body now; without an expectation it is on its way already. */
export function letContinue({ raw, request }: FastifyReply): void {
  if (request.headers.expect?.toLowerCase() === '100-continue') raw.writeContinue();
}
