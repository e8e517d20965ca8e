import fs from 'node:fs';
import { availableParallelism } from 'node:os';

/** Clock ticks of /proc in a second. */
const ticks = 100;

const numbersOf = (pid: number | string): number[] => {
  const [, rest = ''] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  return rest.split(' ').slice(1).map(Number);
};

/** Returns the seconds of processor time of a process and its descendants, including children that have ended. */
export function processorOfTree(root: number): number {
  const all = new Map<number, number[]>();
  for (const name of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      all.set(Number(name), numbersOf(name));
    } catch (error) {
      // The process ended meanwhile.
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  const isBelow = (pid: number): boolean => pid === root || (all.has(pid) && isBelow(all.get(pid)![0]!));
  const used = [...all].filter(([pid]) => isBelow(pid)).map(([, numbers]) => numbers.slice(10, 14));
  return used.flat().reduce((sum, time) => sum + time, 0) / ticks;
}

/** Returns the seconds of processor time of everything on the machine. */
export function processorOfAll(): number {
  const [user, nice, system, , , irq, soft] = fs
    .readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number) as number[];
  return (user! + nice! + system! + irq! + soft!) / ticks;
}

/** The use of the machine's processors by each part since `began`, in percent of all of them. */
export class ProcessorShares {
  readonly #parts: Record<string, () => number>;
  readonly #began: Record<string, number>;
  readonly #at = performance.now();

  constructor(parts: Record<string, () => number>) {
    this.#parts = { ...parts, all: processorOfAll };
    this.#began = this.#used();
  }

  #used(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.#parts).map(([name, of]) => [name, of()]));
  }

  /** `more`: seconds of processes that have ended. */
  since(more: Record<string, number>): Record<string, string> {
    const used = this.#used();
    const { all = 0, ...known } = Object.fromEntries(
      Object.entries(used).map(([name, seconds]) => [name, seconds - this.#began[name]!]),
    );
    const parts = { ...known, ...more };
    const others = all - Object.values(parts).reduce((sum, seconds) => sum + seconds, 0);
    const total = ((performance.now() - this.#at) / 1_000) * availableParallelism();
    const percent = (seconds: number) => `${((100 * seconds) / total).toFixed(0)} %`;
    const shares = Object.entries({ ...parts, others }).map(([name, seconds]) => [name, percent(seconds)]);
    return Object.fromEntries([...shares, ['idle', percent(total - all)]]);
  }
}
