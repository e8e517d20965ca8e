import type { Revocations } from './revocations.js';
import type { Viewer } from '../viewer.js';

/** setTimeout uses 32 bits; for a longer lifetime the timer is set again. */
const longestTimeout = 2 ** 31 - 1;

export type TokenEnd = 'EXPIRED' | 'REVOKED';

/**
 * Calls `ended` when the viewer's token expires, or when the sign-in, role, credential or consent that it depends on is
 * revoked. Returns a function that stops watching.
 */
export function watchTokenEnd(viewer: Viewer, revocations: Revocations, ended: (why: TokenEnd) => void): () => void {
  const stopClock = watchExpiry(viewer, () => ended('EXPIRED'));
  const { credential } = viewer;
  const stopRevocations = credential
    ? revocations.onChange(() => {
        if (revocations.has(credential)) ended('REVOKED');
      })
    : () => undefined;
  return () => {
    stopClock();
    stopRevocations();
  };
}

function watchExpiry({ expiresAt }: Viewer, ended: () => void): () => void {
  if (!expiresAt) return () => undefined;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const rest = expiresAt.getTime() - Date.now();
    const look = () => (rest > longestTimeout ? wait() : ended());
    timer = setTimeout(look, Math.min(Math.max(rest, 0), longestTimeout)).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
