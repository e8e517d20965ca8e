import fs from 'node:fs/promises';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { AskedProcess } from '../../kernel/outside/asked-process.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { Unavailable } from '../../kernel/errors/unavailable.js';
import type { NamedPaper, UnpackedPaper } from './archive-entries.js';
import type { PaperAnswer, PaperAsk } from './paper-protocol.js';
import { refusePaper } from '../paper.refusals.js';

/** Unpacking a paper of 20 MB takes a second, reading the directory of an archive some milliseconds. */
const limits = { memory: 128, answer: 30_000, all: 600_000 };
const reader = new URL('./paper-process.js', import.meta.url);

/** How many such processes run at a time in one gateway, and how many requests wait for one. */
const processes = bulkhead(4, 200);

export interface ArchivedPaper extends NamedPaper {
  /** Unpacks the paper beside the archive; the file exists until the next paper. */
  unpack: () => Promise<UnpackedPaper | Refusal>;
}

export interface OpenedZip {
  /** Whether the file is one paper in the format OFD, and not an archive of papers. */
  isOfd: boolean;
  papers: AsyncIterable<ArchivedPaper>;
}

/** Reads a ZIP in another process, so that a malicious file harms nothing else. */
export async function withZip<T>(file: string, work: (zip: OpenedZip) => Promise<T>): Promise<T> {
  try {
    return await processes.execute(() => workOn(file, work));
  } catch (error) {
    if (!(error instanceof BulkheadRejectedError)) throw error;
    throw new Unavailable('Too many archives are being read at the moment. Try again in a moment.', 5, error);
  }
}

async function workOn<T>(file: string, work: (zip: OpenedZip) => Promise<T>): Promise<T> {
  const process = new AskedProcess<PaperAsk, PaperAnswer>(reader, limits, (what) =>
    refusePaper('ARCHIVE_TOO_SLOW', ['file'], { what }),
  );
  const path = `${file}.paper`;
  try {
    const opened = await process.ask({ ask: 'open', file });
    if (opened.answer !== 'opened') throw new Error(`The process answered ${opened.answer} to open`);
    return await work({ isOfd: opened.isOfd, papers: papersOf(process, path) });
  } finally {
    await process.end();
    await fs.rm(path, { force: true });
  }
}

async function* papersOf(process: AskedProcess<PaperAsk, PaperAnswer>, path: string): AsyncGenerator<ArchivedPaper> {
  for (;;) {
    const next = await process.ask({ ask: 'next' });
    if (next.answer !== 'paper') return;
    const { answer: _, ...named } = next;
    yield {
      ...named,
      unpack: async () => {
        const unpacked = await process.ask({ ask: 'unpack', path });
        if (unpacked.answer !== 'unpacked' || !unpacked.paper) throw new Error('The process has no paper to unpack');
        return unpacked.paper;
      },
    };
  }
}
