const longestKey = 500;

/** Whether these variables may be a key: to write out all of a large request only to see that it is large takes time. */
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
