import { sql } from 'kysely';
import { defineListLoader } from '../kernel/loader.js';
import type { RegisteredCompany } from './registered-company.js';
import { named } from '../database/schema/columns.js';

/** All entries of a company, the present one first. */
export const entriesOfCompany = defineListLoader('register entries of company', async (em, codes) => {
  const { rows } = await sql<RegisteredCompany & { loaderKey: string }>`
    select ${named('credit_code as loader_key', 'credit_code', 'valid_from', 'valid_until', 'name', 'former_names')},
      ${named('division_code', 'address', 'status', 'merged_into', 'representative', 'source', 'as_of', 'recorded_at')}
    from registered_company where credit_code = any(${codes}::text[]) order by credit_code, valid_from desc`.execute(
    em.getKysely(),
  );
  return rows;
});
