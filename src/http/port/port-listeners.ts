import { once } from 'node:events';
import type { Server } from 'node:http';
import net, { type AddressInfo, type ListenOptions, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { whileClaimed } from './port-claim.js';

/** Number of sockets that listen on the port. */
const count = 8;

/** Maximum number of event loop turns in which connections are still accepted before the port closes. */
const mostTurns = 100;

interface Address {
  host: string;
  port: number;
}

type Listen = (options: ListenOptions) => Promise<unknown>;

/** Whether several sockets may share a port, with connections distributed by the kernel (SO_REUSEPORT). */
const maySharePort = process.platform === 'linux';

/**
 * Listens with several sockets on one port. The event loop accepts one connection per socket in each turn (libuv since
 * 1.52). With a single socket, clients of a busy gateway would wait in the kernel, where they can be neither counted
 * nor refused.
 */
export class PortListeners {
  readonly #server: Server;
  readonly #others: net.Server[] = [];

  constructor(server: Server) {
    this.#server = server;
  }

  /** Opens the port; `listen` makes the server listen. Fails if another process uses the port. */
  async open(address: Address, listen: Listen): Promise<void> {
    if (!maySharePort) await listen(address);
    else if (address.port === 0) await this.#share(address, listen);
    else {
      // Several gateways of one user could share the port by mistake.
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

  /** Closes the port. Resolves when all connections have ended; `endRequests` ends them. */
  async close(endRequests?: () => Promise<unknown>): Promise<void> {
    await this.#acceptWaiting();
    await Promise.all([...[this.#server, ...this.#others].map(closed), endRequests?.()]);
  }

  /** Accepts connections that still wait in the kernel, because closing the socket would reset them. */
  async #acceptWaiting(): Promise<void> {
    let accepted = true;
    const note = () => (accepted = true);
    this.#server.on('connection', note);
    for (let turn = 0; accepted && turn < mostTurns; turn += 1) {
      accepted = false;
      // The first turn may end before anything is accepted.
      await nextTurn();
      await nextTurn();
    }
    this.#server.off('connection', note);
  }
}

/** Rejects if another process already listens on the port. */
export function requireFreePort(address: Address): Promise<void> {
  return maySharePort ? whileClaimed(address.port, () => openAlone(address)) : openAlone(address);
}

/** Opens the port exclusively and closes it again. */
async function openAlone({ host, port }: Address): Promise<void> {
  await closed(await opened({ host, port }, refuse));
}

const refuse = (socket: Socket) => socket.destroy();

async function opened(options: ListenOptions, serve: (socket: Socket) => unknown): Promise<net.Server> {
  // The same options as an HTTP server uses.
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, serve).listen(options);
  await once(server, 'listening');
  return server;
}

function closed(server: net.Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}
