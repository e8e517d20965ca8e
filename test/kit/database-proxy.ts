import net from 'node:net';

/** A session through the proxy. */
export interface ProxiedSession {
  /** Its number among the sessions since the last cut, from 1. */
  number: number;
  /** The last bytes that the client sent. */
  asked: Buffer;
}

/**
 * A proxy before PostgreSQL. It calls `cuts` for each answer of the server; where that returns true, it ends every
 * session instead of forwarding the answer, like a crash or a failover. `onClient` is called with each client socket.
 */
export class DatabaseProxy {
  readonly #open = new Set<net.Socket>();
  readonly #server = net.createServer((socket) => this.#lead(socket));
  readonly #to: { host: string; port: number };
  readonly #cuts: (session: ProxiedSession) => boolean;
  readonly #onClient: (client: net.Socket) => void;
  #opened = 0;

  private constructor(
    address: string,
    cuts: (session: ProxiedSession) => boolean,
    onClient: (client: net.Socket) => void,
  ) {
    const { hostname, port } = new URL(address);
    this.#to = { host: hostname, port: Number(port) };
    this.#cuts = cuts;
    this.#onClient = onClient;
  }

  static async before(
    address: string,
    cuts: (session: ProxiedSession) => boolean,
    onClient: (client: net.Socket) => void = () => undefined,
  ): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(address, cuts, onClient);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** Returns the address of the server through the proxy. */
  through(address: string): string {
    const url = new URL(address);
    url.port = String((this.#server.address() as net.AddressInfo).port);
    return url.toString();
  }

  close(): void {
    this.#server.close();
    this.#endSessions();
  }

  #lead(client: net.Socket): void {
    const server = net.connect(this.#to);
    const session: ProxiedSession = { number: (this.#opened += 1), asked: Buffer.alloc(0) };
    this.#onClient(client);
    client.on('data', (bytes) => {
      session.asked = bytes;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (this.#cuts(session)) this.#endSessions();
      else client.write(bytes);
    });
    this.#join(client, server);
    this.#join(server, client);
  }

  #join(one: net.Socket, other: net.Socket): void {
    this.#open.add(one);
    one
      .on('error', () => undefined)
      .on('close', () => {
        this.#open.delete(one);
        other.destroy();
      });
  }

  #endSessions(): void {
    this.#opened = 0;
    for (const socket of this.#open) socket.destroy();
  }
}
