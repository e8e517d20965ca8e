/** So many in so many seconds. */
export interface RateLimit {
  count: number;
  seconds: number;
}

/** Seconds until one more is allowed, given when the earlier ones were (latest first); 0 where it is. */
export function secondsToWait(earlier: Date[], limits: RateLimit[], now: Date): number {
  const waits = limits.map(({ count, seconds }) => {
    const oldest = earlier[count - 1];
    return oldest ? Math.ceil((oldest.getTime() + seconds * 1_000 - now.getTime()) / 1_000) : 0;
  });
  return Math.max(0, ...waits);
}

export function longest(limits: RateLimit[]): number {
  return Math.max(...limits.map(({ seconds }) => seconds)) * 1_000;
}
