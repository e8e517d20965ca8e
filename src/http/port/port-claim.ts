import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that the claim of somebody else is waited for, who only looks at the port or opens it. */
const longestWait = 10_000;
const pause = 10;

/**
 * Does `work` while nobody else has claimed the port. Gateways that are started together would otherwise find each other's
 * look at the port, and all of them give up. The claim is an abstract socket: one process holds its name, and it ends with
 * that process.
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
