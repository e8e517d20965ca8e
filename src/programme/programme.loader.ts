import { sql } from 'kysely';
import { selectOf, named } from '../database/schema/columns.js';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { rowsAs } from '../kernel/node.js';
import { QualificationKind, Region } from './catalogue/catalogue.js';
import { Programme } from './programme.js';
import { ProgrammeRules } from './programme-rules.js';
import { Product } from './catalogue/product.js';
import { productColumns } from './catalogue/product.sql.js';

export const programmeById = defineLoader(
  'programme by id',
  (em, ids) => findByKeys(em, Programme, 'id', ids),
  (programme) => programme.id,
);

/** Loads the rules in force of a programme: the newest version. */
export const rulesOfProgramme = defineLoader(
  'rules of programme',
  async (em, ids: readonly string[]) => {
    const rules = await findByKeys(em, ProgrammeRules, 'programmeId', ids);
    rules.sort((one, other) => one.version - other.version);
    return [...new Map(rules.map((version) => [version.programmeId, version])).values()];
  },
  (rules) => rules.programmeId,
);

export const allRulesOfProgramme = defineListLoader('all rules of programme', async (em, ids) => {
  const rules = await em.find(ProgrammeRules, { programmeId: { $in: [...ids] } }, { orderBy: { version: 'asc' } });
  return rules.map((version) => Object.assign(version, { loaderKey: version.programmeId }));
});

export const rulesById = defineLoader(
  'rules by id',
  (em, ids) => findByKeys(em, ProgrammeRules, 'id', ids),
  (rules) => rules.id,
);

export const productsOfRules = defineListLoader('products of rules', async (em, ids) => {
  const { rows } = await sql<Product & { loaderKey: string }>`
    select ${named('rules_id as loader_key')}, ${selectOf(productColumns('product'))}
    from product where rules_id = any(${ids}::uuid[]) order by position`.execute(em.getKysely());
  rowsAs(Product, rows);
  return rows;
});

export const regionByCode = defineLoader(
  'region by code',
  async (em, codes) => {
    const { rows } = await sql<Region>`
      select ${named('id', 'code', 'name', 'name_in_english')} from region
      where code = any(${codes}::text[])`.execute(em.getKysely());
    return rowsAs(Region, rows);
  },
  (region) => region.code,
);

export const regionById = defineLoader(
  'region by id',
  (em, ids) => em.find(Region, { id: { $in: [...ids] } }),
  (region) => region.id,
);

export const qualificationKindByCode = defineLoader(
  'qualification kind by code',
  async (em, codes) => {
    const { rows } = await sql<QualificationKind>`
      select ${named('code', 'name', 'name_in_english')} from qualification_kind
      where code = any(${codes}::text[])`.execute(em.getKysely());
    return rowsAs(QualificationKind, rows);
  },
  (kind) => kind.code,
);
