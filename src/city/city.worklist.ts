import { type RawBuilder, sql } from 'kysely';
import { Role } from '../access/role.js';
import { acceptsPolicies, type SharedRows, type WaitingWork } from '../worklist/waiting-work.js';
import { type WorklistKind, workKind } from '../worklist/worklist-kind.js';
import { CityLack } from './city-company.js';

/** The progress of a city's companies in each programme that accepts policies. */
const cityRows: SharedRows = {
  name: 'standing_in_city',
  rows: ({ today }) => sql`
    select programme.id as programme_id, policy_push_until as due_by, standing.*
    from programme cross join lateral city_standing(programme.id) as standing
    where ${acceptsPolicies(today)} and region_code is not null`,
};

/** Work on companies that a city can help while the programme accepts policies. */
const companiesWithout = (kind: WorklistKind, lacks: CityLack, lacking: RawBuilder<unknown>): WaitingWork => ({
  kind,
  roles: [Role.CITY],
  list: 'cityCompanies',
  arguments: (_role, programme) => ({ programme, filter: { lacks } }),
  reads: cityRows,
  counts: () => sql`
    select programme_id, sum(${lacking})::bigint as count, 0::bigint as for_others, null::timestamptz as since, due_by
    from ${sql.id(cityRows.name)} group by programme_id, due_by`,
});

export const cityWork = [
  companiesWithout(
    workKind('COMPANY_REGISTRATION', '企业待注册: companies of the city without an account on the platform.'),
    CityLack.REGISTRATION,
    sql`companies - registered`,
  ),
  companiesWithout(
    workKind('COMPANY_BANK_ACCOUNT', '企业待登记账户: companies of the city without a bank account.'),
    CityLack.BANK_ACCOUNT,
    sql`companies - with_account`,
  ),
  companiesWithout(
    workKind('COMPANY_PAPERS', '企业保单待补材料: companies of the city with policies that lack papers.'),
    CityLack.PAPERS,
    sql`companies - with_papers`,
  ),
];
