import { AskedProcess, type ProcessLimits } from '../../kernel/outside/asked-process.js';
import { refuseFile } from '../spreadsheet.refusals.js';
import type { Answer, Ask } from './reading-protocol.js';

/** A process that reads files. */
export type Reader = AskedProcess<Ask, Answer>;

const defaultLimits: ProcessLimits = { memory: 256, answer: 90_000, all: 900_000 };
const module = new URL('./reading-process.js', import.meta.url);

export function startReader(limits?: Partial<ProcessLimits>): Reader {
  return new AskedProcess<Ask, Answer>(module, { ...defaultLimits, ...limits }, (what) =>
    refuseFile('FILE_TOO_SLOW', ['file'], { what }),
  );
}
