import { type RawBuilder, sql } from 'kysely';
import { Role } from '../access/role.js';
import { acceptsPolicies, type WaitingWork } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { CityLack } from './city-company.js';

/** Companies that a city can help as long as the programme accepts policies. */
const companiesWithout = (kind: WorklistKind, lacks: CityLack, lacking: RawBuilder<unknown>): WaitingWork => ({
  kind,
  roles: [Role.CITY],
  list: 'cityCompanies',
  arguments: (_role, programme) => ({ programme, filter: { lacks } }),
  counts: ({ today }) => sql`
    select programme.id as programme_id, sum(${lacking})::bigint as count, 0::bigint as for_others, null::timestamptz as since,
      policy_push_until as due_by
    from programme cross join lateral city_progress(programme.id) as progress
    where ${acceptsPolicies(today)} and region_code is not null group by programme.id`,
});

export const cityWork = [
  companiesWithout(WorklistKind.COMPANY_REGISTRATION, CityLack.REGISTRATION, sql`companies - registered`),
  companiesWithout(WorklistKind.COMPANY_BANK_ACCOUNT, CityLack.BANK_ACCOUNT, sql`companies - with_account`),
  companiesWithout(WorklistKind.COMPANY_PAPERS, CityLack.PAPERS, sql`companies - with_papers`),
];
