import fs from 'node:fs';
import path from 'node:path';

/**
 * Returns what `npm start` passes to node, here or in another checkout, so that tests and benches run the same as
 * users.
 */
export function startCommand(checkout = '.'): { flags: string[]; program: string } {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(checkout, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const words = scripts.start.split(' ').slice(1);
  return { flags: words.slice(0, -1), program: path.resolve(checkout, words.at(-1) as string) };
}
