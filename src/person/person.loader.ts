import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { IdentityPaper, PersonCheck } from './person-check.js';

export const personCheckById = defineLoader(
  'person check by id',
  (em, ids) => findByKeys(em, PersonCheck, 'id', ids),
  (check) => check.id,
);

export const papersOfCheck = defineListLoader('papers of person check', async (em, ids) => {
  const papers = await em.find(
    IdentityPaper,
    { personCheckId: { $in: [...ids] } },
    { fields: ['id', 'personCheckId'], orderBy: { id: 'asc' } },
  );
  return papers.map(({ id, personCheckId }) => ({ id, loaderKey: personCheckId as string }));
});
