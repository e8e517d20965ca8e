import type net from 'node:net';

/** Client messages that make PostgreSQL execute something: Query and Execute. */
const executing = new Set([...'QE'].map((type) => type.charCodeAt(0)));

/** Counts what clients of a proxy make PostgreSQL execute, including statements that begin and end transactions. */
export class StatementCounter {
  count = 0;

  readonly listen = (client: net.Socket): void => {
    const messages = new Messages((type) => {
      if (executing.has(type)) this.count += 1;
    });
    client.on('data', (bytes) => messages.take(bytes));
  };
}

/** Splits the bytes of a client into messages: the first has no type, each later one has a type and a length. */
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
