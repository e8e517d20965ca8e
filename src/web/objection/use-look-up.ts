import { useLayoutEffect, useState } from 'preact/hooks';
import type { Place } from '../address.js';
import type { Ask } from '../api.js';
import { type FollowedObjection, followObjection, type ObjectedLine } from './objection-api.js';

export type LookedUp =
  | { kind: 'asking' | 'absent' | 'failed' }
  | { kind: 'found'; objection: FollowedObjection; line: ObjectedLine | undefined };

/** The typed receipt, and the objection of the receipt in the address. */
export function useLookUp(place: Place, ask: Ask | undefined) {
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<LookedUp>();
  // Runs before the page is painted, so that text typed immediately is not overwritten.
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
