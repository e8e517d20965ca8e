import type { Context } from '../../access/context.js';

/**
 * Members of the context that are the same for two answers of one snapshot with the same role, subject and language.
 * Published lists in memory are only used if they are those that the snapshot sees.
 */
const settled: ReadonlySet<PropertyKey> = new Set<keyof Context>(['viewer', 'language', 'db', 'publishedLists']);

export interface WatchedContext {
  context: Context;
  /** Whether the answer used only rows, and neither the time nor other data of the gateway. */
  readonly isOfRowsAlone: boolean;
}

/** Returns the same context, but records which members an answer uses. */
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
