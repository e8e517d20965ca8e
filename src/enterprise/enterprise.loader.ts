import { sql } from 'kysely';
import { columnsOf, named } from '../database/schema/columns.js';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { EnterpriseExclusion } from './enterprise-exclusion.js';
import { Enterprise, Qualification } from './enterprise.js';

export const enterpriseById = defineLoader(
  'enterprise by id',
  (em, ids) => findByKeys(em, Enterprise, 'id', ids),
  (enterprise) => enterprise.id,
);

export const qualificationsOfEnterprise = defineListLoader('qualifications of enterprise', async (em, ids) => {
  const { rows } = await sql<Qualification & { loaderKey: string }>`
    select ${named('enterprise_id as loader_key')}, ${columnsOf(Qualification)}
    from qualification where enterprise_id = any(${ids}::uuid[]) order by valid_from, kind`.execute(em.getKysely());
  return rows;
});

export const exclusionsOfEnterprise = defineListLoader('exclusions of enterprise', async (em, ids) => {
  const found = await em.find(
    EnterpriseExclusion,
    { enterpriseId: { $in: [...ids] } },
    { orderBy: { excludedAt: 'asc' } },
  );
  return found.map((exclusion) => Object.assign(exclusion, { loaderKey: exclusion.enterpriseId }));
});
