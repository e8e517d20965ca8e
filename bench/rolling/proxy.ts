import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';

/** Milliseconds between two probes of a gateway. */
const probeInterval = 100;
/** Milliseconds after which a gateway that does not answer a probe gets no more requests. */
const longestProbe = 1_000;

/** A proxy that sends requests in turn to the gateways whose `/readyz` answers 200. It never repeats a request. */
export class Proxy {
  readonly #ports: readonly number[];
  readonly #healthy = new Set<number>();
  readonly #agent = new http.Agent({ keepAlive: true });
  readonly #server = http
    .createServer((request, response) => this.#forward(request, response))
    .on('upgrade', (request, socket, head) => this.#tunnel(request, socket, head));
  readonly #probing: NodeJS.Timeout;
  #turn = 0;

  constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#probing = setInterval(() => ports.forEach((port) => void this.#probe(port)), probeInterval);
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get healthy(): number {
    return this.#healthy.size;
  }

  close(): void {
    clearInterval(this.#probing);
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
  }

  async #probe(port: number): Promise<void> {
    const signal = AbortSignal.timeout(longestProbe);
    const ok = await fetch(`http://127.0.0.1:${port}/readyz`, { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ok) this.#healthy.add(port);
    else this.#healthy.delete(port);
  }

  #next(): number | undefined {
    // Where none is ready, some may still answer from memory, or with a time to retry.
    const ports = this.#healthy.size > 0 ? [...this.#healthy] : this.#ports;
    return ports[(this.#turn += 1) % ports.length];
  }

  /** Returns the headers for a gateway, with the client's address. */
  #headersOf({ headers, socket }: http.IncomingMessage): http.OutgoingHttpHeaders {
    return { ...headers, 'x-forwarded-for': socket.remoteAddress };
  }

  /** Forwards a WebSocket in both directions until one side ends it. */
  #tunnel(request: http.IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = http.get({
      host: '127.0.0.1',
      port: this.#next(),
      path: request.url,
      headers: this.#headersOf(request),
    });
    onward.on('error', () => socket.destroy());
    onward.on('response', () => socket.destroy());
    onward.on('upgrade', (answer, inner, first) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      socket.write(first);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
      inner.on('error', () => undefined).on('close', () => socket.destroy());
      socket.on('error', () => undefined).on('close', () => inner.destroy());
    });
  }

  #forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    const port = this.#next();
    const { method, url: path } = request;
    const headers = this.#headersOf(request);
    const onward = http.request({ host: '127.0.0.1', port, method, path, headers, agent: this.#agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // Ends both sides where a killed gateway or a client disconnects.
      pipeline(answer, response, () => undefined);
    });
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    request.pipe(onward);
  }
}
