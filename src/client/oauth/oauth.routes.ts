import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { ContextFactory } from '../../http/request-context.js';
import { openTo } from '../../http/route-access.js';
import {
  type Visit,
  type Pages,
  showPage,
  changeWay,
  signInAsOther,
  signIn,
  chooseRole,
  consent,
  refuse,
} from './sign-in-pages.js';
import { handOver, prefix } from './hand-over.js';

const ownProtocol = openTo('OAuth says itself who may do what.', {
  takes: { keepsNothing: 'Forms of some words are read and forgotten.' },
});

/** No `form-action`, because the consent form ends with a redirect to the front-end. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  'font-src data:',
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the OAuth server under `/oauth`, with the pages for sign-in and consent. `server` is called for each request,
 * because the server is created only after the port is open.
 */
export function oauthRoutes(app: FastifyInstance, contexts: ContextFactory, server: () => Provider): void {
  const fixAddress = (scope: FastifyInstance) =>
    scope.addHook('onRequest', async ({ raw }) => setAddress(raw.headers, server().issuer));
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    fixAddress(scope);
    // The OAuth server parses its bodies itself.
    scope.addContentTypeParser('*', (_, __, done) => done(null));
    scope.all(`${prefix}/*`, ownProtocol, (request, reply) => handOver(request, reply, server()));
    // RFC 8414: the metadata of a server with a path has its own well-known URL.
    scope.get(`/.well-known/oauth-authorization-server${prefix}`, ownProtocol, (_, reply) =>
      reply.redirect(`${prefix}/.well-known/openid-configuration`),
    );
  });
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    fixAddress(scope);
    scope.addHook('onSend', async (_, reply) => {
      reply.headers({ 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
      reply.header('content-security-policy', policy);
    });
    interactionRoutes(scope, contexts, server);
  });
}

/** Sets the host to the configured one, regardless of what the client requested. */
function setAddress(headers: IncomingHttpHeaders, issuer: string): void {
  const { host, protocol } = new URL(issuer);
  headers.host = host;
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
}

function interactionRoutes(scope: FastifyInstance, contexts: ContextFactory, server: () => Provider): void {
  const address = `${prefix}/interaction/:uid`;
  const pages = { contexts, server };
  const at =
    (step: (pages: Pages, request: Visit, reply: FastifyReply) => Promise<unknown>) =>
    (request: FastifyRequest, reply: FastifyReply) =>
      step(pages, request as Visit, reply);
  scope.get(address, ownProtocol, at(showPage));
  scope.post(`${address}/way`, ownProtocol, at(changeWay));
  scope.post(`${address}/other`, ownProtocol, at(signInAsOther));
  scope.post(`${address}/login`, ownProtocol, at(signIn));
  scope.post(`${address}/role`, ownProtocol, at(chooseRole));
  scope.post(`${address}/consent`, ownProtocol, at(consent));
  scope.post(`${address}/refuse`, ownProtocol, at(refuse));
}
