import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** Forwards connections from a separate port to a server; it can be closed and opened. */
export class ShutDoor {
  readonly #open = new Set<net.Socket>();
  readonly #port: number;
  #server: net.Server | undefined;

  private constructor(
    port: number,
    private readonly to: number,
  ) {
    this.#port = port;
  }

  static async before(address: string): Promise<ShutDoor> {
    const probe = net.createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    return new ShutDoor(port, Number(new URL(address).port));
  }

  through(address: string): string {
    const url = new URL(address);
    url.port = String(this.#port);
    return url.toString();
  }

  async open(): Promise<void> {
    const server = net.createServer((client) => this.#lead(client));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
  }

  /** Accepts no new connections and ends the open ones. */
  shut(): void {
    this.#server?.close();
    for (const socket of this.#open) socket.destroy();
  }

  #lead(client: net.Socket): void {
    const server = net.connect(this.to, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
