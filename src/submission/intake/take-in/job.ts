import type { NotedContact } from '../../../contact/note-contacts.js';
import type { DedicatedConnection } from '../../../database/connections/dedicated-connection.js';
import type { TakeSession } from '../../../database/connections/kept-sessions.js';
import { type Refusal, Refused } from '../../../kernel/errors/refusal.js';
import type { Vault } from '../../../kernel/vault.js';
import type { ProgrammeRowRules } from '../../../policy/rows/find-row-rules.js';
import { refuseFile } from '../../../spreadsheet/spreadsheet.refusals.js';
import type { Ending, Work } from '../work/submission-work.sql.js';

export const mostRows = 1_000_000;

export interface Job {
  work: Work;
  file: string;
  rules: ProgrammeRowRules;
  session: DedicatedConnection;
  /** Opens a second session: one copies the next rows while the other inserts the last ones. */
  another: TakeSession;
  now: () => Date;
  vault: Vault;
  /** Aborted when the gateway stops: the work stops between two chunks and continues after the next start. */
  signal: AbortSignal;
}

/** How the work ended, and whether the staged rows are still to be inserted in the transaction that ends it. */
export interface Outcome {
  rows: number;
  ending: Omit<Ending, 'now'>;
  staged: boolean;
  /** Phone numbers of companies that are stored with the staged rows. */
  contacts?: NotedContact[];
  /** Notes for the sender on how the file was read. */
  notes?: Refusal[];
}

export function requireFewRows(rows: number): void {
  if (rows > mostRows) throw new Refused(refuseFile('FILE_TOO_MANY_ROWS', ['file'], { limit: mostRows }));
}

export function requireSomeRows(rows: number): void {
  if (rows === 0) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
}
