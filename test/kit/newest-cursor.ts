import type { ApiClient } from './client.js';

/** Returns the newest cursor: a subscription from it misses no later event, however late it begins. */
export async function newestCursor(client: ApiClient): Promise<string> {
  const { events } = await client.get<{ events: { edges: { cursor: string }[] } }, never>(
    '{ events(last: 1) { edges { cursor } } }',
  );
  const [newest] = events.edges;
  if (!newest) throw new Error('Nothing has happened yet');
  return newest.cursor;
}
