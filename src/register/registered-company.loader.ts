import { sql } from 'kysely';
import { defineListLoader } from '../kernel/loader.js';
import type { RegisteredCompany } from './registered-company.js';

/** All entries of a company, the present one first. */
export const entriesOfCompany = defineListLoader('register entries of company', async (em, codes) => {
  const { rows } = await sql<RegisteredCompany & { loaderKey: string }>`
    select credit_code as "loaderKey", credit_code as "creditCode", valid_from as "validFrom",
      valid_until as "validUntil", name, former_names as "formerNames", division_code as "divisionCode", address, status,
      merged_into as "mergedInto", representative, source, as_of as "asOf", recorded_at as "recordedAt"
    from registered_company where credit_code = any(${codes}::text[]) order by credit_code, valid_from desc`.execute(
    em.getKysely(),
  );
  return rows;
});
