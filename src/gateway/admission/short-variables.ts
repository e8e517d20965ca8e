const longestKey = 500;

/**
 * Whether these variables are short enough for a cache key. Counts up to the limit, because serializing a large request
 * only to measure it takes time.
 */
export function isShort(variables: Record<string, unknown>): boolean {
  let left = longestKey;
  const take = (value: unknown): void => {
    left -= typeof value === 'string' ? value.length : 1;
    if (typeof value !== 'object' || value === null) return;
    for (const name in value) {
      left -= name.length;
      if (left < 0) return;
      take((value as Record<string, unknown>)[name]);
    }
  };
  take(variables);
  return left >= 0;
}
