/** At most `count` requests in `seconds`. */
export interface RateLimit {
  count: number;
  seconds: number;
}

/**
 * Returns the seconds until another request is allowed, given the times of earlier ones (the latest first); 0 if it is
 * allowed now.
 */
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
