// @ts-check
// The token stays in the session storage of this tab: closing the tab signs out.
import { Gateway, GatewayError } from '../shared/gateway.js';
import * as operations from './operations.js';

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
 * Signs a person in, for eight hours. A front-end of somebody else leads its users to the OAuth pages instead.
 * @param {string} url
 * @param {string} phone
 * @param {string} password
 * @returns {Promise<string>}
 */
export async function tokenOfPerson(url, phone, password) {
  const { signIn: answer } = await new Gateway(url).ask(operations.signIn, { input: { phone, password } });
  const [refused] = answer.userErrors;
  if (refused) throw new Error(refused.message);
  return answer.token;
}

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
