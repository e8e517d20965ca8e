import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { json } from 'node:stream/consumers';

export interface Crowd {
  asked: number;
  outcomes: Record<string, number>;
  /** Milliseconds of what was let in. */
  p50: number;
  p99: number;
  /** Seconds of processor that it used itself. */
  processor: number;
}

interface CrowdOptions {
  /** The gateways, asked in turn. */
  urls: string[];
  /** The list that they search. */
  notice: string;
  seconds: number;
  /** Searches a second, whether or not earlier ones were answered. */
  rate?: number;
  readers?: number;
  /** The third number of their addresses; 3 where absent. */
  network?: number;
}

/** Readers at 240 addresses who search. On the same machine, they get the time that is left, so they see answers late. */
export async function crowd(options: CrowdOptions): Promise<Crowd> {
  return answersOf(options, os.constants.priority.PRIORITY_LOW);
}

/** A few among them whose process is not starved: their times are those of the gateways. */
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
