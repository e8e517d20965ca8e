import { useLayoutEffect, useState } from 'preact/hooks';
import type { Place } from '../address.js';
import type { Ask } from '../api.js';
import { type FollowedObjection, followObjection, type ObjectedLine } from './objection-api.js';

export type LookedUp =
  | { kind: 'asking' | 'absent' | 'failed' }
  | { kind: 'found'; objection: FollowedObjection; line: ObjectedLine | undefined };

/** The receipt as it is typed, and what is known of the objection whose receipt the address names. */
export function useLookUp(place: Place, ask: Ask | undefined) {
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<LookedUp>();
  // Before the page is painted: what is typed into it at once must not be overwritten.
  useLayoutEffect(() => {
    if (!ask) return undefined;
    let left = false;
    setReceipt(place.receipt ?? '');
    setFound(place.receipt ? { kind: 'asking' } : undefined);
    if (place.receipt) {
      void lookUp(ask, place.receipt)
        .catch((): LookedUp => ({ kind: 'failed' }))
        .then((result) => left || setFound(result));
    }
    return () => {
      left = true;
    };
  }, [place, Boolean(ask)]);
  return { receipt, setReceipt, found };
}

async function lookUp(ask: Ask, receipt: string): Promise<LookedUp> {
  const answer = await followObjection(ask, receipt);
  return answer ? { kind: 'found', ...answer } : { kind: 'absent' };
}
