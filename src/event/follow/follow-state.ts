import { setTimeout as sleep } from 'node:timers/promises';

const interval = 250;

interface FollowedState<State> {
  /** Returns the current state; null if there is nothing that the viewer may see. */
  look: () => Promise<State | null>;
  /** States with the same fingerprint are sent once. */
  fingerprint: (state: State) => string;
  isOver: (state: State) => boolean;
}

/**
 * Returns the source of a subscription to a state that advances. Intermediate states may be skipped: a slow client
 * receives the current state. So the state is read again and not queued.
 */
export function followState<State>(followed: FollowedState<State>): AsyncIterableIterator<State> {
  const left = new AbortController();
  const changes = changesOf(followed, left.signal);
  return {
    next: () => changes.next(),
    // A waiting generator cannot be stopped; the signal wakes it first.
    return: () => {
      left.abort();
      return changes.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* changesOf<State>(
  { look, fingerprint, isOver }: FollowedState<State>,
  signal: AbortSignal,
): AsyncGenerator<State, undefined> {
  let sent: string | undefined;
  while (!signal.aborted) {
    const state = await look();
    if (!state) return;
    const seen = fingerprint(state);
    if (seen !== sent) yield state;
    sent = seen;
    if (isOver(state)) return;
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
}
