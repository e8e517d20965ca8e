import type { Config } from '../config/config.js';
import { echoHeaders, echoPath, type RequestEcho } from '../http/request-echo.js';
import { ask } from './ask.js';
import { fault, type Finding, good } from './check.js';

/** An address reserved for documentation (RFC 5737), as a client could invent it. */
const madeUp = '192.0.2.1';

/** Sends a made-up X-Forwarded-For to find out which address a gateway takes for the client's. */
export async function checkForwarding(publicUrl: string, { secretKey, proxies, production }: Config): Promise<Finding> {
  const headers = { ...(await echoHeaders(secretKey)), 'x-forwarded-for': madeUp };
  const { status, text } = await ask(publicUrl + echoPath, headers);
  if (status !== 200) {
    const advice = 'Its SECRET_KEY or its clock is another one: ask with the settings of the gateways.';
    return fault(`The gateway does not say what arrives of a request (${status})`, advice);
  }
  const echo = JSON.parse(text) as RequestEcho;
  if (echo.proxies !== proxies) {
    const says = `The gateway was started with TRUST_PROXY=${echo.proxies}, and these settings say ${proxies}`;
    return fault(says, 'Start the gateways again with these settings.');
  }
  return judge(echo, production);
}

/** Judges the result. In production there must be a proxy, because a gateway does not speak TLS. */
function judge({ address, path, proxies }: RequestEcho, isProxied: boolean): Finding {
  // Proxies append the client's address to an invented list, unless one of them removes the list.
  const named = path.slice(path.indexOf(madeUp) + 1).length - 1;
  if (named === 0 && (isProxied || proxies > 0)) {
    return fault(
      'The proxy does not say who asks: it adds nobody to X-Forwarded-For',
      'Let it add the address of who connects (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for).',
    );
  }
  const says = `TRUST_PROXY is ${proxies}, and ${named} in front say who asks`;
  if (proxies > named)
    return fault(says, `Who asks could make up the address that limits count: set TRUST_PROXY=${named}.`);
  if (proxies < named)
    return fault(says, `All who come through one of them would share a budget: set TRUST_PROXY=${named}.`);
  return good(`TRUST_PROXY=${proxies} is right: what is asked from here is counted for ${address}`);
}
