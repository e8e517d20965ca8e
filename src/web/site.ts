import { createContext } from 'preact';

/** Who publishes the pages, and how they are reached; from the configuration. */
export interface Site {
  /** Where clients reach the gateway, without a slash at the end. */
  origin: string;
  publisher: string;
  /** Who answers questions, with the telephone; null where the configuration does not say. */
  contact: { office: string; phone: string } | null;
  licence: { name: string; url: string };
}

export const SiteContext = createContext<Site | null>(null);
