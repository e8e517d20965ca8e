import type { Refusal } from '../../kernel/errors/refusal.js';
import type { NamedPaper, UnpackedPaper } from './archive-entries.js';

/** What the gateway asks of the process that reads a ZIP. */
export type PaperAsk = { ask: 'open'; file: string } | { ask: 'next' } | { ask: 'unpack'; path: string };

/** What it answers: one answer for each question. */
export type PaperAnswer =
  | { answer: 'opened'; isOfd: boolean }
  | ({ answer: 'paper' } & NamedPaper)
  | { answer: 'unpacked'; paper: UnpackedPaper | Refusal | undefined }
  | { answer: 'ended' };
