import { once } from 'node:events';
import type { Server } from 'node:http';
import net, { type AddressInfo, type ListenOptions, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { whileClaimed } from './port-claim.js';

/** Sockets that listen on the port. */
const count = 8;

/** Turns of the event loop in which connections are accepted before the port closes, where there is no end of them. */
const mostTurns = 100;

interface Address {
  host: string;
  port: number;
}

type Listen = (options: ListenOptions) => Promise<unknown>;

/** Whether several sockets may share a port, as the kernel distributes its connections among them (SO_REUSEPORT). */
const maySharePort = process.platform === 'linux';

/**
 * Listens with several sockets on one port. The event loop accepts one connection of a socket in each of its turns (libuv
 * since 1.52): with a single one, clients of a busy gateway would wait in the kernel, where it neither sees nor refuses them.
 */
export class PortListeners {
  readonly #server: Server;
  readonly #others: net.Server[] = [];

  constructor(server: Server) {
    this.#server = server;
  }

  /** Opens the port; `listen` is how its server itself does. Fails where somebody else has the port. */
  async open(address: Address, listen: Listen): Promise<void> {
    if (!maySharePort) await listen(address);
    else if (address.port === 0) await this.#share(address, listen);
    else {
      // Several gateways of one user could share a port as well.
      await whileClaimed(address.port, async () => {
        await openAlone(address);
        await this.#share(address, listen);
      });
    }
  }

  async #share({ host, port }: Address, listen: Listen): Promise<void> {
    await listen({ host, port, reusePort: true });
    const found = this.#server.address() as AddressInfo;
    const serve = (socket: Socket) => this.#server.emit('connection', socket);
    while (this.#others.length < count - 1) {
      this.#others.push(await opened({ host, port: found.port, reusePort: true }, serve));
    }
  }

  /** Closes the port; ends when all connections have, which `endRequests` sees to. */
  async close(endRequests?: () => Promise<unknown>): Promise<void> {
    await this.#acceptWaiting();
    await Promise.all([...[this.#server, ...this.#others].map(closed), endRequests?.()]);
  }

  /** Clients that have connected may still wait in the kernel, where closing the socket would cut them off. */
  async #acceptWaiting(): Promise<void> {
    let accepted = true;
    const note = () => (accepted = true);
    this.#server.on('connection', note);
    for (let turn = 0; accepted && turn < mostTurns; turn += 1) {
      accepted = false;
      // The first one may end before anything is accepted.
      await nextTurn();
      await nextTurn();
    }
    this.#server.off('connection', note);
  }
}

/** Rejects where something listens on the port already. */
export function requireFreePort(address: Address): Promise<void> {
  return maySharePort ? whileClaimed(address.port, () => openAlone(address)) : openAlone(address);
}

/** Opens the port alone and closes it again. */
async function openAlone({ host, port }: Address): Promise<void> {
  await closed(await opened({ host, port }, refuse));
}

const refuse = (socket: Socket) => socket.destroy();

async function opened(options: ListenOptions, serve: (socket: Socket) => unknown): Promise<net.Server> {
  // As a server of HTTP opens its connections.
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, serve).listen(options);
  await once(server, 'listening');
  return server;
}

function closed(server: net.Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}
