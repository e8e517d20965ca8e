import type { Refusal } from '../../kernel/errors/refusal.js';
import type { FileFormat } from '../file-format.js';

/** A file to be read. `kind` is the module of the kind of row, as a file URL. */
export interface FileToRead {
  file: string;
  kind: string;
  options: unknown;
}

/** What the gateway asks of a reading process. */
export type Ask = { ask: 'prepare'; samples: FileToRead[] } | ({ ask: 'open' } & FileToRead) | { ask: 'next' };

/** What it answers: one answer for each question. */
export type Answer =
  | { answer: 'prepared' }
  | { answer: 'opened'; format: FileFormat; headings: string[] }
  | { answer: 'rows'; rows: unknown[]; bytesRead: number }
  | { answer: 'ended'; notes: Refusal[] };
