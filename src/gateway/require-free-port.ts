import { once } from 'node:events';
import net from 'node:net';
import type { Config } from '../config.js';

/** Rejects where something listens there already. Asked first, since the gateway itself listens only when all else is open. */
export async function requireFreePort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const probe = net.createServer((socket) => socket.destroy()).listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}
