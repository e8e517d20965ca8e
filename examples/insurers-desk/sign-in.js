// @ts-check
// The token stays in the session storage of this tab: closing the tab signs out.
import { Gateway, GatewayError } from '../shared/gateway.js';

const key = 'insurers-desk.token';

/** @param {string} url */
export function rememberedGateway(url) {
  const token = sessionStorage.getItem(key);
  return token ? new Gateway(url, token) : null;
}

/**
 * @param {string} url
 * @param {string} token
 */
export function signIn(url, token) {
  sessionStorage.setItem(key, token);
  return new Gateway(url, token);
}

export const signOut = () => sessionStorage.removeItem(key);

/**
 * Exchanges a machine credential for a token (OAuth 2.0 client credentials).
 * @param {string} url
 * @param {string} id
 * @param {string} secret
 * @returns {Promise<string>}
 */
export async function tokenOfCredential(url, id, secret) {
  const response = await new Gateway(url).fetch('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'read write',
      client_id: id,
      client_secret: secret,
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new GatewayError('UNAUTHENTICATED', '凭证编号或密钥不对，请核对后再试。');
  return answer.access_token;
}
