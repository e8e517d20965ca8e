import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import { clientKey } from './limits/client-key.js';
import { FairGate } from './limits/gate/fair-gate.js';
import type { Context } from '../access/context.js';

/** Number of files that are created at once; each needs a database connection while it is created. */
const gateLimits = { total: 4, perClient: 1, waitingPerClient: 20, waiting: 100, longestWait: 30_000 };

/**
 * Creates files for single requests. A file is complete on disk before its first byte is sent, so that a slow client
 * occupies no database connection or transaction.
 */
export class Spool {
  readonly #folder: string;
  readonly #gate = new FairGate(gateLimits);

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'spool');
  }

  /** Creates the file, ends the snapshot of the request, and sends the file. */
  send(reply: FastifyReply, context: Context, make: () => Readable | Promise<Readable>): Promise<FastifyReply> {
    // No `await` in between: an error of the source before anybody listens would end the process.
    return this.sendWritten(reply, context, async (name) =>
      pipeline(await make(), fs.createWriteStream(name, { mode: 0o600 })),
    );
  }

  /** The same for code that writes the file itself. */
  async sendWritten(
    reply: FastifyReply,
    context: Context,
    fill: (file: string) => Promise<void>,
  ): Promise<FastifyReply> {
    const leave = await this.#gate.enter(clientKey(context));
    let file: SpooledFile;
    try {
      file = await this.#write(fill);
    } finally {
      await context.db.end();
      leave();
    }
    return reply.header('content-length', file.size).send(file.content);
  }

  async #write(fill: (file: string) => Promise<void>): Promise<SpooledFile> {
    await fs.promises.mkdir(this.#folder, { recursive: true });
    const name = path.join(this.#folder, randomUUID());
    try {
      await fill(name);
      const handle = await fs.promises.open(name);
      const { size } = await handle.stat();
      return { size, content: handle.createReadStream() };
    } finally {
      // The open handle keeps the content until it is sent, and nothing remains on disk, regardless of how the request
      // ends.
      await fs.promises.rm(name, { force: true });
    }
  }
}

interface SpooledFile {
  size: number;
  content: Readable;
}
