import { Refused } from '../kernel/refusal.js';
import { openFile } from './open-file.js';
import type { OpenFile } from './opened-file.js';
import { rowReader } from './row-reader.js';
import type { RowKind } from './row-kind.js';
import type { Ask, Answer } from './reading-protocol.js';

let handOver: AsyncGenerator<Answer> | undefined;
let asked = Promise.resolve();

process.on('message', (ask: Ask) => {
  // One after the other: several batches may be asked for ahead.
  asked = asked.then(() => answer(ask));
});
// The gateway is gone, so nobody waits for this file any more.
process.on('disconnect', () => process.exit());

async function answer(ask: Ask): Promise<void> {
  if (ask.ask === 'open') handOver = read(ask);
  try {
    const next = await handOver?.next();
    if (next && !next.done) await send(next.value);
  } catch (error) {
    const refusals = error instanceof Refused ? error.refusals : undefined;
    await send(refusals ? { answer: 'refused', refusals } : { answer: 'failed', error: (error as Error).stack ?? '' });
  }
}

async function* read({ file, kind: address, options }: Extract<Ask, { ask: 'open' }>): AsyncGenerator<Answer> {
  const { default: kind } = (await import(address)) as { default: RowKind<unknown, unknown> };
  const opened = await openFile(file, kind.columns, kind.sheetName);
  try {
    yield { answer: 'opened', format: opened.format, headings: opened.layout.headings };
    yield* batches(opened, kind, options);
  } finally {
    opened.close();
  }
}

/** So many rows, or so many characters, are handed over at a time: few enough for the gateway to take between two answers. */
const rowsAtOnce = 500;
const charactersAtOnce = 512 * 1024;

async function* batches(opened: OpenFile, kind: RowKind<unknown, unknown>, options: unknown): AsyncGenerator<Answer> {
  const rowOf = kind.open(options);
  const readRow = rowReader(opened.layout);
  let gathered: unknown[] = [];
  let characters = 0;
  let read = 0;
  for await (const { rows, bytesRead } of opened.batches) {
    read = bytesRead;
    for (const raw of rows) {
      const row = readRow(raw);
      const made = row && rowOf(row);
      if (made === undefined) continue;
      gathered.push(made);
      for (const text of row?.sent ?? []) characters += text.length;
      if (gathered.length < rowsAtOnce && characters < charactersAtOnce) continue;
      yield { answer: 'rows', rows: gathered, bytesRead };
      [gathered, characters] = [[], 0];
    }
  }
  yield { answer: 'rows', rows: gathered, bytesRead: read };
  yield { answer: 'ended', notes: opened.notes() };
}

/** Waits until the message is out: a process that is ended by its last one would lose it. */
function send(message: Answer): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
