import type { ApiClient } from './client.js';

const isPrinted = process.env['TELL'] === 'true';
const paint = (colour: string, text: string) => `\u001B[${colour}m${text}\u001B[0m`;

const say = (line: string) => isPrinted && process.stdout.write(`${line}\n`);
/** Roles are aligned, also after an arrow. */
const name = (colour: string, who: string, before = '  ') => `  ${paint(colour, `${before}${who}`.padEnd(13))}`;

/** Prints the title and how to read the story. */
export function opening(title: string, ...lines: string[]): void {
  say(`\n${paint('1', title)}`);
  for (const line of lines) say(`  ${line}`);
  say(`${name('1;36', 'ROLE')} what somebody does, with the token of that role`);
  say(`${name('35', 'ROLE', '⇢ ')} what arrives at a subscriber of that role, live over a WebSocket`);
}

/** Prints what happens, for people who watch (`npm run demo`). */
export function tell(who: string, what: string, ...facts: string[]): void {
  say(`${name('1;36', who)} ${what}`);
  for (const fact of facts) say(`${' '.repeat(16)}${paint('2', fact)}`);
}

export function chapter(title: string): void {
  say(`\n${paint('1;33', `── ${title} `.padEnd(78, '─'))}`);
}

/** Prints what a subscriber received, when it arrives. */
export function seen(who: string, what: string): void {
  say(`${name('35', who, '⇢ ')} ${paint('2', what)}`);
}

/** Formats an amount for people. */
export function yuan(amount: string | null | undefined): string {
  const [whole = '', fen] = (amount ?? '–').split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fen ? `.${fen}` : ''} yuan`;
}

/** Pauses, so that a person can read. */
export async function breathe(milliseconds = 600): Promise<void> {
  if (isPrinted) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Follows a subscription in the background until the story ends. */
export function listen<Data, Variables extends Record<string, unknown>>(
  client: ApiClient,
  document: Parameters<ApiClient['follow']>[0],
  variables: Variables,
  receive: (data: Data) => void,
): () => Promise<void> {
  const events = client.follow(document as never, variables) as AsyncGenerator<Data, void>;
  let stopped = false;
  const following = (async () => {
    for await (const data of events) {
      if (stopped) return;
      receive(data);
    }
  })().catch(() => undefined);
  return async () => {
    stopped = true;
    await Promise.race([following, new Promise((resolve) => setTimeout(resolve, 200))]);
  };
}
