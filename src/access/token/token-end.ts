import type { Revocations } from './revocations.js';
import type { Viewer } from '../viewer.js';

/** setTimeout counts in 32 bits; a token that lives longer is looked at again. */
const longestTimeout = 2 ** 31 - 1;

export type TokenEnd = 'EXPIRED' | 'REVOKED';

/**
 * Calls `ended` once the viewer's token is over: when it expires; or when it is signed out, its role taken away, its
 * credential or consent revoked. Answers how to stop watching.
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
