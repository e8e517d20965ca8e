import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishYear, type PublishedYear } from '../kit/published-year.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

let gateway: TestGateway;
let year: PublishedYear;
let auditor: Person;

beforeAll(async () => {
  // Half past midnight in Shanghai is the day before in UTC.
  gateway = await startTestGateway({ now: '2025-08-19T16:30:00Z' });
  year = await publishYear(gateway, 3);
  auditor = await arrangePerson(gateway, Role.AUDITOR);
});
afterAll(() => gateway.stop());

async function count(list: 'policies' | 'claims', filter: object): Promise<number> {
  const type = list === 'policies' ? 'PolicyFilter' : 'ClaimFilter';
  const answer = await auditor.client.get<Record<string, { totalCount: number; nodes: object[] }>, object>(
    `query ($filter: ${type}) { ${list}(filter: $filter) { totalCount nodes { id } } }`,
    { filter },
  );
  expect(answer[list]!.nodes).toHaveLength(answer[list]!.totalCount);
  return answer[list]!.totalCount;
}

test('policies by product and by institution', async () => {
  const [policy] = await gateway.sql<{ product_code: string; institution_id: string }>(
    'select product_code, institution_id from policy limit 1',
  );
  expect(await count('policies', { product: policy!.product_code })).toBe(3);
  expect(await count('policies', { product: 'NO_SUCH_PRODUCT' })).toBe(0);
  const institutionId = globalId('Institution', policy!.institution_id);
  expect(await count('policies', { institutionId, product: policy!.product_code })).toBe(3);
  expect(await count('policies', { institutionId: globalId('Institution', year.companies[0]!.id) })).toBe(0);
  expect(await count('policies', { institutionId: globalId('Policy', policy!.institution_id) })).toBe(0);
});

test('days of acceptance are days in Shanghai, the last one to its end', async () => {
  expect(await count('policies', { acceptedFrom: '2025-08-20', acceptedUntil: '2025-08-20' })).toBe(3);
  expect(await count('policies', { acceptedUntil: '2025-08-19' })).toBe(0);
  expect(await count('policies', { acceptedFrom: '2025-08-21' })).toBe(0);
});

test('days of acceptance of one submission', async () => {
  const [{ id, brought }] = (await gateway.sql<{ id: string; brought: number }>(
    'select submission_id as id, count(*)::int as brought from policy group by 1 limit 1',
  )) as [{ id: string; brought: number }];
  const submissionId = globalId('Submission', id);
  const [before, day, after] = ['2025-08-19', '2025-08-20', '2025-08-21'];
  expect(await count('policies', { submissionId, acceptedFrom: day, acceptedUntil: day })).toBe(brought);
  expect(await count('policies', { submissionId, acceptedFrom: before, acceptedUntil: after })).toBe(brought);
  expect(await count('policies', { submissionId, acceptedUntil: before })).toBe(0);
  expect(await count('policies', { submissionId, acceptedFrom: after })).toBe(0);
  const unknown = globalId('Submission', year.companies[0]!.id);
  expect(await count('policies', { submissionId: unknown, acceptedFrom: before })).toBe(0);
});

test('policies of one submission, in both orders, for who may see them', async () => {
  const [{ id, brought, institution, enterprise }] = (await gateway.sql<Record<string, string>>(
    `select submission_id as id, count(*)::int as brought, min(institution_id::text) as institution,
       min(enterprise_id::text) as enterprise
     from policy group by 1 limit 1`,
  )) as [Record<string, string>];
  const [{ ofEnterprise }] = (await gateway.sql<{ ofEnterprise: number }>(
    `select count(*)::int as "ofEnterprise" from policy where submission_id = $1 and enterprise_id = $2`,
    [id, enterprise],
  )) as [{ ofEnterprise: number }];
  const insurer = await arrangePerson(gateway, Role.INSURER, institution!);
  const company = await arrangePerson(gateway, Role.ENTERPRISE, enterprise!);
  const stranger = await arrangeInsurer(gateway);
  const readers: [Person, number][] = [
    [auditor, Number(brought)],
    [insurer, Number(brought)],
    [company, ofEnterprise],
    [stranger, 0],
  ];
  const [before, day] = ['2025-08-19', '2025-08-20'];
  for (const [{ client }, expected] of readers)
    for (const orderBy of ['ACCEPTED_AT_DESC', 'POLICY_NO'])
      for (const days of [
        {},
        { acceptedFrom: day },
        { acceptedFrom: day, acceptedUntil: day },
        { acceptedUntil: before },
      ]) {
        const { policies } = await client.get<{ policies: { totalCount: number; nodes: object[] } }, object>(
          `query ($filter: PolicyFilter, $orderBy: PolicyOrder!) {
            policies(filter: $filter, orderBy: $orderBy) { totalCount nodes { id } }
          }`,
          { filter: { submissionId: globalId('Submission', id!), ...days }, orderBy },
        );
        const found = 'acceptedUntil' in days && days.acceptedUntil === before ? 0 : expected;
        expect([policies.totalCount, policies.nodes.length]).toEqual([found, found]);
      }
});

test('policies by the start of the insurance, both days included', async () => {
  const [{ day }] = (await gateway.sql<{ day: string }>('select starts_on::text as day from policy limit 1')) as [
    { day: string },
  ];
  expect(await count('policies', { startsFrom: day, startsUntil: day })).toBe(3);
  expect(await count('policies', { startsFrom: '2999-01-01' })).toBe(0);
  expect(await count('policies', { startsUntil: '1999-01-01' })).toBe(0);
});

test('claims by city and amount, both bounds included', async () => {
  const claims = await gateway.sql<{ amount: string; city: string }>(
    `select granted_amount::text as amount, enterprise.region_code as city
     from claim join enterprise on enterprise.id = claim.enterprise_id`,
  );
  const [{ amount, city }] = claims as [{ amount: string; city: string }];
  const same = claims.filter((one) => one.city === city).length;
  expect(await count('claims', { city })).toBe(same);
  expect(await count('claims', { city: '9999' })).toBe(0);
  expect(await count('claims', { amountFrom: amount, amountTo: amount, city })).toBe(same);
  expect(await count('claims', { amountFrom: '99999999.00' })).toBe(0);
  expect(await count('claims', { amountTo: '0.01' })).toBe(0);
});
