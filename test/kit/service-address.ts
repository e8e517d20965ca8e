import net from 'node:net';

/** An address that leads to a changeable server, like an operator's virtual address or proxy. */
export class ServiceAddress {
  readonly #open = new Set<net.Socket>();
  readonly #server = net.createServer((socket) => this.#lead(socket));
  #to: { host: string; port: number } | undefined;

  static async before(address: string): Promise<ServiceAddress> {
    const service = new ServiceAddress();
    service.lead(address);
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  /** Returns the address of the server through this one. */
  through(address: string): string {
    const url = new URL(address);
    url.port = String((this.#server.address() as net.AddressInfo).port);
    return url.toString();
  }

  /** Leads to this address from now on, or to none; open connections are ended. */
  lead(address?: string): void {
    const url = address === undefined ? undefined : new URL(address);
    this.#to = url && { host: url.hostname, port: Number(url.port) };
    for (const socket of this.#open) socket.destroy();
  }

  close(): void {
    this.lead();
    this.#server.close();
  }

  #lead(client: net.Socket): void {
    if (!this.#to) return void client.destroy();
    const server = net.connect(this.#to);
    this.#join(client, server);
    this.#join(server, client);
  }

  #join(one: net.Socket, other: net.Socket): void {
    this.#open.add(one);
    one.pipe(other).on('error', () => undefined);
    one
      .on('error', () => undefined)
      .on('close', () => {
        this.#open.delete(one);
        other.destroy();
      });
  }
}
