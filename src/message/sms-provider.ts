import type { SmsTemplate } from './text-message.js';

/** A message for a provider. */
export interface OutgoingSms {
  /** Our id of the message, the same for every attempt, so that a provider can recognise a repetition. */
  id: string;
  phone: string;
  template: SmsTemplate;
  parameters: Record<string, string>;
}

/** A service that sends text messages. */
export interface SmsProvider {
  /** Sends a message; returns the provider's id of it. */
  send: (message: OutgoingSms) => Promise<string>;
  /**
   * Whether an accepted message counts as delivered, as on a terminal. Others report later by `POST /callbacks/sms`.
   */
  deliversAtOnce?: boolean;
}

/** The provider refused the message. `permanent`: another attempt cannot succeed. */
export class SmsRefused extends Error {
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean) {
    super(message);
    this.permanent = permanent;
  }
}
