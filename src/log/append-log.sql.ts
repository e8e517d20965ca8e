import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database/schema/columns.js';

export interface DueRelease {
  id: string;
  noticeId: string;
  number: number;
}

/** Locks the log, so that only one gateway appends at a time: positions have no gaps and become visible in order. */
export async function lockLog(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('publication log'))`.execute(em.getKysely());
}

/** Returns published releases that are not in the log yet, in the order of publication. */
export async function dueReleases(em: EntityManager): Promise<DueRelease[]> {
  const { rows } = await sql<DueRelease>`
    select ${named('release.id', 'release.notice_id', 'release.number')} from notice_release as release
    where not exists (select from log_release where log_release.release_id = release.id)
    order by release.published_at, release.notice_id, release.number`.execute(em.getKysely());
  return rows;
}

export async function logSize(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ size: string }>`
    select coalesce(max(position) + 1, 0) as size from log_leaf`.execute(em.getKysely());
  return Number(rows[0]?.size ?? 0);
}

/** Returns canonical JSON (RFC 8785): sorted keys and no blanks. PostgreSQL escapes text as JSON.stringify does. */
function canonical(fields: Record<string, RawBuilder<unknown>>): RawBuilder<unknown> {
  const pairs = Object.keys(fields)
    .toSorted()
    .map((key) => sql`${`"${key}":`}::text || ${fields[key] as RawBuilder<unknown>}`);
  return sql`'{' || ${sql.join(pairs, sql` || ',' || `)} || '}'`;
}

const text = (value: RawBuilder<unknown>) => sql`coalesce(to_json((${value})::text)::text, 'null')`;
const whole = (value: RawBuilder<unknown>) => sql`(${value})::text`;
const texts = (value: RawBuilder<unknown>) => sql`array_to_json(${value})::text`;
const instant = (value: RawBuilder<unknown>) =>
  text(sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const noticeId = text(sql`global_id('PublicityNotice', notice.id)`);

const headEntry = canonical({
  closesOn: text(sql`notice.closes_on`),
  documentNumber: text(sql`programme.document_number`),
  notice: noticeId,
  programme: text(sql`programme.code`),
  publishedAt: instant(sql`release.published_at`),
  reason: text(sql`release.reason`),
  recipientCount: whole(sql`release.recipient_count`),
  release: whole(sql`release.number`),
  title: text(sql`notice.title`),
  totalAmount: text(sql`release.total_amount`),
  type: text(sql`'RELEASE'`),
});

const lineEntry = canonical({
  amount: text(sql`recipient.amount`),
  city: text(sql`recipient.region_code`),
  creditCode: text(sql`recipient.credit_code`),
  id: text(sql`global_id('Recipient', recipient.id)`),
  name: text(sql`recipient.name`),
  notice: noticeId,
  products: texts(sql`recipient.product_codes`),
  programme: text(sql`programme.code`),
  qualifications: texts(sql`recipient.qualification_kinds`),
  rank: whole(sql`recipient.rank`),
  release: whole(sql`release.number`),
  type: text(sql`'RECIPIENT'`),
});

/** Appends a release: its head, then its lines by rank. Returns the number of leaves. */
export async function appendRelease(em: EntityManager, releaseId: string, first: number): Promise<number> {
  const from = sql`notice_release as release join publicity_notice as notice on notice.id = release.notice_id
      join programme on programme.id = notice.programme_id`;
  const { rows } = await sql<{ count: number }>`
    with entries as (
      select 0 as place, null::uuid as recipient_id, ${headEntry} as entry from ${from}
      where release.id = ${releaseId}::uuid
      union all
      select row_number() over (order by recipient.rank), recipient.id, ${lineEntry}
      from ${from} join recipient on recipient.release_id = release.id where release.id = ${releaseId}::uuid
    ), leaves as (
      insert into log_leaf (position, release_id, recipient_id, entry, hash)
      select ${first}::bigint + place, ${releaseId}::uuid, recipient_id, entry,
        sha256('\\x00'::bytea || convert_to(entry, 'UTF8'))
      from entries order by place
      returning 1
    )
    insert into log_release (release_id, first_leaf, leaf_count)
    select ${releaseId}::uuid, ${first}::bigint, count(*)::int from leaves
    returning leaf_count as count`.execute(em.getKysely());
  return (rows[0] as { count: number }).count;
}

export interface HashBlock {
  position: string;
  hashes: Buffer;
}

/** Maximum number of blocks that are read at once: half a megabyte. */
const mostBlocks = 64;

/** Returns complete blocks of 256 hashes of a level whose root is not stored yet. */
export async function completeBlocks(em: EntityManager, level: number): Promise<HashBlock[]> {
  const hashes = level === 0 ? sql`log_leaf where true` : sql`log_node where level = ${level}`;
  const { rows } = await sql<HashBlock>`
    select position / 256 as position, string_agg(hash, ''::bytea order by position) as hashes
    from ${hashes} and position >= 256 * (select coalesce(max(position) + 1, 0) from log_node where level = ${level + 1})
    group by position / 256 having count(*) = 256 order by 1 limit ${mostBlocks}`.execute(em.getKysely());
  return rows;
}

export async function insertNodes(em: EntityManager, level: number, positions: string[], hashes: Buffer[]) {
  await sql`
    insert into log_node (level, position, hash)
    select ${level}, position, decode(hash, 'hex')
    from unnest(${positions}::bigint[], ${hashes.map((hash) => hash.toString('hex'))}::text[]) as given (position, hash)
  `.execute(em.getKysely());
}

export async function newestCheckpoint(em: EntityManager): Promise<{ size: string; note: string } | undefined> {
  const { rows } = await sql<{ size: string; note: string }>`
    select size, note from log_checkpoint order by id desc limit 1`.execute(em.getKysely());
  return rows[0];
}

export async function insertCheckpoint(
  em: EntityManager,
  { size, root, note, now }: { size: number; root: string; note: string; now: Date },
): Promise<void> {
  await sql`
    insert into log_checkpoint (size, root, note, signed_at)
    values (${size}, ${root}, ${note}, ${now})`.execute(em.getKysely());
}
