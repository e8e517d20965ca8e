import { sql } from 'kysely';
import { parseGlobalId } from '../kernel/values/global-id.js';
import type { IssuedNoticeData } from '../programme/data/programme-data.js';
import type { FeedDatabase } from './feed-database.js';
import { named } from '../database/schema/columns.js';

export interface FeedProgramme {
  code: string;
  title: string;
  documentNumber: string;
  policyYear: number;
  opensOn: string;
  institutionRegistrationUntil: string;
  enterpriseRegistrationUntil: string;
  policyPushUntil: string;
  demonstration: boolean;
  version: number;
  notice: IssuedNoticeData | null;
}

/** Returns every programme in force with the notice that issued it, the newest policy year first. */
export function issuedProgrammes(database: FeedDatabase): Promise<FeedProgramme[]> {
  return database.rows(sql<FeedProgramme>`
    select ${named('code', 'title', 'document_number', 'policy_year', 'opens_on')},
      ${named('institution_registration_until', 'enterprise_registration_until', 'policy_push_until')},
      ${named('demonstration', 'version', 'notice')}
    from programme order by policy_year desc, code`);
}

export interface FeedServiceNotice {
  id: string;
  programme: string;
  title: string;
  text: string;
  publishedAt: string;
  claimBy: string;
  lineCount: number;
  demonstration: boolean;
}

const noticeColumns = sql`global_id as id, programme, title, text,
  to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt", ${named('claim_by')},
  ${named('line_count')}, demonstration`;

/** Returns every published service notice, the latest first. */
export function serviceNotices(database: FeedDatabase): Promise<FeedServiceNotice[]> {
  return database.rows(
    sql<FeedServiceNotice>`select ${noticeColumns} from service_notice order by published_at desc, id`,
  );
}

/** Returns a published service notice with its companies, ordered by credit code. */
export async function findServiceNotice(
  database: FeedDatabase,
  globalId: string,
): Promise<(FeedServiceNotice & { companies: { creditCode: string; name: string }[] }) | undefined> {
  const parsed = parseGlobalId(globalId);
  if (parsed?.type !== 'ServiceNotice') return undefined;
  const [notice] = await database.rows(sql<FeedServiceNotice>`
    select ${noticeColumns} from service_notice where id = ${parsed.key}::uuid`);
  if (!notice) return undefined;
  const companies = await database.rows(sql<{ creditCode: string; name: string }>`
    select ${named('credit_code', 'name')} from service_notice_line
    where service_notice_id = ${parsed.key}::uuid order by credit_code`);
  return { ...notice, companies };
}
