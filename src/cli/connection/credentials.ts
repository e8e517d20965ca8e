import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { CommandFailed, exitCode, TemporaryFailure, WrongUse } from '../command.js';
import { fileFailure } from '../file-failure.js';
import { localised } from '../language.js';

/**
 * The options that say where the token comes from. Secrets are read from files or the environment, because other users
 * of the machine can see a command line.
 */
export const credentialOptions = {
  'token-file': { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret-file': { type: 'string' },
  'private-key': { type: 'string' },
} as const;

export const credentialUsage = {
  en: `  --token-file <file>          a token; or MIANSHEN_TOKEN holds it
  --client-id <id>             a machine credential (issueMachineCredential); or MIANSHEN_CLIENT_ID
  --client-secret-file <file>  its secret; or MIANSHEN_CLIENT_SECRET holds it
  --private-key <file>         instead of a secret the key that signs for it, PEM or JWK; or MIANSHEN_PRIVATE_KEY names it
`,
  zh: `  --token-file <文件>          访问令牌；或环境变量 MIANSHEN_TOKEN（令牌本身）
  --client-id <编号>           机器凭据；或环境变量 MIANSHEN_CLIENT_ID
  --client-secret-file <文件>  机器凭据的口令；或环境变量 MIANSHEN_CLIENT_SECRET（口令本身）
  --private-key <文件>         以私钥代替口令（PEM 或 JWK）；或环境变量 MIANSHEN_PRIVATE_KEY（文件名）
`,
};

export type CredentialValues = { [Option in keyof typeof credentialOptions]?: string | undefined };

/** Returns a token, the same one until it expires or `fresh` is true; undefined where no credential was given. */
export type TokenSource = (fresh?: boolean) => Promise<string | undefined>;

export async function openCredentials(values: CredentialValues, gateway: string): Promise<TokenSource> {
  const { env } = process;
  const token = values['token-file'] ? await readSecret(values['token-file']) : env['MIANSHEN_TOKEN'];
  const clientId = values['client-id'] ?? env['MIANSHEN_CLIENT_ID'];
  if (!clientId) return async () => token || undefined;
  const secretFile = values['client-secret-file'];
  const keyFile = values['private-key'] ?? env['MIANSHEN_PRIVATE_KEY'];
  const secret = secretFile ? await readSecret(secretFile) : env['MIANSHEN_CLIENT_SECRET'];
  if (!keyFile && !secret) throw new WrongUse('A client id needs --client-secret-file or --private-key beside it.');
  const prove = keyFile ? await bySignature(clientId, keyFile) : bySecret(clientId, secret as string);
  return keepingToken(() => requestToken(gateway, prove));
}

interface Proof {
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

/** Returns what proves the client's identity to the token endpoint of this issuer. */
type Prove = (issuer: string) => Promise<Proof>;

function bySecret(clientId: string, secret: string): Prove {
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64');
  return async () => ({ headers: { authorization: `Basic ${basic}` } });
}

const algorithms: Record<string, string> = { rsa: 'RS256', 'rsa-pss': 'PS256', ec: 'ES256', ed25519: 'Ed25519' };

/** Signs a client assertion (RFC 7523), so that no secret is sent. */
async function bySignature(clientId: string, file: string): Promise<Prove> {
  const { key, kid } = readKey(await readSecret(file), file);
  const algorithm = algorithms[key.asymmetricKeyType ?? ''];
  if (!algorithm)
    throw new CommandFailed(
      exitCode.noFile,
      localised({ en: `${file}: a key is RSA, EC P-256 or Ed25519`, zh: `${file}：密钥须为 RSA、EC P-256 或 Ed25519` }),
    );
  // Loaded here, so that other kinds of credential do not wait for the library.
  const { SignJWT } = await import('jose');
  return async (issuer) => ({
    form: {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await new SignJWT({})
        .setProtectedHeader({ alg: algorithm, ...(kid && { kid }) })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(issuer)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(key),
    },
  });
}

function readKey(text: string, file: string): { key: KeyObject; kid?: string } {
  try {
    if (!text.startsWith('{')) return { key: createPrivateKey(text) };
    const jwk = JSON.parse(text) as { kid?: string };
    return { key: createPrivateKey({ key: jwk as never, format: 'jwk' }), kid: jwk.kid };
  } catch (error) {
    throw new CommandFailed(exitCode.noFile, `${file} is no private key (PEM or JWK): ${(error as Error).message}`);
  }
}

interface IssuedToken {
  token: string;
  until: number;
}

async function requestToken(gateway: string, prove: Prove): Promise<IssuedToken> {
  const found = await fetch(`${gateway}/oauth/.well-known/openid-configuration`);
  if (!found.ok) throw new TemporaryFailure(`${gateway}/oauth answered ${found.status}`);
  const server = (await found.json()) as TokenServer;
  // A read-only credential gets a token too; it is refused when it tries to write.
  const answer = await askToken(server, await prove(server.issuer), 'read write');
  const granted =
    answer.error === 'invalid_scope' ? await askToken(server, await prove(server.issuer), 'read') : answer;
  if (granted.access_token) {
    return { token: granted.access_token, until: Date.now() + (granted.expires_in ?? 60) * 1_000 };
  }
  throw new CommandFailed(exitCode.denied, `The gateway gives this client no token: ${granted.error}`);
}

interface TokenServer {
  issuer: string;
  token_endpoint: string;
}

interface TokenAnswer {
  access_token?: string;
  expires_in?: number;
  error?: string;
}

async function askToken({ token_endpoint: endpoint }: TokenServer, proof: Proof, scope: string): Promise<TokenAnswer> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope, ...proof.form });
  const response = await fetch(endpoint, { method: 'POST', body, headers: { ...proof.headers } });
  if (response.status >= 500) throw new TemporaryFailure(`${endpoint} answered ${response.status}`);
  return (await response.json()) as TokenAnswer;
}

function keepingToken(request: () => Promise<IssuedToken>): TokenSource {
  let issued: IssuedToken | undefined;
  return async (fresh = false) => {
    if (fresh || !issued || issued.until < Date.now() + 60_000) issued = await request();
    return issued.token;
  };
}

async function readSecret(file: string): Promise<string> {
  try {
    return (await fs.readFile(file, 'utf8')).trim();
  } catch (error) {
    throw fileFailure(file, 'read', error);
  }
}
