import { inspect } from 'node:util';
import type { ApiClient } from './client.js';

const told = process.env['TELL'] === 'true';
const paint = (colour: string, text: string) => `\u001B[${colour}m${text}\u001B[0m`;

/** Says what happens, where somebody watches (`npm run demo`). */
export function tell(who: string, what: string, answer?: unknown): void {
  if (!told) return;
  const shown = answer === undefined ? '' : `\n     ${paint('2', inspect(answer, { breakLength: 110, depth: 4 }))}`;
  process.stdout.write(`  ${paint('1;36', who.padEnd(10))} ${what}${shown}\n`);
}

export function chapter(title: string): void {
  if (told) process.stdout.write(`\n${paint('1;33', `── ${title} `.padEnd(78, '─'))}\n`);
}

/** Something pushed to a subscriber, at the moment it arrives. */
export function heard(who: string, what: string): void {
  if (told) process.stdout.write(`  ${paint('35', `⇢ ${who}`.padEnd(10))} ${what}\n`);
}

/** A pause in which a watcher can read. */
export async function breathe(milliseconds = 600): Promise<void> {
  if (told) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Follows a subscription in the background until the story ends. */
export function listen<Data, Variables extends Record<string, unknown>>(
  client: ApiClient,
  document: Parameters<ApiClient['follow']>[0],
  variables: Variables,
  hear: (data: Data) => void,
): () => Promise<void> {
  const events = client.follow(document as never, variables) as AsyncGenerator<Data, void>;
  let stopped = false;
  const following = (async () => {
    for await (const data of events) {
      if (stopped) return;
      hear(data);
    }
  })().catch(() => undefined);
  return async () => {
    stopped = true;
    await Promise.race([following, new Promise((resolve) => setTimeout(resolve, 200))]);
  };
}
