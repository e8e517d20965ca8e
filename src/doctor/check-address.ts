import type { Config } from '../config/config.js';
import { type Check, fault, good, warning } from './check.js';

/** Checks the public address of the gateway. */
export const checkAddress: Check = {
  name: 'address',
  run: async ({ config: { production, publicUrl, proxies, contact, publisher } }) => {
    if (!production) return [good('Not in production')];
    return [
      checkPublicUrl(publicUrl),
      proxies > 0
        ? good(`${proxies} ${proxies === 1 ? 'proxy' : 'proxies'} in front`)
        : warning('TRUST_PROXY is not set', 'Behind a proxy all clients would share one budget: set TRUST_PROXY=1.'),
      checkContact({ contact, publisher }),
    ];
  },
};

function checkPublicUrl(publicUrl: string | undefined) {
  if (!publicUrl) return fault('PUBLIC_URL is not set', 'Tokens, links and webhooks would name an inner address.');
  if (!publicUrl.startsWith('https:')) return fault(`PUBLIC_URL is ${publicUrl}`, 'It has to begin with https:.');
  return good(`PUBLIC_URL is ${publicUrl}`);
}

/** Checks the contact for the foot of public pages. */
function checkContact({ contact, publisher }: Pick<Config, 'contact' | 'publisher'>) {
  if (contact) return good(`Pages name ${publisher}, and for questions ${contact.office}, ${contact.phone}`);
  return warning(
    'CONTACT_OFFICE and CONTACT_PHONE are not set',
    'Readers of the published lists find nobody to ask: set both.',
  );
}
