import type { RawBuilder } from 'kysely';

/** How much of one kind of work waits, and since when the oldest piece of it does. */
export interface BacklogState {
  waiting: string;
  since: string | null;
}

/** A queue that operators watch. */
export interface Backlog {
  /** The label of its metrics, for example `policy_files`. */
  name: string;
  /** One row: what waits at present. It has to be answered by an index, since monitoring asks for it all the time. */
  state: RawBuilder<BacklogState>;
}
