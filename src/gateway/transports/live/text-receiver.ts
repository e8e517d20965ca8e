import type { EventText } from '../../../event/follow/live-audience.js';

/** Receives the results of a subscription as text. */
export interface TextReceiver {
  /** Resolves once the text is sent. */
  send: (payload: string) => Promise<void>;
  /**
   * Sends all texts at once without waiting. Returns false if no more should be sent before these have left the buffer.
   */
  deliver: (texts: readonly EventText[]) => boolean;
}
