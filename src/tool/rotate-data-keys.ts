import 'reflect-metadata';
import { readConfig } from '../config/config.js';
import { attachDatabase } from '../database/attach.js';
import { rotateColumn } from '../database/schema/rotate-data-keys.js';
import { entities, sealedColumns } from '../modules.js';
import { openClient } from '../database/connections/connections.js';
import { borrowOwnerRights, giveUpOwnerRights } from '../database/schema/owner-rights.js';

/**
 * `npm run rotate-data-keys`: encrypts everything again with the first of DATA_KEYS while gateways run. After it, the
 * other keys are not used any more and can be removed.
 */
const config = readConfig(process.env);
const database = await attachDatabase(config, entities);
const client = openClient({ connectionString: database.ownerUrl });
try {
  await client.connect();
  await borrowOwnerRights((sql) => client.query(sql));
  await rotateAll().finally(() => giveUpOwnerRights((sql) => client.query(sql)));
} finally {
  await client.end();
  await database.close();
}

async function rotateAll(): Promise<void> {
  for (const { table, column, place } of sealedColumns) {
    const count = await rotateColumn(client, config.vault, table, column, place);
    process.stdout.write(`${table}.${column}: ${count} sealed again\n`);
  }
  process.stdout.write(`Everything is sealed with the key ${config.vault.activeKey}\n`);
}
