import type { Settings } from './environment.js';
import { ConfigError } from '../kernel/errors/config-error.js';

/** The publisher, as pages and open data name it. */
export interface PublishingConfig {
  logOrigin: string;
  publisher: string;
  /** Who answers questions of the public. */
  contact: { office: string; phone: string } | null;
  /** The licence of the published data. */
  licence: { name: string; url: string };
}

export function readPublishing(settings: Settings, production: boolean): PublishingConfig {
  return {
    logOrigin: settings.LOG_ORIGIN,
    publisher: settings.PUBLISHER,
    contact: contactOf(settings, production),
    licence: { name: settings.LICENCE_NAME, url: settings.LICENCE_URL },
  };
}

function contactOf(
  { CONTACT_OFFICE: office, CONTACT_PHONE: phone }: Settings,
  production: boolean,
): PublishingConfig['contact'] {
  if (office && phone) return { office, phone };
  if (office ?? phone) throw new ConfigError('CONTACT_OFFICE, CONTACT_PHONE: give both, or neither');
  // In a sandbox, the office named by the notice of 2025.
  return production ? null : { office: '省科技厅科技资源统筹处', phone: '0591-87882112' };
}
