import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * Returns the server that runs on a data directory. `postmaster.pid` has its process id in line 1 and its port in line
 * 4.
 */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid && port && isAlive(pid) && worksOn(pid, cluster) ? { pid, port } : undefined;
}

/**
 * Removes a lock file that names another process. PostgreSQL does not start while the process id in its lock file
 * exists, but after a reboot or in a container the id often belongs to a different process. If no such process exists,
 * PostgreSQL handles the file, and first checks that no session of the old server is active.
 */
export function removeStaleLock(cluster: string): void {
  const file = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(file) || findPostmaster(cluster)) return;
  if (exists(Number(fs.readFileSync(file, 'utf8').split('\n')[0]))) fs.rmSync(file, { force: true });
}

export function isAlive(pid: number): boolean {
  return exists(pid) && !isZombie(pid);
}

function exists(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process has ended but was not reaped, as may happen in a container after its parent was killed. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Whether a process is a PostgreSQL server on this directory. If that is unknown, true is assumed. */
function worksOn(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command === undefined || (command.includes('postgres') && command.includes(cluster));
}

function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
