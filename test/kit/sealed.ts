import { eventually } from './eventually.js';
import type { TestDatabase } from './gateway.js';

/**
 * Waits until every event is sealed. Lists and subscriptions show an event only after that, shortly after its commit.
 */
export async function allSealed({ sql }: Pick<TestDatabase, 'sql'>): Promise<void> {
  await eventually(async () => (await sql('select from event_pending limit 1')).length === 0, 'all is sealed');
}
