import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Refused } from '../../src/kernel/errors/refusal.js';
import { isOfd, readArchive } from '../../src/paper/archive/archive-entries.js';
import { openFile } from '../../src/spreadsheet/reading/open-file.js';
import { rowReader } from '../../src/spreadsheet/row-reader.js';
import { outsideAnswers } from './outside-answers.js';
import { findRowKinds, type FoundKind } from './row-kinds.js';
import { validFiles, validPapers } from './valid-files.js';

/** A way in for bytes: valid ones, and what the gateway does with whatever comes. */
export interface ByteEntry {
  name: string;
  valid: Buffer[];
  take: (bytes: Buffer) => Promise<unknown>;
  /** Whether this error is one that the caller of the entry expects and answers. */
  isExpected: (error: unknown) => boolean;
}

const isRefused = (error: unknown) => error instanceof Refused;

/** Every kind of file, what is unpacked, and what other services answer; all of them in this process. */
export async function byteEntries(): Promise<ByteEntry[]> {
  const kinds = await findRowKinds();
  const tables = await Promise.all(
    kinds.map(async (found): Promise<ByteEntry> => {
      const take = (bytes: Buffer) => withFile(bytes, (file) => readAll(file, found));
      return { name: found.name, valid: await validFiles(found.kind.columns), take, isExpected: isRefused };
    }),
  );
  const papers = await validPapers();
  return [
    ...tables,
    {
      name: 'archive of papers',
      valid: papers.slice(1),
      take: (bytes) => withFile(bytes, unpackAll),
      isExpected: isRefused,
    },
    ...outsideAnswers(),
  ];
}

/** In this process, where an error that nobody caught would end the run. */
async function readAll(file: string, { kind, options }: FoundKind): Promise<void> {
  const opened = await openFile(file, kind.columns, kind.sheetName);
  try {
    const [read, rowOf] = [rowReader(opened.layout), kind.open(options)];
    for await (const { rows } of opened.batches) {
      for (const raw of rows) {
        const cells = read(raw);
        if (cells) JSON.stringify(rowOf(cells));
      }
    }
  } finally {
    opened.close();
  }
}

async function unpackAll(file: string): Promise<void> {
  await isOfd(file);
  for await (const paper of readArchive(file)) await paper.unpack(`${file}.paper`);
}

async function withFile<T>(bytes: Buffer, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'mianshen-fuzz-'));
  try {
    const file = path.join(folder, 'file');
    await fs.writeFile(file, bytes);
    return await work(file);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** Undefined where the bytes were taken or refused; anything else that was thrown is a fault. */
export async function faultOf({ take, isExpected }: ByteEntry, bytes: Buffer): Promise<unknown> {
  try {
    await take(bytes);
    return undefined;
  } catch (error) {
    return isExpected(error) ? undefined : error;
  }
}
