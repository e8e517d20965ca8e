import DataLoader from 'dataloader';
import type { EntityManager } from '@mikro-orm/postgresql';

interface LoaderContext {
  db: { loaders: Map<symbol, unknown>; read: () => Promise<EntityManager> };
}

type Load<Key, Value> = (context: LoaderContext, key: Key) => Promise<Value | null>;

/**
 * Loads rows by key in batches: all keys that are requested in one tick become one statement. `keyOf` returns the key
 * of a row. A key without a row yields null: the row does not exist, or the viewer may not see it.
 */
export function defineLoader<Key extends string, Value extends object>(
  name: string,
  fetch: (em: EntityManager, keys: readonly Key[]) => Promise<Value[]>,
  keyOf: (value: Value) => Key,
): Load<Key, Value> {
  const symbol = Symbol(name);
  return (context, key) =>
    loadWith(context, symbol, key, async (keys: readonly Key[]) => fetch(await context.db.read(), keys), keyOf);
}

interface SystemContext extends LoaderContext {
  system: { inSnapshot: <T>(work: (em: EntityManager) => Promise<T>) => Promise<T> };
}

/** As `defineLoader`, for rows that only the gateway itself may read. */
export function defineSystemLoader<Key extends string, Value extends object>(
  name: string,
  fetch: (em: EntityManager, keys: readonly Key[]) => Promise<Value[]>,
  keyOf: (value: Value) => Key,
): (context: SystemContext, key: Key) => Promise<Value | null> {
  const symbol = Symbol(name);
  return (context, key) =>
    loadWith(context, symbol, key, (keys: readonly Key[]) => context.system.inSnapshot((em) => fetch(em, keys)), keyOf);
}

function loadWith<Key extends string, Value extends object>(
  { db: { loaders } }: LoaderContext,
  symbol: symbol,
  key: Key,
  fetch: (keys: readonly Key[]) => Promise<Value[]>,
  keyOf: (value: Value) => Key,
): Promise<Value | null> {
  let loader = loaders.get(symbol) as DataLoader<Key, Value | null> | undefined;
  if (!loader) {
    loader = new DataLoader(async (keys: readonly Key[]) => {
      const found = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
      return keys.map((wanted) => found.get(wanted) ?? null);
    });
    loaders.set(symbol, loader);
  }
  return loader.load(key);
}

/** As `defineLoader`, for keys with many rows. */
export function defineListLoader<Key extends string, Value extends object>(
  name: string,
  fetch: (em: EntityManager, keys: readonly Key[]) => Promise<(Value & { loaderKey: Key })[]>,
): (context: LoaderContext, key: Key) => Promise<Value[]> {
  const load = defineLoader<Key, { key: Key; rows: Value[] }>(
    name,
    async (em, keys) => {
      const groups = new Map<Key, { key: Key; rows: Value[] }>(keys.map((key) => [key, { key, rows: [] }]));
      for (const row of await fetch(em, keys)) groups.get(row.loaderKey)?.rows.push(row);
      return [...groups.values()];
    },
    (group) => group.key,
  );
  return async (context, key) => (await load(context, key))?.rows ?? [];
}
