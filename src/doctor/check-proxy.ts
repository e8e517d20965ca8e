import { randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { reasonOf } from '../kernel/errors/reason-of.js';
import { type Check, fault, type Finding, good, warning } from './check.js';

/** Milliseconds. */
const patience = 5_000;

/** Asks at PUBLIC_URL, as a client does: what the proxy in front passes on, and what it keeps inside. */
export const checkProxy: Check = {
  name: 'proxy',
  run: async ({ config: { publicUrl } }) => {
    if (!publicUrl) return [good('No PUBLIC_URL to ask at')];
    try {
      const { status, headers } = await ask(publicUrl, '/healthz');
      if (status !== 200 || headers['x-request-id'] === undefined) {
        return [
          fault(`${publicUrl}/healthz is answered ${status}, by something else`, 'Let the proxy lead to the gateways.'),
        ];
      }
      return [good(`${publicUrl} leads to a gateway`), await checkUpgrade(publicUrl), await checkMetrics(publicUrl)];
    } catch (error) {
      const advice = 'Start a gateway and the proxy, look at name and certificate, then ask again.';
      return [warning(`${publicUrl} does not answer: ${reasonOf(error)}`, advice)];
    }
  },
};

async function checkUpgrade(publicUrl: string): Promise<Finding> {
  const { status } = await ask(publicUrl, '/graphql', {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-protocol': 'graphql-transport-ws',
    'sec-websocket-key': randomBytes(16).toString('base64'),
  });
  if (status === 101) return good('Sockets are passed on');
  return fault(`A socket is answered ${status}`, 'Let the proxy pass `Upgrade` and `Connection` for /graphql.');
}

async function checkMetrics(publicUrl: string): Promise<Finding> {
  const { status } = await ask(publicUrl, '/metrics');
  if (status !== 200) return good('/metrics stays inside');
  return warning('/metrics can be read from outside', 'Let the proxy refuse it: monitoring asks each gateway itself.');
}

function ask(publicUrl: string, path: string, headers: http.OutgoingHttpHeaders = {}) {
  const { request } = publicUrl.startsWith('https:') ? https : http;
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    const asked = request(publicUrl + path, { headers, timeout: patience, agent: false });
    const answer = (response: http.IncomingMessage) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
      asked.destroy();
    };
    asked.once('response', answer).once('upgrade', answer).once('error', reject);
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${patience / 1_000} s`)));
    asked.end();
  });
}
