import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** What the proxy does with X-Forwarded-For. */
export type Forwards = 'appends' | 'replaces' | 'passes on' | 'drops';

export interface ForwardingSettings {
  forwards?: Forwards;
  /** Whether WebSockets are forwarded. */
  sockets?: boolean;
  /** Paths that it refuses. */
  refused?: string[];
  /** Changes the redirections of the server behind it. */
  redirects?: (location: string) => string;
}

/** A reverse proxy that is configured well or badly by its settings. */
export class ForwardingProxy {
  /** The URL of the gateway or proxy behind it. */
  to = '';
  readonly #settings: Required<ForwardingSettings>;
  readonly #server = http
    .createServer((request, response) => this.#forward(request, response))
    .on('upgrade', (request: http.IncomingMessage, socket: net.Socket) => this.#tunnel(request, socket));

  constructor({
    forwards = 'appends',
    sockets = true,
    refused = ['/metrics'],
    redirects = (location) => location,
  }: ForwardingSettings = {}) {
    this.#settings = { forwards, sockets, refused, redirects };
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #headersOf({ headers, socket }: http.IncomingMessage): http.OutgoingHttpHeaders {
    const { 'x-forwarded-for': before, ...rest } = headers;
    const forwarded = {
      appends: [before, socket.remoteAddress].filter(Boolean).join(', '),
      replaces: socket.remoteAddress,
      'passes on': before,
      drops: undefined,
    }[this.#settings.forwards];
    return forwarded === undefined ? rest : { ...rest, 'x-forwarded-for': forwarded };
  }

  #forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method, url = '/' } = request;
    const { refused, redirects } = this.#settings;
    if (refused.includes(url)) return void response.writeHead(404).end();
    const onward = http.request(this.to + url, { method, headers: this.#headersOf(request) }, (answer) => {
      const { location } = answer.headers;
      const headers = location ? { ...answer.headers, location: redirects(location) } : answer.headers;
      response.writeHead(answer.statusCode ?? 502, headers);
      pipeline(answer, response, () => undefined);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  }

  /** Forwards a WebSocket in both directions until one side ends it. */
  #tunnel(request: http.IncomingMessage, socket: net.Socket): void {
    if (!this.#settings.sockets) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    const { hostname, port } = new URL(this.to);
    const onward = net.connect(Number(port), hostname);
    const head = Object.entries(this.#headersOf(request)).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    onward.write(`GET ${request.url} HTTP/1.1\r\n${head.join('')}\r\n`);
    onward.pipe(socket).pipe(onward);
    for (const end of [socket, onward]) end.on('error', () => void [socket.destroy(), onward.destroy()]);
  }
}
