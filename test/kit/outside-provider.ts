import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Adapter, Provider } from 'oidc-provider';

/** What can be wrong with a provider's key set, as seen by a gateway. */
export type Fault = 'DOWN' | 'BROKEN' | 'MAINTENANCE PAGE' | 'HANGING';

/** A real external identity provider on a separate port, whose keys change and which can fail. */
export interface RunningProvider {
  /** Its entry in `OIDC_PROVIDERS`; its role REVIEWER is SCIENCE here. */
  settings: { issuer: string; audience: string; jwksUri: string; roleClaim: string; roles: Record<string, string> };
  /** How often its keys were requested. */
  asked: () => number;
  /** Publishes these keys from now on, and signs with the first. */
  showKeys: (...keys: JWK[]) => void;
  /** Returns a token of its token endpoint, signed by the first key. */
  token: () => Promise<string>;
  fail: (fault: Fault) => Promise<void>;
  recover: () => Promise<void>;
  stop: () => Promise<void>;
}

const audience = 'mianshen';
const client = { id: 'reviewer-1', secret: 'of-the-reviewer' };

export async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

export async function startOutsideProvider(...keys: JWK[]): Promise<RunningProvider> {
  let asked = 0;
  let fault: Fault | undefined;
  let answer: ReturnType<Provider['callback']>;
  const server = createServer((request, response) => {
    const aboutKeys = request.url === '/jwks';
    if (aboutKeys) asked += 1;
    if (aboutKeys && fault) return answerFault(fault, response);
    void answer(request, response);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<unknown>((resolve) => server.close(resolve));
  };
  await listen(0);
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const showKeys = (...shown: JWK[]) => {
    answer = providerOf(issuer, shown).callback();
  };
  showKeys(...keys);
  return {
    settings: { issuer, audience, jwksUri: `${issuer}/jwks`, roleClaim: 'roles', roles: { REVIEWER: 'SCIENCE' } },
    asked: () => asked,
    showKeys,
    token: () => takeToken(issuer),
    fail: async (with_) => {
      fault = with_;
      if (fault === 'DOWN') await close();
    },
    recover: async () => {
      if (fault === 'DOWN') await listen(port);
      if (fault === 'HANGING') server.closeAllConnections();
      fault = undefined;
    },
    stop: async () => {
      if (server.listening) await close();
    },
  };
}

function answerFault(fault: Fault, response: ServerResponse): void {
  if (fault === 'BROKEN') response.writeHead(502).end();
  if (fault === 'MAINTENANCE PAGE') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>系统维护中</p>');
}

function providerOf(issuer: string, keys: JWK[]): Provider {
  return new Provider(issuer, {
    adapter: () => nothingKept,
    jwks: { keys: keys as never },
    cookies: { keys: ['of the provider'] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    extraTokenClaims: async () => ({ roles: ['REVIEWER'] }),
    ttl: { ClientCredentials: 3_600 },
    routes: { token: '/token', jwks: '/jwks' },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'https://mianshen.example.cn',
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
}

/** Stores nothing, because its tokens contain everything. */
const nothingKept: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

async function takeToken(issuer: string): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw new Error(`The provider answered ${answer.status}`);
  return token;
}
