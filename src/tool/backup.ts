import 'reflect-metadata';
import { backUp } from '../backup/back-up.js';
import { readConfig } from '../config/config.js';
import { explain } from '../config/plain-reason.js';

/** `npm run backup -- FOLDER`: copies the embedded database and the papers while a gateway runs. */
const [target] = process.argv.slice(2);
if (!target) {
  process.stderr.write('Usage: npm run backup -- FOLDER\n');
  process.exit(64);
}
try {
  const folder = await backUp(readConfig(process.env), target, new Date());
  process.stdout.write(`${folder}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
