import type { TestDatabase } from './gateway.js';

/** Writes nothing, but as a transaction that might have: answers that a gateway keeps are of another snapshot now. */
export const forgetAnswers = ({ sql }: Pick<TestDatabase, 'sql'>) => sql('select pg_current_xact_id()');
