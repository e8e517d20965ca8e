import type { SmsTemplate } from './text-message.js';

/** A message as a provider is given it. */
export interface OutgoingSms {
  /** Our id of it: the same one for every attempt, so that a provider can recognise a repetition. */
  id: string;
  phone: string;
  template: SmsTemplate;
  parameters: Record<string, string>;
}

/** What carries text messages. */
export interface SmsProvider {
  /** Hands a message over; returns what the provider calls it. */
  send: (message: OutgoingSms) => Promise<string>;
  /** What it takes has arrived, a terminal for example. Others report later, by `POST /callbacks/sms`. */
  deliversAtOnce?: boolean;
}

/** The provider did not take the message. `permanent`: trying again is of no use. */
export class SmsRefused extends Error {
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean) {
    super(message);
    this.permanent = permanent;
  }
}
