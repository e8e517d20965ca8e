import type { TestDatabase } from './gateway.js';

/**
 * Runs a transaction that gets an id, as if it might have written: the snapshot is another one, so a gateway cannot use
 * its kept answers.
 */
export const forgetAnswers = ({ sql }: Pick<TestDatabase, 'sql'>) => sql('select pg_current_xact_id()');
