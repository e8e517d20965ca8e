import type { Context } from '../../access/context.js';

/**
 * What makes no difference between two answers of one snapshot that were asked for by the same role, subject and language:
 * published lists in memory are those that the snapshot sees, or are not used.
 */
const settled: ReadonlySet<PropertyKey> = new Set<keyof Context>(['viewer', 'language', 'db', 'publishedLists']);

export interface WatchedContext {
  context: Context;
  /** Whether nothing but rows was asked for: neither the time, nor what the gateway itself reads or keeps. */
  readonly isOfRowsAlone: boolean;
}

/** The same context, which notes what an answer is made of. */
export function watchContext(watched: Context): WatchedContext {
  let isOfRowsAlone = true;
  const context = new Proxy(watched, {
    get(target, name) {
      if (!settled.has(name) && name in target) isOfRowsAlone = false;
      return Reflect.get(target, name) as unknown;
    },
  });
  return {
    context,
    get isOfRowsAlone() {
      return isOfRowsAlone;
    },
  };
}
