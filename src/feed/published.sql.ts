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
  /** The first one first. */
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

/** Every notice that has a release in the log, the latest first. */
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

/** The codes that lines use, with their names. */
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
  /** The published list; null where a programme or a service notice was issued. */
  notice: string | null;
  noticeTitle: string | null;
  /** Code of the programme concerned. */
  programme: string;
  serviceNotice: string | null;
  /** Title of what changed: of the list, the programme or the service notice. */
  title: string;
  release: number | null;
  creditCode: string | null;
  reason: string | null;
  entry: string | null;
  /** What the company was called in the newest release then; of a news feed only. */
  name?: string | null;
}

/** Which changes are wanted: so many at most, of one company where it is named. */
export interface WantedChanges {
  limit: number;
  creditCode?: string | undefined;
}

const ofCompany = (creditCode: string | undefined) =>
  creditCode === undefined ? sql`` : sql`and credit_code = ${creditCode}`;

/** Changes after a position, in the one order that everybody sees. */
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
 * The newest changes, the latest first: what a reader of news wants. The lines of a first list are its one entry, and so
 * are those that a closing confirms; programs read them all in `changes.ndjson`. Of one company each of them is news.
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
