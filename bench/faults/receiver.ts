import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from './random.js';

/** The share of its answers that is lost. */
const lostAnswers = 0.1;

/** Receives messages of webhooks and text messages, and counts each by its id. */
export class Receiver {
  readonly hooks = new Map<string, { times: number; type: string }>();
  /** For each object, the cursors of its messages in the order in which they first arrived. */
  readonly cursors = new Map<string, string[]>();
  readonly texts = new Map<string, number>();
  /** The newest one-time code of each phone. */
  readonly codes = new Map<string, string>();
  readonly #server = http.createServer((request, response) => void this.#receive(request, response));

  /** While true, it accepts all messages, but some of its answers are lost. */
  isFickle = true;

  constructor(private readonly random: Random) {}

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    // The sender may be killed during a request; an incomplete one is not counted.
    const body = await request.toArray().catch(() => undefined);
    if (!body) return;
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/hook') {
      this.#takeHook(String(request.headers['webhook-id']), Buffer.concat(body).toString());
      return this.#answer(response, '');
    }
    const id = searchParams.get('OutId') ?? '';
    this.texts.set(id, (this.texts.get(id) ?? 0) + 1);
    const { code } = JSON.parse(searchParams.get('TemplateParam') ?? '{}') as { code?: string };
    if (code) this.codes.set(searchParams.get('PhoneNumbers') ?? '', code);
    this.#answer(response, JSON.stringify({ Code: 'OK', BizId: id }));
  }

  #takeHook(id: string, body: string): void {
    const { type, subject, cursor } = JSON.parse(body) as Record<'type' | 'subject' | 'cursor', string>;
    const times = (this.hooks.get(id)?.times ?? 0) + 1;
    this.hooks.set(id, { times, type });
    if (times === 1) this.cursors.set(subject, [...(this.cursors.get(subject) ?? []), cursor]);
  }

  #answer(response: http.ServerResponse, text: string): void {
    if (this.isFickle && this.random.next() < lostAnswers) response.destroy();
    else response.end(text);
  }
}
