import { attachDatabase } from '../database/attach.js';
import { openClient } from '../database/connections/connections.js';
import { readConfig } from '../config/config.js';
import { entities, sealedColumns } from '../modules.js';
import { plainReason } from '../config/plain-reason.js';
import type { Check, Finding, Patient } from './check.js';
import { checkAddress } from './check-address.js';
import { checkClock } from './check-clock.js';
import { checkDatabase, checkMigrations, checkRowSecurity } from './check-database.js';
import { checkKeys } from './check-keys.js';
import { checkMessages } from './check-messages.js';
import { checkProxy } from './check-proxy.js';
import { checkReplicas } from './check-replicas.js';
import { checkDisk, checkPapers } from './check-storage.js';
import { reasonOf } from '../kernel/errors/reason-of.js';

const checks: Check[] = [
  checkDatabase,
  checkMigrations,
  checkRowSecurity,
  checkReplicas,
  checkClock,
  checkKeys,
  checkDisk,
  checkPapers,
  checkMessages,
  checkAddress,
  checkProxy,
];

const marks: Record<Finding['state'], string> = { good: '✓', warning: '!', fault: '✗' };

/**
 * Checks everything that a gateway with these settings needs, and changes nothing; returns whether all of it is well.
 */
export async function examine(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<boolean> {
  const show = (name: string, { state, says, advice }: Finding) => {
    say(`${marks[state]} ${name}: ${says}`);
    if (advice) say(`    ${advice}`);
  };
  const failed = (name: string, error: unknown) => {
    show(name, {
      state: 'fault',
      says: plainReason(error) ?? reasonOf(error),
    });
    return false;
  };
  try {
    const config = readConfig(environment);
    const database = await attachDatabase(config, entities);
    const client = openClient({ connectionString: database.ownerUrl });
    try {
      await client.connect();
      const query: Patient['query'] = async (text, values) => (await client.query(text, values)).rows;
      const patient = { config, database, query, sealedColumns };
      let well = true;
      for (const { name, run } of checks) {
        const findings = await run(patient).catch((error: unknown) => void failed(name, error));
        for (const finding of findings ?? []) show(name, finding);
        well &&= findings !== undefined && findings.every(({ state }) => state !== 'fault');
      }
      return well;
    } finally {
      await client.end();
      await database.close();
    }
  } catch (error) {
    return failed('start', error);
  }
}
