import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { json } from 'node:stream/consumers';

export interface Crowd {
  asked: number;
  outcomes: Record<string, number>;
  /** Milliseconds of admitted requests. */
  p50: number;
  p99: number;
  /** Seconds of processor time that it used itself. */
  processor: number;
}

interface CrowdOptions {
  /** The gateways, used in turn. */
  urls: string[];
  /** The notice of the searched list. */
  notice: string;
  seconds: number;
  /** Searches a second, whether or not earlier ones were answered. */
  rate?: number;
  readers?: number;
  /** The third number of their addresses; by default 3. */
  network?: number;
}

/**
 * Readers at 240 addresses who search. On the same machine they get only the remaining processor time, so they see
 * answers late.
 */
export async function crowd(options: CrowdOptions): Promise<Crowd> {
  return answersOf(options, os.constants.priority.PRIORITY_LOW);
}

/** A few readers whose process has enough processor time: their times are those of the gateways. */
export async function someOfThem(options: CrowdOptions): Promise<Crowd> {
  return answersOf({ ...options, network: 4 }, os.constants.priority.PRIORITY_NORMAL);
}

async function answersOf(options: CrowdOptions, priority: number): Promise<Crowd> {
  const child = spawn(process.execPath, ['bench/overload/crowd.mjs', JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  os.setPriority(child.pid as number, priority);
  const [answer] = await Promise.all([json(child.stdout), once(child, 'exit')]);
  return answer as Crowd;
}
