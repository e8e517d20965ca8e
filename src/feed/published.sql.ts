import { type RawBuilder, sql } from 'kysely';
import { parseGlobalId } from '../kernel/values/global-id.js';
import type { FeedDatabase } from './feed-database.js';
import { named } from '../database/schema/columns.js';

export interface FeedRelease {
  id: string;
  number: number;
  publishedAt: string;
  reason: string | null;
  recipientCount: number;
  totalAmount: string;
}

export interface FeedNotice {
  id: string;
  globalId: string;
  title: string;
  status: string;
  publishedAt: string;
  closesOn: string;
  programme: string;
  programmeTitle: string;
  documentNumber: string;
  policyYear: number;
  demonstration: boolean;
  /** The oldest first. */
  releases: FeedRelease[];
}

const instant = (value: RawBuilder<unknown>) => sql`to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const noticesWhere = (condition: RawBuilder<unknown>) => sql<FeedNotice>`
  select ${named('notice.id', 'notice.global_id', 'notice.title', 'notice.status')},
    ${instant(sql`notice.published_at`)} as "publishedAt", ${named('notice.closes_on', 'notice.programme')},
    ${named('notice.programme_title', 'notice.document_number', 'notice.policy_year')},
    ${named('notice.demonstration')},
    json_agg(json_build_object('id', release.id, 'number', release.number,
      'publishedAt', ${instant(sql`release.published_at`)}, 'reason', release.reason,
      'recipientCount', release.recipient_count, 'totalAmount', release.total_amount::text)
      order by release.number) as releases
  from notice join release on release.notice_id = notice.id
  where ${condition}
  group by notice.id, notice.global_id, notice.title, notice.status, notice.published_at, notice.closes_on,
    notice.programme, notice.programme_title, notice.document_number, notice.policy_year, notice.demonstration
  order by notice.published_at desc, notice.id`;

/** Returns every notice with a release in the log, the latest first. */
export function allNotices(database: FeedDatabase): Promise<FeedNotice[]> {
  return database.rows(noticesWhere(sql`true`));
}

export async function findNotice(database: FeedDatabase, globalId: string): Promise<FeedNotice | undefined> {
  const parsed = parseGlobalId(globalId);
  if (parsed?.type !== 'PublicityNotice') return undefined;
  return (await database.rows(noticesWhere(sql`notice.id = ${parsed.key}::uuid`)))[0];
}

export interface CodeList {
  code: string;
  name: string;
  nameInEnglish: string;
}

export interface CodeLists {
  city: CodeList[];
  qualifications: CodeList[];
  products: CodeList[];
}

/** Returns the codes in lines, with their names. */
export async function codeLists(database: FeedDatabase): Promise<CodeLists> {
  const list = (table: string) =>
    database.rows(
      sql<CodeList>`select ${named('code', 'name', 'name_in_english')} from ${sql.table(table)} order by code`,
    );
  const [city, qualifications, products] = await Promise.all([
    list('region'),
    list('qualification_kind'),
    list('product'),
  ]);
  return { city, qualifications, products };
}

export interface FeedChangeRow {
  cursor: string;
  kind: string;
  occurredAt: string;
  /** The published list; null for a programme or a service notice. */
  notice: string | null;
  noticeTitle: string | null;
  /** Code of the programme. */
  programme: string;
  serviceNotice: string | null;
  /** Title of the changed list, programme or service notice. */
  title: string;
  release: number | null;
  creditCode: string | null;
  reason: string | null;
  entry: string | null;
  /** Name of the company in the newest release at that time; only in a news feed. */
  name?: string | null;
}

/** Selects changes: at most `limit`, optionally of one company. */
export interface WantedChanges {
  limit: number;
  creditCode?: string | undefined;
}

const ofCompany = (creditCode: string | undefined) =>
  creditCode === undefined ? sql`` : sql`and credit_code = ${creditCode}`;

/** Returns changes after a position. The order is the same for everybody. */
export function changesAfter(
  database: FeedDatabase,
  position: string,
  { limit, creditCode }: WantedChanges,
): Promise<FeedChangeRow[]> {
  return database.rows(sql<FeedChangeRow>`
    select position::text as cursor, kind, ${instant(sql`occurred_at`)} as "occurredAt", ${named('notice')},
      ${named('notice_title', 'programme', 'service_notice', 'title', 'release', 'credit_code', 'reason')},
      ${named('entry')}
    from change where position > ${position}::bigint ${ofCompany(creditCode)} order by position limit ${limit}`);
}

/**
 * Returns the newest changes, the latest first, for news readers. All lines of a first list are one entry, and so are
 * all lines that a closing confirms; programs read each of them in `changes.ndjson`. For one company each change is an
 * entry.
 */
export function newestChanges(
  database: FeedDatabase,
  { limit, creditCode }: WantedChanges,
  before?: string,
): Promise<FeedChangeRow[]> {
  const news =
    creditCode === undefined
      ? sql`(kind not in ('CONFIRMED', 'MOVED', 'ADDED') or (kind = 'ADDED' and release > 1))`
      : sql`kind <> 'MOVED' ${ofCompany(creditCode)}`;
  const older = before === undefined ? sql`` : sql`and position < ${before}::bigint`;
  return database.rows(sql<FeedChangeRow>`
    select position::text as cursor, kind, ${instant(sql`occurred_at`)} as "occurredAt", ${named('notice')},
      ${named('notice_title', 'programme', 'service_notice', 'title', 'release', 'credit_code', 'reason')},
      ${named('entry', 'name')}
    from change
    where ${news} ${older}
    order by position desc limit ${limit}`);
}
