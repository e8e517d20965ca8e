import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { CityProgressDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishYear, type PublishedYear } from '../kit/published-year.js';
import { arrangeEnterprise, arrangePerson, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Three companies of Fuzhou are on a published list; beside them are companies that are eligible, or nearly, and not insured. */
let gateway: TestGateway;
let year: PublishedYear;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  // Eligible: of Quanzhou, of Pingtan, and of Fuzhou by a kind that was valid for one day of the year.
  await arrangeEnterprise(gateway, { division: '350502', kind: 'GAZELLE' });
  await arrangeEnterprise(gateway, { division: '350128' });
  await arrangeEnterprise(gateway, { validFrom: '2023-06-01', validUntil: '2024-01-01' });
  // Two kinds, one company.
  const { id } = await arrangeEnterprise(gateway, { division: '350502' });
  await gateway.sql(
    `insert into qualification (enterprise_id, kind, valid_from, valid_until, source)
     values ($1, 'TECH_SME', '2024-01-01', '2024-12-31', 'test')`,
    [id],
  );
  // Not: on no list, on one of another year, of Xiamen, of no known place, gone.
  await arrangeEnterprise(gateway, { kind: null });
  await arrangeEnterprise(gateway, { validFrom: '2022-01-01', validUntil: '2023-12-31' });
  await arrangeEnterprise(gateway, { division: '350203' });
  await arrangeEnterprise(gateway, { division: null });
  const gone = await arrangeEnterprise(gateway);
  await gateway.sql(`update registered_company set status = 'DEREGISTERED' where credit_code = $1`, [gone.creditCode]);
  year = await publishYear(gateway, 3);
});
afterAll(() => gateway.stop());

const eligible = async () => {
  const { data } = await gateway
    .client()
    .ask(
      `query ($id: ID!) { publicityNotice(id: $id) { eligibleEnterprises { count region { code } } } }` as never,
      { id: year.noticeId } as never,
    );
  return (data as { publicityNotice: { eligibleEnterprises: unknown[] } }).publicityNotice.eligibleEnterprises;
};

test('a notice counts the eligible companies of each region', async () => {
  expect(await eligible()).toEqual([
    { count: 4, region: { code: '3501' } },
    { count: 1, region: { code: '350128' } },
    { count: 2, region: { code: '3505' } },
  ]);
});

test('a later qualification changes today’s count, never that of a published list', async () => {
  const published = await eligible();
  await arrangeEnterprise(gateway, { division: '350502' });
  expect(await eligible()).toEqual(published);
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  const { cityProgress } = await auditor.client.get(CityProgressDocument, { programme: programmeCode });
  expect(
    cityProgress
      .map(({ region, eligibleCount, companyCount }) => [region?.code, eligibleCount, companyCount])
      .filter(([, eligibleCount]) => eligibleCount !== 0),
  ).toEqual([
    ['3501', 4, 3],
    ['350128', 1, 0],
    ['3505', 3, 0],
  ]);
});

test('a city sees the count of its own region only', async () => {
  const [region] = await gateway.sql<{ id: string }>(`select id from region where code = '350128'`);
  const pingtan = await arrangePerson(gateway, Role.CITY, region!.id);
  const { cityProgress } = await pingtan.client.get(CityProgressDocument, { programme: programmeCode });
  expect(cityProgress).toMatchObject([
    { region: { code: '350128' }, eligibleCount: 1, companyCount: 0, paidAmount: '0.00' },
  ]);
  const none = await pingtan.client.get(CityProgressDocument, { programme: 'NO-SUCH' });
  expect(none.cityProgress).toEqual([]);
});
