import { createContext } from 'preact';

/** The publisher and the addresses of the pages, from the configuration. */
export interface Site {
  /** The URL at which clients reach the gateway, without a slash at the end. */
  origin: string;
  publisher: string;
  /** The office that answers questions, with its telephone; null where it is not configured. */
  contact: { office: string; phone: string } | null;
  licence: { name: string; url: string };
}

export const SiteContext = createContext<Site | null>(null);
