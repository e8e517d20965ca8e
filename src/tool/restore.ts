import 'reflect-metadata';
import path from 'node:path';
import { restore } from '../backup/restore.js';
import { explain } from '../config/plain-reason.js';

/** `npm run restore -- BACKUP DATA_DIR`: restores a backup into an empty data folder. */
const [backup, dataFolder] = process.argv.slice(2);
if (!backup || !dataFolder) {
  process.stderr.write('Usage: npm run restore -- BACKUP DATA_DIR\n');
  process.exit(64);
}
try {
  const { at, files } = await restore(backup, path.resolve(dataFolder));
  process.stdout.write(`${files.length} files of ${at} are restored; start the gateway, then run npm run verify-log\n`);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
