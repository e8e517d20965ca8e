import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work before the event loop gets a turn. */
const longestSlice = 2;

/** Yields the items of the source, and gives the event loop a turn after each slice of work. */
export async function* inSlices<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  let began = performance.now();
  for await (const item of source) {
    yield item;
    if (performance.now() - began < longestSlice) continue;
    await nextTurn();
    began = performance.now();
  }
}
