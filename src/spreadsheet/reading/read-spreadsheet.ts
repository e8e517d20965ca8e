import fs from 'node:fs/promises';
import type { ProcessLimits } from '../../kernel/outside/asked-process.js';
import { type Refusal, Refused } from '../../kernel/errors/refusal.js';
import type { FileFormat } from '../file-format.js';
import { keptReaders } from './kept-readers.js';
import { type Reader, startReader } from './reader.js';
import type { Answer, Ask } from './reading-protocol.js';
import { spareReader } from './spare-reader.js';

export interface Reading<Row> {
  format: FileFormat;
  /** The headings of the sender, in the file's order. */
  headings: string[];
  batches: AsyncIterable<{ rows: Row[]; bytesRead: number }>;
  /** Notes for the sender on how the file was read; complete after the last batch. */
  notes: () => Refusal[];
  /** Ends the process, also where not everything was read. The caller must always call it. */
  close: () => Promise<void>;
}

export interface ReadingChoices {
  limits?: Partial<ProcessLimits>;
  /** Who sent the file: the process may then read the next file of the same sender, but of no other. */
  sender?: string;
}

/**
 * Reads a file of policies, results or lists (XLSX, ODS, CSV, NDJSON) in another process. `kind` is the module whose
 * default export is a `RowKind`:
 *
 *     const reading = await readSpreadsheet<PolicyFileRow>(new URL('./policy-file.js', import.meta.url), file, rules);
 *     try {
 *       for await (const { rows } of reading.batches) …
 *     } finally {
 *       await reading.close();
 *     }
 *
 * Throws `Refused` for a file that cannot be read, that takes too long, or that ended the process.
 */
export async function readSpreadsheet<Row>(
  kind: URL,
  file: string,
  options: unknown,
  { limits, sender }: ReadingChoices = {},
): Promise<Reading<Row>> {
  const place = sender && `${sender} ${kind.href}`;
  const reader = keptReaders.take(place) ?? (limits ? undefined : await spareReader.take()) ?? startReader(limits);
  const progress: Progress = { atEnd: false };
  const close = async () => {
    await (progress.atEnd ? keptReaders.keep(place, reader) : reader.end());
    // A process that was ended while it read a workbook leaves this file of its texts.
    await fs.rm(`${file}.strings`, { force: true });
    spareReader.replace();
  };
  try {
    const opened = await askFor(reader, progress, { ask: 'open', file, kind: kind.href, options });
    if (opened.answer !== 'opened') throw new Error(`The reading process answered ${opened.answer} to open`);
    const { format, headings } = opened;
    const notes: Refusal[] = [];
    return { format, headings, batches: batchesOf<Row>(reader, progress, notes), notes: () => notes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Progress {
  /** The file was read to its end or refused: its reader keeps nothing of it. */
  atEnd: boolean;
}

async function askFor(reader: Reader, progress: Progress, ask: Ask): Promise<Answer> {
  try {
    const answer = await reader.ask(ask);
    progress.atEnd = answer.answer === 'ended';
    return answer;
  } catch (error) {
    progress.atEnd = error instanceof Refused && reader.isRunning;
    throw error;
  }
}

async function* batchesOf<Row>(reader: Reader, progress: Progress, notes: Refusal[]) {
  let next = askFor(reader, progress, { ask: 'next' });
  for (;;) {
    const answer = await next;
    if (answer.answer === 'ended') {
      notes.push(...answer.notes);
      return;
    }
    if (answer.answer !== 'rows') throw new Error(`The reading process answered ${answer.answer} to next`);
    // Requests the next batch while the caller processes this one.
    next = askFor(reader, progress, { ask: 'next' });
    next.catch(() => undefined);
    yield { rows: answer.rows as Row[], bytesRead: answer.bytesRead };
  }
}
