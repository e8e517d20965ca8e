import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { CityCompaniesDocument, CityProgressDocument, ViewerDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear } from '../kit/published-year.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { appointOffices } from '../../src/account/appoint-offices.js';
import { systemContext } from '../kit/system-context.js';
import { done } from '../access/done.js';

/** A list of Fuzhou's companies is published; one more company of Quanzhou has a policy without papers. */
let gateway: TestGateway;
let fuzhou: Person;
let quanzhou: Person;
let outside: { creditCode: string };
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  fuzhou = await arrangeCity('3501');
  quanzhou = await arrangeCity('3505');
  const enterprise = await arrangeEnterprise(gateway, { name: '泉州某科技有限公司', division: '350502' });
  outside = enterprise;
  const insurer = await arrangeInsurer(gateway, '泉江财产保险');
  await done(insurer.client, 'submitPolicies', {
    programme: programmeCode,
    rows: [policyRow(enterprise)],
    errorPolicy: 'REJECT_ALL',
    dryRun: false,
    idempotencyKey: 'quanzhou',
  });
});
afterAll(() => gateway.stop());

async function arrangeCity(code: string): Promise<Person> {
  const [region] = await gateway.sql<{ id: string }>('select id from region where code = $1', [code]);
  return arrangePerson(gateway, Role.CITY, region!.id);
}

const companies = async ({ client }: Person, filter: object = {}) =>
  (await client.get(CityCompaniesDocument, { programme: programmeCode, filter })).cityCompanies;
const progress = async ({ client }: Person) =>
  (await client.get(CityProgressDocument, { programme: programmeCode })).cityProgress;

test('a city sees the companies of its region and what each lacks', async () => {
  expect(await companies(quanzhou)).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        creditCode: outside.creditCode,
        policyCount: 1,
        incompletePolicyCount: 1,
        registered: false,
        hasBankAccount: false,
        lacks: ['REGISTRATION', 'BANK_ACCOUNT', 'PAPERS'],
        region: { code: '3505' },
      },
    ],
  });
  const own = await companies(fuzhou);
  expect(own.nodes.every(({ region }) => region!.code === '3501')).toBe(true);
  expect(own.totalCount).toBe(3);
  // Asking for another region reveals nothing of it.
  expect((await companies(fuzhou, { region: '3505' })).totalCount).toBe(0);
  expect((await companies(fuzhou, { creditCode: outside.creditCode })).totalCount).toBe(0);
  expect((await companies(fuzhou, { lacks: 'PAPERS' })).totalCount).toBe(0);
});

test.each(['REGISTRATION', 'BANK_ACCOUNT', 'PAPERS'])(
  'the companies that lack %s are counted as they are listed',
  async (lacks) => {
    const { totalCount, nodes } = await companies(quanzhou, { lacks });
    expect([totalCount, nodes.length]).toEqual([1, 1]);
    const own = await companies(fuzhou, { lacks });
    expect(own.totalCount).toBe(own.nodes.length);
  },
);

interface Page {
  cityCompanies: { totalCount: number; nodes: { creditCode: string; lacks: string[] }[]; pageInfo: Ends };
}
interface Ends {
  startCursor: string | null;
  endCursor: string | null;
}

test.each([['first', 'after', 'endCursor'] as const, ['last', 'before', 'startCursor'] as const])(
  'pages of one company each, by %s and %s, are the whole list, whatever the companies lack',
  async (size, beyond, end) => {
    const { client } = await arrangePerson(gateway, Role.AUDITOR);
    const read = async (filter: object, place: string) => {
      const query = `query ($programme: String!, $filter: CityCompanyFilter) {
        cityCompanies(programme: $programme, filter: $filter, ${place}) {
          totalCount nodes { creditCode lacks } pageInfo { startCursor endCursor }
        }
      }`;
      return (await client.get<Page, object>(query, { programme: programmeCode, filter })).cityCompanies;
    };
    const codesByPages = async (filter: object) => {
      const codes: string[] = [];
      for (let cursor = ''; ;) {
        const { nodes, pageInfo } = await read(filter, `${size}: 1${cursor && `, ${beyond}: "${cursor}"`}`);
        if (nodes.length === 0) return codes.toSorted();
        codes.push(nodes[0]!.creditCode);
        cursor = pageInfo[end]!;
      }
    };
    const all = (await read({}, 'first: 100')).nodes;
    expect(all).toHaveLength(4);
    expect(await codesByPages({})).toEqual(all.map(({ creditCode }) => creditCode));
    for (const lacking of ['REGISTRATION', 'BANK_ACCOUNT', 'PAPERS']) {
      const expected = all.filter(({ lacks }) => lacks.includes(lacking)).map(({ creditCode }) => creditCode);
      expect(await codesByPages({ lacks: lacking })).toEqual(expected);
    }
    expect(await codesByPages({ region: '3505' })).toEqual([outside.creditCode]);
  },
);

test('later actions of a company are visible to the city', async () => {
  const [row] = await gateway.sql<{ id: string }>('select id from enterprise where credit_code = $1', [
    outside.creditCode,
  ]);
  await arrangePerson(gateway, Role.ENTERPRISE, row!.id);
  expect((await companies(quanzhou)).nodes[0]).toMatchObject({ registered: true, lacks: ['BANK_ACCOUNT', 'PAPERS'] });
  expect((await companies(quanzhou, { lacks: 'REGISTRATION' })).totalCount).toBe(0);
});

test('the progress of a city is a set of totals for its own region only', async () => {
  const [own, ...others] = await progress(fuzhou);
  expect(others).toEqual([]);
  expect(own).toMatchObject({
    region: { code: '3501', name: '福州市' },
    companyCount: 3,
    withPapersCount: 3,
    publicisedCount: 3,
    paidCount: 0,
    paidAmount: '0.00',
  });
  const [listed] = await gateway.sql<{ total: string }>('select sum(granted_amount)::text as total from claim');
  expect(own!.publicisedAmount).toBe(listed!.total);
  expect(await progress(quanzhou)).toMatchObject([{ companyCount: 1, publicisedCount: 0, publicisedAmount: '0.00' }]);
  // The offices see every region of the programme, also where nobody is insured; Xiamen is not one of them.
  const regions = await gateway.sql<{ code: string }>(`select code from region where code <> '3502' order by code`);
  const all = await progress(await arrangePerson(gateway, Role.AUDITOR));
  expect(all.map(({ region }) => region!.code)).toEqual(regions.map(({ code }) => code));
  expect(all.find(({ region }) => region!.code === '3503')).toMatchObject({
    companyCount: 0,
    publicisedAmount: '0.00',
  });
});

test('each city gets the sums that the offices see of it, wherever its companies were when they were assessed', async () => {
  const ids = await gateway.sql<{ id: string }>('select enterprise_id as id from claim order by enterprise_id');
  const [moved, unknown, away] = ids.map(({ id }) => id);
  const found = 'update assessment set division_found = $2 where enterprise_id = $1';
  const movedTo = 'update enterprise set region_code = $2 where id = $1';
  await gateway.sql(movedTo, [moved, '3505']);
  await gateway.sql(found, [unknown, null]);
  await gateway.sql(movedTo, [unknown, '3509']);
  await gateway.sql(found, [away, '350128']);
  await gateway.sql(`update claim set status = 'PAID' where enterprise_id = $1`, [away]);
  const all = await progress(await arrangePerson(gateway, Role.AUDITOR));
  const published: number[] = [];
  for (const code of ['3501', '3505', '3509', '350128', '3503']) {
    const own = await progress(await arrangeCity(code));
    expect(own).toEqual(all.filter(({ region }) => region!.code === code));
    published.push(own[0]!.publicisedCount);
  }
  expect(published).toEqual([1, 0, 1, 1, 0]);
});

test('a city changes nothing and reads nothing else; its subject is its region', async () => {
  const { viewer } = await fuzhou.client.get(ViewerDocument);
  expect(viewer.role).toBe('CITY');
  for (const query of ['{ policies { totalCount } }', '{ claims { totalCount } }', '{ enterprises { totalCount } }']) {
    const { errors } = await fuzhou.client.ask(query as never);
    expect([query, errors?.[0]?.extensions.code]).toEqual([query, 'FORBIDDEN']);
  }
});

test('people of a city are named in the configuration with their region', async () => {
  const { context, end } = systemContext(gateway);
  const person = { name: '榕城', phone: '13800000777', role: Role.CITY };
  const held = () =>
    gateway.sql(
      `select code from role_grant join region on region.id = subject_id
       where role_grant.role = 'CITY' and revoked_at is null
         and account_id in (select account_id from account_secret) order by code`,
    );
  await appointOffices(context, [{ ...person, region: '350128' }]);
  expect(await held()).toEqual([{ code: '350128' }]);
  await appointOffices(context, [{ ...person, region: '3501' }]);
  expect(await held()).toEqual([{ code: '3501' }]);
  await expect(appointOffices(context, [{ ...person, region: '9999' }])).rejects.toThrow('no region 9999');
  await end();
});
