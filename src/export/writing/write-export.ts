import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { isTemporaryFault } from '../../database/database-fault.js';
import { grantEnded } from '../../granted/grant-ended.sql.js';
import type { SetAside } from '../../job/set-aside.js';
import { traced } from '../../kernel/tracing.js';
import { exportKind } from '../end-with-grant.js';
import { exportedPlace, ExportStatus, ListExport, ListExportPart } from '../list-export.js';
import { readExportPage } from './read-page.js';
import { writeHead, writeRows } from './write-rows.js';

/** Milliseconds for which one gateway reserves an export; longer than any page takes. */
const lease = 60_000;
const mostAttempts = 10;
/** Number of pages of one export before the next export has its turn. */
const pagesAtOnce = 50;
/** Codes of faults that a retry may resolve. */
const passing = new Set(['UNAVAILABLE', 'INTERNAL', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED']);

/**
 * Writes some pages of the export that has waited longest. Returns whether there was one. A failing export is set
 * aside.
 */
export async function writeNextExport(context: Context, aside: SetAside): Promise<boolean> {
  const now = context.clock.now();
  let id: string | undefined;
  try {
    const taken = await context.db.write(async (em) => {
      id = await findNext(em, now, aside.ids());
      return id === undefined ? null : take(em, id, now);
    });
    if (!taken) return false;
    await traced('job write exports', {}, () => writePages(context, taken), { link: taken.traceparent });
  } catch (error) {
    if (id === undefined || isTemporaryFault(error)) throw error;
    aside.add(id, error);
  }
  return true;
}

async function findNext(em: EntityManager, now: Date, except: string[]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from list_export
    where status = 'WRITING' and next_at <= ${now}::timestamptz and id <> all(${except}::uuid[])
    order by next_at limit 1 for update skip locked`.execute(em.getKysely());
  return rows[0]?.id;
}

async function take(em: EntityManager, id: string, now: Date): Promise<ListExport> {
  const exported = await em.findOneOrFail(ListExport, { id });
  exported.nextAt = new Date(now.getTime() + lease);
  await em.flush();
  return exported;
}

async function writePages(context: Context, taken: ListExport): Promise<void> {
  let exported: ListExport | null = taken;
  for (let page = 0; page < pagesAtOnce && exported; page += 1) exported = await writePage(context, exported);
  const left = exported;
  if (left) await context.db.write((em) => letOthersWrite(em, left, context.clock.now()));
}

/** Writes one page. Returns null when there is nothing more to write. */
async function writePage(context: Context, exported: ListExport): Promise<ListExport | null> {
  try {
    const { columns, rows, next } = await readExportPage(context, exported);
    const head = exported.pageCount === 0 ? writeHead(exported.format, columns) : '';
    const content = head + writeRows(exported.format, columns, rows);
    return await context.db.write((em) => keepPage(em, exported, { content, count: rows.length, next }, context));
  } catch (error) {
    if (!(error instanceof GraphQLError) && isTemporaryFault(error)) throw error;
    await context.db.write((em) => noteFault(em, exported, error, context.clock.now()));
    return null;
  }
}

interface WrittenPage {
  content: string;
  count: number;
  next: string | null;
}

async function keepPage(
  em: EntityManager,
  { id, pageCount }: ListExport,
  { content, count, next }: WrittenPage,
  { clock, vault }: Context,
): Promise<ListExport | null> {
  const exported = await lockOwn(em, id);
  // Another gateway has continued it, or it was cancelled meanwhile.
  if (exported?.status !== ExportStatus.WRITING || exported.pageCount !== pageCount) return null;
  const now = clock.now();
  em.create(ListExportPart, { exportId: id, number: pageCount, sealedContent: vault.seal(content, exportedPlace) });
  exported.pageCount += 1;
  exported.rowCount += count;
  exported.cursor = next;
  exported.attempts = 0;
  exported.nextAt = new Date(now.getTime() + lease);
  if (next === null) {
    exported.status = ExportStatus.DONE;
    exported.finishedAt = now;
  }
  await em.flush();
  return next === null ? null : exported;
}

/** Returns the export, locked, if its grant has not ended. */
async function lockOwn(em: EntityManager, id: string): Promise<ListExport | null> {
  const { rows } = await sql`
    select list_export.id from list_export
      join granted_thing on granted_thing.kind = ${exportKind} and granted_thing.id = list_export.id::text
    where list_export.id = ${id}::uuid and not ${grantEnded('granted_thing')}
    for update of list_export`.execute(em.getKysely());
  return rows.length === 0 ? null : em.findOne(ListExport, { id });
}

/** Gives other exports their turn. */
async function letOthersWrite(em: EntityManager, { id }: ListExport, now: Date): Promise<void> {
  await sql`update list_export set next_at = ${now}::timestamptz where id = ${id}::uuid and status = 'WRITING'`.execute(
    em.getKysely(),
  );
}

async function noteFault(em: EntityManager, { id, attempts }: ListExport, error: unknown, now: Date): Promise<void> {
  const known = error instanceof GraphQLError ? error : undefined;
  const code = String(known?.extensions['code'] ?? 'INTERNAL');
  const isOver = !passing.has(code) || attempts + 1 >= mostAttempts;
  const failure = passing.has(code) ? code : (known?.message ?? code);
  const status = isOver ? ExportStatus.FAILED : ExportStatus.WRITING;
  await sql`
    update list_export set attempts = attempts + 1, status = ${status},
      failure = case when ${isOver} then ${failure} end, finished_at = case when ${isOver} then ${now}::timestamptz end,
      next_at = ${new Date(now.getTime() + 1_000 * 2 ** attempts)}::timestamptz
    where id = ${id}::uuid and status = 'WRITING'`.execute(em.getKysely());
}
