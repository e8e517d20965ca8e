import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work without a break. */
const longestSlice = 2;

/** Returns what the source does, and lets the event loop serve others after each slice of work. */
export async function* inSlices<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  let began = performance.now();
  for await (const item of source) {
    yield item;
    if (performance.now() - began < longestSlice) continue;
    await nextTurn();
    began = performance.now();
  }
}
