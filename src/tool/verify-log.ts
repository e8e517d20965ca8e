import 'reflect-metadata';
import { readConfig } from '../config/config.js';
import { attachDatabase } from '../database/attach.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { entities } from '../modules.js';
import { verifyLog } from '../event/sealed/verify-log.js';

/** `npm run verify-log [head]`: exit code 0 where the event log is complete and unchanged, 1 where it is not. */
const database = await attachDatabase(readConfig(process.env), entities);
try {
  const system = new RequestTransaction(database.em, systemSession);
  const { eventCount, head, faults } = await verifyLog(system, process.argv[2]);
  for (const { position, eventId, fault } of faults) {
    process.stdout.write(`✗ position ${position ?? '–'}, event ${eventId ?? '–'}: ${fault}\n`);
  }
  process.stdout.write(`${eventCount} events, ${faults.length} faults; head ${head ?? '–'}\n`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await database.close();
}
