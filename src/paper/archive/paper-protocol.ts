import type { Refusal } from '../../kernel/errors/refusal.js';
import type { NamedPaper, UnpackedPaper } from './archive-entries.js';

/** What the gateway requests from the process that reads a ZIP. */
export type PaperAsk = { ask: 'open'; file: string } | { ask: 'next' } | { ask: 'unpack'; path: string };

/** What that process answers: one answer for each request. */
export type PaperAnswer =
  | { answer: 'opened'; isOfd: boolean }
  | ({ answer: 'paper' } & NamedPaper)
  | { answer: 'unpacked'; paper: UnpackedPaper | Refusal | undefined }
  | { answer: 'ended' };
