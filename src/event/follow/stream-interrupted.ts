import { GraphQLError } from 'graphql';
import { eventCursor } from '../sealed/event-cursor.js';

const secondsUntilRetry = 1;

/**
 * Ends a subscription after a fault of the gateway. The client subscribes again with `after`: the cursor before the
 * first event that was not delivered. A running stream never skips an event.
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

/** Returns this error for an event that could not be answered, so that it is sent again. A state has no position. */
export function interruptedBefore(event: unknown, cause: unknown): StreamInterrupted {
  const { position } = (event ?? {}) as { position?: unknown };
  return new StreamInterrupted(typeof position === 'string' ? String(BigInt(position) - 1n) : undefined, cause);
}
