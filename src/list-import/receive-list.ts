import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { recordEvent } from '../event/record-event.js';
import { dayOf, isDay } from '../kernel/values/dates.js';
import { Refused } from '../kernel/errors/refusal.js';
import type { ReceivedFile, UploadFolder } from '../upload/upload-folder.js';
import type { UploadSpool } from '../upload/upload-spool.js';
import { enterGranted } from '../granted/enter-granted.js';
import { listFileKind } from './end-with-grant.js';
import { ListImportStatus, ListKind, ListMode } from './list-import.js';
import { refuseList } from './list-import.refusals.js';
import { named } from '../database/schema/columns.js';

export interface ReceiveList {
  kind: ListKind;
  mode: ListMode;
  source: string;
  listDate: string;
  idempotencyKey: string | null;
  fileName: string | null;
}

export interface ReceivedList {
  id: string;
  status: ListImportStatus;
  /** Whether this list was sent before under the same key. */
  repeated: boolean;
}

/** Refuses a list whose description has faults, before its file is read. */
export function requireFitList(
  context: Context,
  { kind, mode, source, listDate }: Omit<ReceiveList, 'fileName'>,
): void {
  const today = dayOf(context.clock.now());
  const faults = [
    source.trim() === '' && refuseList('LIST_SOURCE_MISSING', ['source']),
    (!isDay(listDate) || listDate > today) && refuseList('LIST_DATE_INVALID', ['listDate'], { found: listDate, today }),
    kind === ListKind.COMPANY_REGISTER && mode === ListMode.REPLACE && refuseList('LIST_MODE_UNFIT', ['mode']),
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Refused(...faults);
}

/**
 * Stores the file of a list where every gateway finds it and creates its import, which is checked in the background.
 */
export async function receiveList(
  context: Context,
  { folder, uploads }: { folder: UploadFolder; uploads: UploadSpool },
  input: ReceiveList,
  body: Readable,
): Promise<ReceivedList> {
  requireFitList(context, input);
  const file = await folder.receive(body, randomUUID());
  try {
    const id = await uploads.store(file.path);
    const list = await context.db
      .write((em) => enterList(em, context, input, { ...file, id }))
      .catch(async (error: unknown) => {
        // After a broken connection the import may have been committed, and then it needs the file.
        if (!isTemporaryFault(error)) await uploads.remove(id);
        throw error;
      });
    if (list.repeated) await uploads.remove(id);
    return list;
  } finally {
    await folder.discard(file);
  }
}

/** Creates an import with the id of its upload; where the key was used before, returns the first import. */
export async function enterList(
  em: EntityManager,
  context: Context,
  input: ReceiveList,
  { id: newId, size, sha256 }: Pick<ReceivedFile, 'size' | 'sha256'> & { id: string },
): Promise<ReceivedList> {
  const uploadedBy = context.viewer.accountId as string;
  const { kind, mode, listDate, idempotencyKey: key, fileName } = input;
  const source = input.source.trim();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`list/${uploadedBy}/${key}`}, 0))`.execute(em.getKysely());
  const earlier = key === null ? undefined : await findByKey(em, uploadedBy, key);
  if (earlier) {
    const { id, status, ...known } = earlier;
    if (JSON.stringify(known) === JSON.stringify({ kind, mode, source, listDate, sha256 })) {
      return { id, status, repeated: true };
    }
    throw new Refused(refuseList('LIST_KEY_CONFLICT', ['idempotencyKey'], { key }));
  }
  const { rows } = await sql<{ id: string }>`
    insert into list_import (id, kind, mode, source, list_date, status, file_name, file_size, sha256, idempotency_key,
      uploaded_by, uploaded_at)
    values (${newId}::uuid, ${kind}, ${mode}, ${source}, ${listDate}::date, 'QUEUED', ${fileName}, ${size}, ${sha256}, ${key},
      ${uploadedBy}::uuid, ${context.clock.now()})
    returning id`.execute(em.getKysely());
  const { id } = rows[0] as { id: string };
  await enterGranted(em, context, listFileKind, id);
  const data = { kind, mode, source, listDate, sha256 };
  await recordEvent(em, context, { type: 'LIST_UPLOADED', subject: { type: 'ListImport', id }, data });
  return { id, status: ListImportStatus.QUEUED, repeated: false };
}

interface EarlierList {
  id: string;
  status: ListImportStatus;
  kind: string;
  mode: string;
  source: string;
  listDate: string;
  sha256: string;
}

async function findByKey(em: EntityManager, uploadedBy: string, key: string): Promise<EarlierList | undefined> {
  const { rows } = await sql<EarlierList>`
    select id, status, kind, mode, source, ${named('list_date::text')}, sha256 from list_import
    where uploaded_by = ${uploadedBy}::uuid and idempotency_key = ${key}`.execute(em.getKysely());
  return rows[0];
}
