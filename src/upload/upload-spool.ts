import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DedicatedConnection } from '../database/connections/dedicated-connection.js';
import { KeptSessions } from '../database/connections/kept-sessions.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { recordDeletion } from '../job/record-deletion.js';
import { presentTrace } from '../kernel/tracing.js';
import { Lane } from '../database/connections/lane.js';

const chunkSize = 1024 * 1024;
/** Connections that write files at the same time, in addition to those of requests. */
const writersAtOnce = 2;
/** Days for which a file is kept whose work never ended, so that an operator can examine it. */
const keptDays = 30;

/** Files that are processed in the background, stored in the database: one gateway receives, any gateway processes. */
export class UploadSpool {
  readonly #sessions: KeptSessions;
  readonly #writers = new Lane({ name: 'uploads', size: writersAtOnce, rank: 2 });

  constructor(url: string) {
    this.#sessions = new KeptSessions(url, 'upload', writersAtOnce);
  }

  /** Prepares a connection for a file whose receiving has begun. */
  expect(): void {
    this.#sessions.expect();
  }

  /** Closes the connections: no more files will come. */
  end(): Promise<void> {
    return this.#sessions.end();
  }

  /** Stores the bytes of a file; returns the id under which every gateway finds them. */
  async store(file: string): Promise<string> {
    const id = randomUUID();
    await this.withConnection((connection) => connection.transaction(() => write(connection, id, file)));
    return id;
  }

  /** Deletes a file. */
  async remove(id: string): Promise<void> {
    await this.withConnection((connection) => removeUpload(connection, id));
  }

  /** Provides a connection with the rights of the gateway, for work on stored files. */
  async withConnection<T>(work: (connection: DedicatedConnection) => Promise<T>): Promise<T> {
    const leave = await this.#writers.enter();
    try {
      return await this.#sessions.run(work);
    } finally {
      leave();
    }
  }
}

async function write(connection: DedicatedConnection, id: string, file: string): Promise<void> {
  const handle = await fs.open(file);
  try {
    const { size } = await handle.stat();
    await sql`insert into upload (id, size, keep_until, traceparent)
      values (${id}::uuid, ${size}, now() + make_interval(days => ${keptDays}), ${presentTrace()})`.execute(
      connection.getKysely(),
    );
    const buffer = Buffer.alloc(chunkSize);
    for (let number = 0, offset = 0; offset < size; number += 1) {
      const { bytesRead } = await handle.read(buffer, 0, chunkSize, offset);
      if (bytesRead === 0) throw new Error(`${file} became shorter while it was kept`);
      await sql`insert into upload_chunk (upload_id, number, bytes)
        values (${id}::uuid, ${number}, ${buffer.subarray(0, bytesRead)})`.execute(connection.getKysely());
      offset += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/** Writes the bytes of an upload into a local file; returns false where bytes are missing. */
export async function fetchUpload(connection: DedicatedConnection, id: string, file: string): Promise<boolean> {
  const { rows } = await sql<{ size: number }>`select size from upload where id = ${id}::uuid`.execute(
    connection.getKysely(),
  );
  const size = rows[0]?.size;
  if (size === undefined) return false;
  const handle = await fs.open(file, 'w', 0o600);
  try {
    let written = 0;
    for (let number = 0; written < size; number += 1) {
      const { rows: chunks } = await sql<{ bytes: Buffer }>`
        select bytes from upload_chunk where upload_id = ${id}::uuid and number = ${number}`.execute(
        connection.getKysely(),
      );
      const bytes = chunks[0]?.bytes;
      if (!bytes) return false;
      await handle.write(bytes);
      written += bytes.length;
    }
    return written === size;
  } finally {
    await handle.close();
  }
}

/** Deletes all files that are no longer waited for, on a connection of the pool: so no session is opened at a start. */
export async function forgetOldUploads(em: EntityManager, now: Date): Promise<void> {
  await new RequestTransaction(em, systemSession).write(async (writer) => {
    const old = sql`delete from upload where keep_until < now()`;
    const { numAffectedRows = 0n } = await old.execute(writer.getKysely());
    await recordDeletion(writer.getKysely(), 'uploads', Number(numAffectedRows), now);
  });
}

export async function removeUpload(connection: DedicatedConnection, id: string): Promise<void> {
  await sql`delete from upload where id = ${id}::uuid`.execute(connection.getKysely());
}
