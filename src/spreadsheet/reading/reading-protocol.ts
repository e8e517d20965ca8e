import type { Refusal } from '../../kernel/errors/refusal.js';
import type { FileFormat } from '../file-format.js';

/** What the gateway asks of a reading process. */
export type Ask =
  | { ask: 'open'; file: string; /** The module of the kind of row, as a file URL. */ kind: string; options: unknown }
  | { ask: 'next' };

/** What it answers: one answer for each question. */
export type Answer =
  | { answer: 'opened'; format: FileFormat; headings: string[] }
  | { answer: 'rows'; rows: unknown[]; bytesRead: number }
  | { answer: 'ended'; notes: Refusal[] };
