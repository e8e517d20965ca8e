import fs from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../../kernel/errors/config-error.js';

interface Link {
  source: string;
  target: string;
}

/**
 * npm packages cannot contain symbolic links, so an install script of the package creates the links between the
 * libraries of PostgreSQL. After `npm ci --ignore-scripts` they are created here.
 */
export function completeLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const place = path.dirname(native);
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as Link[]) {
    const link = path.join(place, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(place, source)), link);
    } catch (error) {
      // Another gateway that starts at the same moment may have created it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notInstalled(native, error);
    }
  }
}

function notInstalled(native: string, cause: unknown): ConfigError {
  const message =
    `The embedded PostgreSQL in ${native} was installed without its scripts, and this user may not complete it.\n` +
    'Run `npm rebuild` as the user who installed it, or give DATABASE_URL.';
  return new ConfigError(message, { cause });
}
