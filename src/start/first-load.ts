import { type Clock, systemClock } from '../kernel/clock.js';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import { playDemonstration } from '../demonstration/demonstration.js';
import { ContextFactory } from '../http/request-context.js';
import { sharedServicesOf } from '../access/shared-services.js';
import { tokenKey } from '../access/token/access-token.js';
import { withNamedLock } from '../database/connections/dedicated-connection.js';
import { openDocumentStore } from '../paper/store/document-store.js';
import { fujian2025 } from '../programme/data/programme-data.js';
import { loadCatalogue, loadProgramme } from '../programme/load-programme.js';
import { connectReactions } from '../event/record-event.js';
import { reactions } from '../modules.js';

const nobody = {
  follow: () => {
    throw new Error('Nobody follows the first load');
  },
  reaches: () => false,
};

/**
 * Loads the 2025 programme into an empty database, with the demonstration if configured. Later starts change nothing.
 */
export async function firstLoad(
  config: Config,
  { em, gatewayUrl }: Database,
  clock: Clock = systemClock,
): Promise<void> {
  connectReactions(reactions);
  const key = tokenKey(config.secretKey);
  const contexts = new ContextFactory(em, clock, nobody, key, sharedServicesOf(em, key, { vault: config.vault }));
  if (config.demonstration) {
    await playDemonstration({
      contextFor: (viewer, clock) => contexts.create(viewer, 'zh', undefined, clock),
      asSystem: (work) => contexts.ofSystem().db.write(work),
      alone: (work) => withNamedLock(gatewayUrl, 'demonstration', work),
      documents: openDocumentStore(config),
      today: clock.now(),
    });
  }
  const context = contexts.ofSystem();
  await context.db.write(async (system) => {
    await loadCatalogue(system);
    await loadProgramme(system, context, fujian2025);
  });
}
