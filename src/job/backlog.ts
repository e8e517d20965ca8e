import type { RawBuilder } from 'kysely';

/** The number of waiting items of one kind of work, and since when the oldest one waits. */
export interface BacklogState {
  waiting: string;
  since: string | null;
}

/** A queue that operators monitor. */
export interface Backlog {
  /** The metric label, for example `policy_files`. */
  name: string;
  /** Returns the current state in one row. Needs an index, since monitoring runs it all the time. */
  state: RawBuilder<BacklogState>;
}
