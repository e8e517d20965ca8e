import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { searchKeysOf } from '../kernel/text/search-key.js';
import { freezeInstitutions } from './recipient-statistics.js';
import { named } from '../database/schema/columns.js';

/**
 * Stores the list of an approved proposal as the first release of its notice, ranked by amount, ties by credit code.
 */
export async function insertFirstRelease(
  em: EntityManager,
  noticeId: string,
  proposalId: string,
  publishedAt: Date,
): Promise<{ recipientCount: number; totalAmount: string }> {
  const { rows } = await sql<{ id: string; recipientCount: number; totalAmount: string }>`
    insert into notice_release (notice_id, number, published_at, recipient_count, total_amount)
    select ${noticeId}::uuid, 1, ${publishedAt}, enterprise_count, granted_total
    from subsidy_proposal where id = ${proposalId}::uuid
    returning id, ${named('recipient_count', 'total_amount')}`.execute(em.getKysely());
  const { id: releaseId, ...totals } = rows[0] as { id: string; recipientCount: number; totalAmount: string };
  const names = await readNames(em, proposalId);
  await sql`
    insert into recipient
      (release_id, rank, name, search_key, credit_code, region_code, qualification_kinds, product_codes, amount)
    select ${releaseId}::uuid, row_number() over (order by granted desc, credit_code),
      ${publishedName}, named.key, credit_code,
      coalesce(region_of(division_found), left(division_found, 4), region_code), assessment.qualification_kinds, array(
        select code from product where product.rules_id = assessment.rules_id
          and code in (select product_code from unnest(lines)) order by position),
      granted
    from ${assessed}
      join unnest(${names}::text[], ${await searchKeysOf(names)}::text[]) as named (original, key) on original = ${publishedName}
    where proposal_id = ${proposalId}::uuid`.execute(em.getKysely());
  await freezeInstitutions(em, releaseId);
  return totals;
}

const publishedName = sql`case rules.name_basis when 'ASSESSMENT_DAY' then coalesce(name_found, name) else name end`;

const assessed = sql`
  assessment join enterprise on enterprise.id = assessment.enterprise_id
    join programme_rules as rules on rules.id = assessment.rules_id`;

async function readNames(em: EntityManager, proposalId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct ${publishedName} as name from ${assessed}
    where proposal_id = ${proposalId}::uuid`.execute(em.getKysely());
  return rows.map(({ name }) => name);
}
