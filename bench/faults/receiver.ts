import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrives outside: the messages of webhooks and the text messages, each counted by its id. */
export class Receiver {
  readonly hooks = new Map<string, { times: number; type: string }>();
  readonly texts = new Map<string, number>();
  /** The newest one-time code of each phone. */
  readonly codes = new Map<string, string>();
  readonly #server = http.createServer((request, response) => void this.#receive(request, response));

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
    // Whoever sends may be killed in the middle: what did not arrive whole does not count.
    const body = await request.toArray().catch(() => undefined);
    if (!body) return;
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/hook') {
      const { type } = JSON.parse(Buffer.concat(body).toString()) as { type: string };
      const id = String(request.headers['webhook-id']);
      this.hooks.set(id, { times: (this.hooks.get(id)?.times ?? 0) + 1, type });
      return void response.end();
    }
    const id = searchParams.get('OutId') ?? '';
    this.texts.set(id, (this.texts.get(id) ?? 0) + 1);
    const { code } = JSON.parse(searchParams.get('TemplateParam') ?? '{}') as { code?: string };
    if (code) this.codes.set(searchParams.get('PhoneNumbers') ?? '', code);
    response.end(JSON.stringify({ Code: 'OK', BizId: id }));
  }
}
