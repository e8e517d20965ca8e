import type { EventText } from '../../../event/follow/live-audience.js';

/** Where the results of a subscription go as text. */
export interface TextReceiver {
  /** Resolves once the text has gone. */
  send: (payload: string) => Promise<void>;
  /** Sends all of these at once and does not wait; returns false where nothing more should come before they have gone. */
  deliver: (texts: readonly EventText[]) => boolean;
}
