import { GraphQLError } from 'graphql';
import { eventCursor } from '../sealed/event-cursor.js';

const secondsUntilRetry = 1;

/**
 * A subscription that met a fault of ours ends with this error. The client subscribes again with `after`: the cursor
 * before the first event that was not delivered. An event is never left out while the stream continues.
 */
export class StreamInterrupted extends GraphQLError {
  constructor(position: string | undefined, cause: unknown) {
    super('The stream was interrupted on our side. Subscribe again with your last cursor as `after`.', {
      extensions: {
        code: 'STREAM_INTERRUPTED',
        retryAfter: secondsUntilRetry,
        ...(position === undefined ? {} : { after: eventCursor(position) }),
      },
    });
    this.cause = cause;
  }
}

/** The same where answering an event failed: the event itself comes again. A state that advances has no position. */
export function interruptedBefore(event: unknown, cause: unknown): StreamInterrupted {
  const { position } = (event ?? {}) as { position?: unknown };
  return new StreamInterrupted(typeof position === 'string' ? String(BigInt(position) - 1n) : undefined, cause);
}
