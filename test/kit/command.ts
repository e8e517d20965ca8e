import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface CommandResult {
  code: number | null;
  out: string;
  err: string;
}

/**
 * Runs the built command as `npx mianshen …` does; it inherits only PATH and the compile cache of this process's
 * environment.
 */
export async function mianshen(args: string[], environment: Record<string, string> = {}): Promise<CommandResult> {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [child.stdout.toArray(), child.stderr.toArray()];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: Buffer.concat(await out).toString(), err: Buffer.concat(await err).toString() };
}
