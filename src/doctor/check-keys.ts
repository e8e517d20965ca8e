import { logKey } from '../log/log-key.js';
import { openCheckpoint, parseVerifierKey } from '../log/signed-note.js';
import { type Check, fault, type Finding, good, type Patient } from './check.js';
import { reasonOf } from '../kernel/errors/reason-of.js';

/** Checks whether the keys are those with which this database was written. */
export const checkKeys: Check = {
  name: 'keys',
  run: async (patient) => [...(await checkDataKeys(patient)), await checkLogKey(patient)],
};

/** Tries one value for each key that was used for encryption. */
async function checkDataKeys({ query, config, sealedColumns }: Patient): Promise<Finding[]> {
  const faults: string[] = [];
  for (const { table, column, place } of sealedColumns) {
    const rows = await query<{ sealed: string }>(
      `select distinct on (split_part(${column}, '.', 1)) ${column} as sealed from ${table} where ${column} is not null`,
    );
    for (const { sealed } of rows) {
      try {
        config.vault.open(sealed, place);
      } catch (error) {
        faults.push(`${table}.${column}: ${reasonOf(error)}`);
      }
    }
  }
  if (faults.length === 0) return [good('DATA_KEYS opens what is sealed in the database')];
  return faults.map((says) => fault(says, 'DATA_KEYS: put back the key that this was sealed with.'));
}

async function checkLogKey({ query, config }: Patient): Promise<Finding> {
  const [checkpoint] = await query<{ note: string }>('select note from log_checkpoint order by id desc limit 1');
  if (!checkpoint) return good('LOG_SIGNING_KEY: nothing is signed yet');
  const { verifierKey } = logKey(config.logOrigin, config.logSigningKey, config.dataFolder);
  try {
    openCheckpoint(checkpoint.note, parseVerifierKey(verifierKey));
    return good('LOG_SIGNING_KEY is the one that signed the public log');
  } catch {
    return fault(
      'LOG_SIGNING_KEY or LOG_ORIGIN is not the one that signed the public log',
      'Put the former one back: everybody who checks the list has its public key.',
    );
  }
}
