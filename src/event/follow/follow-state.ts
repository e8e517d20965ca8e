import { setTimeout as sleep } from 'node:timers/promises';

const interval = 250;

interface FollowedState<State> {
  /** The present state; null where there is nothing that the viewer may see. */
  look: () => Promise<State | null>;
  /** Two states with the same one are sent once. */
  fingerprint: (state: State) => string;
  isOver: (state: State) => boolean;
}

/**
 * The source of a subscription to something that advances. Progress is state, not history: anyone who is late receives
 * what the state is. So it is looked at, not queued.
 */
export function followState<State>(followed: FollowedState<State>): AsyncIterableIterator<State> {
  const left = new AbortController();
  const changes = changesOf(followed, left.signal);
  return {
    next: () => changes.next(),
    // A generator that waits cannot be asked to stop; the signal wakes it first.
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
