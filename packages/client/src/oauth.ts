import { GatewayError } from './errors.js';

/** A front-end that was registered with `registerFrontEnd`. */
export interface FrontEnd {
  /** Where the gateway answers. */
  url: string;
  clientId: string;
  redirectUri: string;
  /** For example `['openid', 'read', 'write']`. */
  scopes: string[];
}

export interface Tokens {
  accessToken: string;
  refreshToken: string | undefined;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** What has to be kept, in the session storage of the tab, until the person comes back. */
export interface PendingSignIn {
  state: string;
  verifier: string;
}

/** The address to send a person to (authorization code with PKCE), and what to keep until they come back. */
export async function startSignIn(frontEnd: FrontEnd): Promise<{ address: string; pending: PendingSignIn }> {
  const pending = { state: randomText(), verifier: randomText() };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: frontEnd.clientId,
    redirect_uri: frontEnd.redirectUri,
    scope: frontEnd.scopes.join(' '),
    state: pending.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  const { authorization_endpoint: endpoint } = await discover(frontEnd.url);
  return { address: `${endpoint}?${query}`, pending };
}

/** Exchanges what the person came back with for tokens. Throws where the answer is not that of this sign-in. */
export async function finishSignIn(frontEnd: FrontEnd, returned: URL, pending: PendingSignIn): Promise<Tokens> {
  const { searchParams } = returned;
  const fault = searchParams.get('error');
  if (fault) throw new GatewayError('UNAUTHENTICATED', searchParams.get('error_description') ?? fault);
  const code = searchParams.get('code');
  if (!code || searchParams.get('state') !== pending.state) {
    throw new GatewayError('UNAUTHENTICATED', 'This answer does not belong to the sign-in that was begun here');
  }
  return takeTokens(frontEnd, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: frontEnd.redirectUri,
    code_verifier: pending.verifier,
  });
}

/** New tokens for a refresh token, which is used up by it. */
export function refresh(frontEnd: FrontEnd, refreshToken: string): Promise<Tokens> {
  return takeTokens(frontEnd, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

interface Metadata {
  authorization_endpoint: string;
  token_endpoint: string;
}

async function discover(url: string): Promise<Metadata> {
  const response = await fetch(`${url}/.well-known/openid-configuration`);
  if (!response.ok) throw new GatewayError('NETWORK', `The gateway answered HTTP ${response.status}`);
  return (await response.json()) as Metadata;
}

async function takeTokens(frontEnd: FrontEnd, grant: Record<string, string>): Promise<Tokens> {
  const { token_endpoint: endpoint } = await discover(frontEnd.url);
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: frontEnd.clientId, ...grant }),
  });
  const answer = (await response.json()) as Record<string, string> & { expires_in?: number };
  if (!response.ok) throw new GatewayError('UNAUTHENTICATED', answer['error_description'] ?? 'No token was given');
  return {
    accessToken: answer['access_token'] as string,
    refreshToken: answer['refresh_token'],
    expiresAt: Date.now() + (answer.expires_in ?? 0) * 1_000,
  };
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
