import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import otherProvince from '../../src/programme/data/other-province.json' with { type: 'json' };
import { readProgrammeData } from '../../src/programme/data/programme-data.js';
import {
  CheckEligibilityDocument,
  ExcludeEnterpriseDocument,
  QualificationsDocument,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
  nextCreditCode,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Anybody asks whether a company qualifies; and who is on the lists, for those who may browse them. */
let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  await arrangeProgramme(gateway, readProgrammeData(otherProvince));
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

const laterBy = (seconds: number) => gateway.clock.set(new Date(gateway.clock.now().getTime() + seconds * 1_000));

async function check(creditCode: string, programme = programmeCode) {
  // Each question of these tests comes a minute later, so that only the last one meets the limit.
  laterBy(61);
  return (await gateway.client().get(CheckEligibilityDocument, { creditCode, programme })).checkEligibility!;
}

const verdicts = ({ conditions }: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(conditions.map(({ condition, verdict }) => [condition, verdict]));

test('a company that qualifies all year sees each condition, and what its policies need', async () => {
  const { creditCode } = await arrangeEnterprise(gateway);
  const answer = await check(` ${creditCode.toLowerCase()} `);
  expect(answer.eligible).toBe(true);
  expect(verdicts(answer)).toEqual({ CREDIT_CODE: 'MET', REGION: 'MET', QUALIFICATION: 'MET', POLICY: 'DEPENDS' });
  expect(answer.conditions[2]?.message).toContain('National high-tech enterprise 2023-01-01–2026-12-31');
  expect(answer.conditions[3]?.message).toContain('start in 2024');
  expect(JSON.stringify(answer)).not.toMatch(/yuan|\d\.\d\d/);
});

test('the condition that fails is named: Xiamen is out, a part of the year depends on the policy', async () => {
  const xiamen = await check((await arrangeEnterprise(gateway, { division: '350203' })).creditCode);
  expect([xiamen.eligible, verdicts(xiamen)['REGION']]).toEqual([false, 'NOT_MET']);
  expect(xiamen.conditions[1]?.message).toContain('Fujian (without Xiamen)');
  const pingtan = await check((await arrangeEnterprise(gateway, { division: '350128' })).creditCode);
  expect(pingtan.eligible).toBe(true);
  const partly = await check((await arrangeEnterprise(gateway, { validFrom: '2024-06-01' })).creditCode);
  expect([partly.eligible, verdicts(partly)['QUALIFICATION']]).toEqual([true, 'DEPENDS']);
  const before = await check((await arrangeEnterprise(gateway, { validUntil: '2023-12-31' })).creditCode);
  expect([before.eligible, verdicts(before)['QUALIFICATION']]).toEqual([false, 'NOT_MET']);
});

test('another programme asks for another region, other kinds and another day', async () => {
  const { creditCode } = await arrangeEnterprise(gateway, { division: '330106', validUntil: '2024-12-30' });
  const other = await check(creditCode, 'OTHER-2025');
  expect(verdicts(other)).toMatchObject({ REGION: 'MET', QUALIFICATION: 'NOT_MET' });
  expect(other.conditions[2]?.message).toContain('2024-12-31');
  expect(verdicts(await check(creditCode))).toMatchObject({ REGION: 'NOT_MET', QUALIFICATION: 'DEPENDS' });
});

test('an invalid code is refused; an early code with a wrong check character is not', async () => {
  const answer = await check('91350100M000100Y53');
  expect([answer.eligible, verdicts(answer)]).toEqual([false, { CREDIT_CODE: 'NOT_MET' }]);
  expect(verdicts(await check('91350211M0000XUF46'))).toMatchObject({ CREDIT_CODE: 'MET', QUALIFICATION: 'NOT_MET' });
  const none = { creditCode: nextCreditCode(), programme: 'NONE' };
  expect((await gateway.client().get(CheckEligibilityDocument, none)).checkEligibility).toBeNull();
});

test('nothing reveals whether the platform knows a company, its policies or its exclusion', async () => {
  const stranger = await check(nextCreditCode());
  const insured = await arrangeEnterprise(gateway, { kind: null });
  const insurer = await arrangeInsurer(gateway);
  const rows = [policyRow(insured)];
  const push = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
  await insurer.client.get(SubmitPoliciesDocument, { input: { ...push, idempotencyKey: 'push' } });
  expect(await check(insured.creditCode)).toEqual(stranger);

  const qualified = await arrangeEnterprise(gateway);
  const before = await check(qualified.creditCode);
  const { excludeEnterprise } = await platform.client.get(ExcludeEnterpriseDocument, {
    input: {
      programme: programmeCode,
      creditCode: qualified.creditCode,
      reason: '失信',
      source: '信用中国',
      idempotencyKey: 'exclusion',
    },
  });
  expect(excludeEnterprise.userErrors).toEqual([]);
  expect(await check(qualified.creditCode)).toEqual(before);
});

test('an address may check twenty a minute, and then learns how long to wait', async () => {
  laterBy(61);
  const variables = { creditCode: nextCreditCode(), programme: programmeCode };
  const ask = () => gateway.client().ask(CheckEligibilityDocument, variables);
  for (let count = 0; count < 20; count += 1) expect((await ask()).errors).toBeUndefined();
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfter: 60 } }]);
  laterBy(60);
  expect((await ask()).errors).toBeUndefined();
});

test('the lists: the offices browse them, a company sees its own', async () => {
  const { id, creditCode } = await arrangeEnterprise(gateway, { kind: 'GAZELLE', validFrom: '2024-02-01' });
  const filter = { creditCode, kind: 'GAZELLE', validOn: '2024-02-01' };
  const { qualifications } = await platform.client.get(QualificationsDocument, { filter });
  expect(qualifications).toMatchObject({
    totalCount: 1,
    nodes: [{ validFrom: '2024-02-01', kind: { code: 'GAZELLE' }, enterprise: { creditCode } }],
  });
  const before = { ...filter, validOn: '2024-01-31' };
  expect((await platform.client.get(QualificationsDocument, { filter: before })).qualifications.totalCount).toBe(0);
  const company = await arrangePerson(gateway, Role.ENTERPRISE, id);
  const own = await company.client.get(QualificationsDocument, {});
  expect(own.qualifications.nodes.map(({ enterprise }) => enterprise?.creditCode)).toEqual([creditCode]);
});
