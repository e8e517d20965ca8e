import type { Settings } from './environment.js';
import { ConfigError } from '../kernel/errors/config-error.js';

/** What the pages and the open data say of who publishes them. */
export interface PublishingConfig {
  logOrigin: string;
  publisher: string;
  /** Who answers questions of the public. */
  contact: { office: string; phone: string } | null;
  /** Of what is published. */
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
  // In a sandbox the office that the notice of 2025 names.
  return production ? null : { office: '省科技厅科技资源统筹处', phone: '0591-87882112' };
}
