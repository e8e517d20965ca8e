import { randomBytes } from 'node:crypto';
import { reasonOf } from '../kernel/errors/reason-of.js';
import { ask } from './ask.js';
import { type Check, fault, type Finding, good, warning } from './check.js';
import { checkForwarding } from './check-forwarding.js';
import { checkLinks } from './check-links.js';

/** Sends requests to PUBLIC_URL as a client does: checks what the proxy passes on, and what it must not expose. */
export const checkProxy: Check = {
  name: 'proxy',
  run: async ({ config }) => {
    const { publicUrl } = config;
    if (!publicUrl) return [good('No PUBLIC_URL to ask at')];
    try {
      const { status, headers } = await ask(`${publicUrl}/healthz`);
      if (status !== 200 || headers['x-request-id'] === undefined) {
        return [
          fault(`${publicUrl}/healthz is answered ${status}, by something else`, 'Let the proxy lead to the gateways.'),
        ];
      }
      return [
        good(`${publicUrl} leads to a gateway`),
        await checkForwarding(publicUrl, config),
        await checkLinks(publicUrl),
        await checkUpgrade(publicUrl),
        await checkMetrics(publicUrl),
      ];
    } catch (error) {
      const advice = 'Start a gateway and the proxy, look at name and certificate, then ask again.';
      return [warning(`${publicUrl} does not answer: ${reasonOf(error)}`, advice)];
    }
  },
};

async function checkUpgrade(publicUrl: string): Promise<Finding> {
  const { status } = await ask(`${publicUrl}/graphql`, {
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
  const { status } = await ask(`${publicUrl}/metrics`);
  if (status !== 200) return good('/metrics stays inside');
  return warning('/metrics can be read from outside', 'Let the proxy refuse it: monitoring asks each gateway itself.');
}
