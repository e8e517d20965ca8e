import { answerAsks } from '../../kernel/outside/answer-asks.js';
import { openFile } from './open-file.js';
import type { OpenFile } from './opened-file.js';
import { rowReader } from '../row-reader.js';
import type { RowKind } from '../row-kind.js';
import type { Answer, Ask, FileToRead } from './reading-protocol.js';

let handOver: AsyncGenerator<Answer> | undefined;

answerAsks<Ask, Answer>(async (ask) => {
  if (ask.ask === 'prepare') return prepare(ask.samples);
  if (ask.ask === 'open') handOver = read(ask);
  const next = await handOver?.next();
  return next && !next.done ? next.value : undefined;
});

/** Reads the samples, since code that has run once runs faster. */
async function prepare(samples: FileToRead[]): Promise<Answer> {
  for (const sample of samples) for await (const _ of read(sample));
  return { answer: 'prepared' };
}

async function* read({ file, kind: address, options }: FileToRead): AsyncGenerator<Answer> {
  const { default: kind } = (await import(address)) as { default: RowKind<unknown, unknown> };
  const opened = await openFile(file, kind.columns, kind.sheetName);
  try {
    yield { answer: 'opened', format: opened.format, headings: opened.layout.headings };
    yield* batches(opened, kind, options);
  } finally {
    opened.close();
  }
  yield { answer: 'ended', notes: opened.notes() };
}

/** The most rows and characters of one message, so that the gateway handles it quickly between two requests. */
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
}
