import type { Kysely } from 'kysely';

/** Anything that runs statements: the connection of a job, or an entity manager. */
export interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => Kysely<any>;
}
