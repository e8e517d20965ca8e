import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Maximum time in milliseconds to wait for another process that checks or opens the port. */
const longestWait = 10_000;
const pause = 10;

/**
 * Does `work` while no other process has claimed the port. Otherwise gateways that start together would find the port
 * in use by each other's check, and all of them would give up. The claim is an abstract socket: only one process can
 * own its name, and the claim ends with that process.
 */
export async function whileClaimed<Result>(port: number, work: () => Promise<Result>): Promise<Result> {
  const claim = await claimed(`\0mianshen ${port}`);
  try {
    return await work();
  } finally {
    claim.close();
  }
}

async function claimed(path: string): Promise<net.Server> {
  const deadline = performance.now() + longestWait;
  for (;;) {
    const claim = net.createServer((socket) => socket.destroy()).listen({ path });
    try {
      await once(claim, 'listening');
      return claim;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || performance.now() > deadline) throw error;
    }
    await sleep(pause);
  }
}
