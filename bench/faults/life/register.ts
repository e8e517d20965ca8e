import type { Life } from './life.js';

/** A webhook for the events that the subscriptions deliver. */
export async function registerEverything(life: Life): Promise<void> {
  const { receiver, science } = life.world;
  const types = ['NOTICE_PUBLISHED', 'NOTICE_CORRECTED', 'NOTICE_CLOSED', 'CLAIM_STATUS_CHANGED'];
  const input = { url: `${receiver.url}/hook`, types, idempotencyKey: 'faults' };
  await life.do(science, 'registerWebhook', input);
}
