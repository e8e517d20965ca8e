import type { Refusal } from '../../kernel/errors/refusal.js';
import type { FileFormat } from '../file-format.js';

/** A file to be read. `kind` is the URL of the module with the kind of row. */
export interface FileToRead {
  file: string;
  kind: string;
  options: unknown;
}

/** What the gateway requests from a reading process. */
export type Ask = { ask: 'prepare'; samples: FileToRead[] } | ({ ask: 'open' } & FileToRead) | { ask: 'next' };

/** What the reading process answers: one answer for each request. */
export type Answer =
  | { answer: 'prepared' }
  | { answer: 'opened'; format: FileFormat; headings: string[] }
  | { answer: 'rows'; rows: unknown[]; bytesRead: number }
  | { answer: 'ended'; notes: Refusal[] };
