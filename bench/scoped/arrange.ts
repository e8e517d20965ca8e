import { randomUUID } from 'node:crypto';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import type { Role } from '../../src/access/role.js';
import { growDatabase } from '../../test/kit/grown.js';
import { testSecret } from '../../test/kit/secret.js';
import { arrangeProgramme } from '../../test/kit/world.js';
import { arrange, type BenchDatabase } from '../bench-database.js';
import { type Companies, institution, ownEnterprise } from './works.js';

/** Fills the tables, and creates the same as views for PostGraphile, with relations named like ours. */
export async function arrangeTables({ ownerUrl, sql }: BenchDatabase): Promise<void> {
  await arrange(ownerUrl, sql, arrangeProgramme);
  await growDatabase({ ownerUrl } as never);
  // Gives rows valid credit codes, and products of the existing programme; without triggers and foreign keys, as when
  // they were filled.
  await sql('set session_replication_role = replica');
  await sql(`update enterprise set credit_code = '91350100MA' || lpad(upper(substr(id::text, 29)), 8, '0')`);
  await sql('update policy set programme_id = (select id from programme order by code limit 1)');
  await sql('reset session_replication_role');
  await sql('vacuum analyze');
  await sql('create schema bench');
  for (const [view, columns, tags] of views) {
    await sql(`create view bench.${view} as ${columns}`);
    await sql(`comment on view bench.${view} is ${quoted(tags.join('\n'))}`);
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const views: [view: string, select: string, tags: string[]][] = [
  ['region', 'select code, name from region', ['@primaryKey code']],
  ['qualification_kind', 'select code, name from qualification_kind', ['@primaryKey code']],
  ['institution', 'select id, name, credit_code from institution', ['@primaryKey id']],
  [
    'product',
    'select programme_id, code, name from product join programme_rules on programme_rules.id = product.rules_id',
    ['@primaryKey programme_id,code'],
  ],
  [
    'enterprise',
    'select id, credit_code, name, region_code from enterprise',
    [
      '@primaryKey id',
      '@unique credit_code',
      '@foreignKey (region_code) references region (code)|@fieldName region|@foreignFieldName enterprises',
    ],
  ],
  [
    'qualification',
    'select id, enterprise_id, kind as kind_code, valid_from, valid_until, source from qualification',
    [
      '@primaryKey id',
      '@foreignKey (enterprise_id) references enterprise (id)|@fieldName enterprise|@foreignFieldName qualifications',
      '@foreignKey (kind_code) references qualification_kind (code)|@fieldName kind|@foreignFieldName qualifications',
    ],
  ],
  [
    'policy',
    'select id, policy_no, premium, starts_on, ends_on, status, accepted_at, programme_id, product_code, institution_id, enterprise_id from policy',
    [
      '@primaryKey id',
      '@foreignKey (programme_id, product_code) references product (programme_id, code)|@fieldName product|@foreignFieldName policies',
      '@foreignKey (institution_id) references institution (id)|@fieldName institution|@foreignFieldName policies',
      '@foreignKey (enterprise_id) references enterprise (id)|@fieldName enterprise|@foreignFieldName policies',
    ],
  ],
];

/** Returns the companies that each role requests by code. */
export async function companiesOf({ sql }: BenchDatabase): Promise<Record<'all' | 'insured' | 'own', Companies>> {
  const codes = async (condition: string) => {
    const rows = await sql<{ code: string }>(
      `select credit_code as code from enterprise where ${condition} order by id limit 400`,
    );
    return { creditCodes: rows.map(({ code }) => code) };
  };
  return {
    all: await codes('true'),
    insured: await codes(
      `id in (select enterprise_id from institution_enterprise where institution_id = '${institution}')`,
    ),
    own: await codes(`id = '${ownEnterprise}'`),
  };
}

/** Creates tokens of this many accounts with one role, for one subject. */
export function tokensOf(role: Role, subjectId: string | null, count: number): Promise<string[]> {
  const key = tokenKey(testSecret);
  const sign = () => signAccessToken({ accountId: randomUUID(), role, subjectId }, key, '2h');
  return Promise.all(Array.from({ length: count }, sign));
}
