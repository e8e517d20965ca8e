import 'reflect-metadata';
import { readConfig } from '../config/config.js';
import { attachDatabase } from '../database/attach.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { entities } from '../modules.js';
import { replayInputs } from '../assessment/replay/replay-inputs.js';
import { replay, replayExclusions } from '../assessment/replay/replay.js';
import { readStored } from '../assessment/replay/replay.sql.js';

/**
 * `npm run replay -- FJ-2025`, or `FJ-2025/1` for a revision: computes a stored proposal again from its stored inputs
 * in an independent way, and compares every fen, every reason and the digest of the inputs. Exit code 0 where all
 * agree, 1 where not, 2 where there is no proposal.
 */
const which = process.argv[2] ?? '';
const database = await attachDatabase(readConfig(process.env), entities);
try {
  const system = new RequestTransaction(database.em, systemSession);
  const stored = await system.inSnapshot((em) => readStored(em, which));
  if (!stored) {
    process.stderr.write(`There is no proposal "${which}": name a programme (FJ-2025), or a revision (FJ-2025/1)\n`);
    process.exitCode = 2;
  } else {
    const { programme, revision, rules, lines, grants, exclusions, judgement, inputs, inputDigest } = stored;
    const differences = [
      ...replay(rules, lines, grants),
      ...replayExclusions(exclusions, lines),
      ...replayInputs(judgement, inputs, inputDigest),
    ];
    for (const { place, stored: found, computed } of differences) {
      process.stdout.write(`✗ ${place}: stored ${found}, computed ${computed}\n`);
    }
    process.stdout.write(
      `${programme}, revision ${revision}: ${lines.length} lines, ${inputs.length - lines.length} left-out policies and ` +
        `${grants.length} enterprises computed again, ${differences.length} differences\n`,
    );
    if (differences.length > 0) process.exitCode = 1;
  }
} finally {
  await database.close();
}
