import { type Check, fault, good, warning } from './check.js';

/** How clients reach the gateway. */
export const checkAddress: Check = {
  name: 'address',
  run: async ({ config: { production, publicUrl, proxies } }) => {
    if (!production) return [good('Not in production')];
    return [
      checkPublicUrl(publicUrl),
      proxies > 0
        ? good(`${proxies} ${proxies === 1 ? 'proxy' : 'proxies'} in front`)
        : warning('TRUST_PROXY is not set', 'Behind a proxy all clients would share one budget: set TRUST_PROXY=1.'),
    ];
  },
};

function checkPublicUrl(publicUrl: string | undefined) {
  if (!publicUrl) return fault('PUBLIC_URL is not set', 'Tokens, links and webhooks would name an inner address.');
  if (!publicUrl.startsWith('https:')) return fault(`PUBLIC_URL is ${publicUrl}`, 'It has to begin with https:.');
  return good(`PUBLIC_URL is ${publicUrl}`);
}
