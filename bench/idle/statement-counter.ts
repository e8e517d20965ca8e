import net from 'node:net';

/** Messages of a client that have PostgreSQL execute something: Query and Execute. */
const executing = new Set([...'QE'].map((type) => type.charCodeAt(0)));

/** Leads to PostgreSQL, and counts what clients have it execute. */
export class StatementCounter {
  readonly #server: net.Server;
  /** Statements so far: what opens and ends a transaction is counted as well. */
  count = 0;

  private constructor(to: { host: string; port: number }) {
    this.#server = net.createServer((client) => this.#lead(client, net.connect(to)));
  }

  static async before(address: string): Promise<StatementCounter> {
    const { hostname, port } = new URL(address);
    const counter = new StatementCounter({ host: hostname, port: Number(port) });
    await new Promise<void>((resolve) => counter.#server.listen(0, '127.0.0.1', resolve));
    return counter;
  }

  /** An address of the server, past this one. */
  through(address: string): string {
    const url = new URL(address);
    url.port = String((this.#server.address() as net.AddressInfo).port);
    return url.toString();
  }

  close(): void {
    this.#server.close();
  }

  #lead(client: net.Socket, server: net.Socket): void {
    const messages = new Messages((type) => {
      if (executing.has(type)) this.count += 1;
    });
    client.on('data', (bytes) => messages.take(bytes));
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.pipe(other);
    }
  }
}

/** Splits what a client sends: the first message has no type, each later one has a type and a length. */
class Messages {
  readonly #onMessage: (type: number) => void;
  #rest: Buffer = Buffer.alloc(0);
  #isFirst = true;

  constructor(onMessage: (type: number) => void) {
    this.#onMessage = onMessage;
  }

  take(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const head = this.#isFirst ? 0 : 1;
      if (this.#rest.length < head + 4) return;
      const length = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < length) return;
      if (!this.#isFirst) this.#onMessage(this.#rest[0] as number);
      this.#isFirst = false;
      this.#rest = this.#rest.subarray(length);
    }
  }
}
