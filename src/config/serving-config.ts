import type { Settings } from './environment.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import { ManifestFault, readTrustedDocuments } from './read-trusted-documents.js';

/** How requests are received, and their limits. */
export interface ServingConfig {
  host: string;
  port: number;
  publicUrl: string | undefined;
  /** How many proxies are in front. */
  proxies: number;
  rateLimit: number | undefined;
  socketsPerAddress: number;
  proofTries: number;
  /** If present, only these documents are executed. */
  trustedDocuments: string[] | undefined;
  /** How the gateway stops. */
  shutdown: { delay: number; deadline: number };
}

export function readServing(settings: Settings, production: boolean): ServingConfig {
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, ''),
    proxies: Number(settings.TRUST_PROXY),
    rateLimit: settings.RATE_LIMIT ?? (production ? 1_000_000 : undefined),
    socketsPerAddress: settings.SOCKETS_PER_ADDRESS ?? (production ? 200 : 20_000),
    proofTries: settings.PROOF_OF_WORK ?? (production ? 5_000 : 20),
    trustedDocuments: trustedDocuments(settings),
    shutdown: shutdownSettings(settings, production),
  };
}

/** Divides the deadline: connections get half of what is left after the delay; the rest is for the database. */
function shutdownSettings(
  { SHUTDOWN_DELAY, SHUTDOWN_DEADLINE }: Settings,
  production: boolean,
): ServingConfig['shutdown'] {
  const delay = SHUTDOWN_DELAY ?? (production ? 5_000 : 0);
  return { delay, deadline: Math.max(1_000, (SHUTDOWN_DEADLINE - delay) / 2) };
}

function trustedDocuments({ TRUSTED_DOCUMENTS: files }: Settings): string[] | undefined {
  try {
    return files === undefined ? undefined : readTrustedDocuments(files);
  } catch (error) {
    if (!(error instanceof ManifestFault)) throw error;
    throw new ConfigError(`TRUSTED_DOCUMENTS: ${error.message}`);
  }
}
