import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { SmsRefused } from '../../src/message/sms-provider.js';
import {
  GiveEnterpriseContactsDocument,
  ReachableAtDocument,
  SubmitPoliciesDocument,
  TextMessagesDocument,
} from '../generated/graphql.js';
import { askYear } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { type PublishedYear, publishedYear, readClaims } from '../kit/published-year.js';
import { csvOf, headings, uploaded } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';

/** Companies that have not registered are reached through the numbers that insurers gave and the register has. */
let gateway: TestGateway;
let insurer: Person;
let platform: Person;
const companies: Record<string, ArrangedEnterprise> = {};

beforeAll(async () => {
  gateway = await startTestGateway({ environment: { BACKGROUND_JOBS: 'true' }, now: '2025-08-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  insurer = await arrangeInsurer(gateway);
  platform = await arrangePerson(gateway, Role.PLATFORM);
  for (const short of ['insurer', 'register', 'registered', 'nobody']) {
    companies[short] = await arrangeEnterprise(gateway, { name: `福州${short}科技有限公司` });
  }
  const rows = Object.values(companies).map((company) => policyRow(company));
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: 'push' };
  await insurer.client.get(SubmitPoliciesDocument, { input });
  await arrangePerson(gateway, Role.ENTERPRISE, companies['registered']!.id);
  await gateway.sql(`update registered_company set sealed_phone = $1 where credit_code = $2`, [
    gateway.config.vault.seal('13900000002', 'registered_company.phone'),
    companies['register']!.creditCode,
  ]);
});
afterAll(() => gateway.stop());

const give = async ({ client }: Person, creditCode: string, phone: string, idempotencyKey = phone) => {
  const input = { contacts: [{ creditCode, phone }], idempotencyKey };
  return (await client.get(GiveEnterpriseContactsDocument, { input })).giveEnterpriseContacts;
};
const reminders = () => gateway.texts.filter(({ template }) => template === 'REGISTRATION_REMINDER');

test('an insurer provides phone numbers of its companies, and nobody reads them', async () => {
  const { creditCode } = companies['insurer']!;
  expect(await give(insurer, creditCode, '13900000001')).toEqual({ notedCount: 1, userErrors: [] });
  expect((await give(insurer, creditCode, '1390000000', 'short')).userErrors).toMatchObject([
    { code: 'PHONE_INVALID', path: ['contacts', '0', 'phone'] },
  ]);
  const other = await arrangeInsurer(gateway, '鼓山财产保险');
  expect((await give(other, creditCode, '13900000009')).userErrors).toMatchObject([
    { code: 'CONTACT_ENTERPRISE_UNKNOWN' },
  ]);
  const { enterprises } = await platform.client.get(ReachableAtDocument, { creditCode });
  expect(enterprises.nodes).toEqual([{ reachableAt: [{ source: 'INSURER', lastFour: '0001' }] }]);
  const [row] = await gateway.sql<{ sealed_phone: string }>('select sealed_phone from enterprise_contact');
  expect(row!.sealed_phone).not.toContain('13900000001');
});

test('before the deadline companies without an account get one request; the others get none', async () => {
  expect(reminders()).toEqual([]);
  // Ten working days before 2025-09-01, the last day to register.
  gateway.clock.set(new Date('2025-08-19T02:00:00Z'));
  await eventually(async () => reminders().length === 2, 'two companies are asked');
  gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
  await eventually(
    async () =>
      (await gateway.sql(`select 1 from invitation_scan where scanned_at > '2025-08-20T00:00:00Z'`)).length === 1,
    'a further look',
  );
  expect(reminders().map(({ phone, parameters }) => [phone, parameters['until']])).toEqual(
    expect.arrayContaining([
      ['13900000001', '2025-09-01'],
      ['13900000002', '2025-09-01'],
    ]),
  );
  expect(reminders()).toHaveLength(2);
  const { textMessages } = await platform.client.get(TextMessagesDocument, {});
  expect(textMessages.nodes.map(({ contactSource }) => contactSource).toSorted()).toEqual(['INSURER', 'REGISTER']);
});

test('a company that becomes reachable after the deadline still gets its request', async () => {
  gateway.clock.set(new Date('2025-09-10T02:00:00Z'));
  await give(insurer, companies['nobody']!.creditCode, '13900000003');
  gateway.clock.set(new Date('2025-09-10T04:00:00Z'));
  await eventually(async () => reminders().length === 3, 'the third is asked');
  expect(reminders()[2]).toMatchObject({ phone: '13900000003', parameters: { until: '2025-09-17' } });
});

test('if no number of its people is reached, other numbers of the company are tried, and a delivery counts as notification', async () => {
  const year: { gateway?: TestGateway; of?: PublishedYear } = {};
  const own = '13700000000';
  year.gateway = await startTestGateway({
    world: publishedYear(1),
    environment: { BACKGROUND_JOBS: 'true' },
    onSms: ({ phone }) => {
      if (phone === own) throw new SmsRefused('isv.MOBILE_NUMBER_ILLEGAL', true);
    },
  });
  const { sql, config } = year.gateway;
  try {
    year.of = await askYear(
      year.gateway,
      1,
      () => own,
      async ({ companies: [company] }) => {
        await sql(`update registered_company set sealed_phone = $1 where credit_code = $2`, [
          config.vault.seal('13900000004', 'registered_company.phone'),
          company!.creditCode,
        ]);
      },
    );
    const isNotified = async () => [...(await readClaims(year.of!.science)).values()][0]!.notifiedBy === 'MESSAGE';
    await eventually(isNotified, 'the company is notified by its number in the register');
    expect(year.gateway.texts).toMatchObject([{ phone: '13900000004', template: 'PAYMENT_INFORMATION_REQUEST' }]);
  } finally {
    await year.gateway.stop();
  }
});

test('a push provides numbers too, inline and by file; a wrong one is a warning, and none is stored unencrypted', async () => {
  gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
  const [inline, filed, wrong] = await Promise.all(
    ['inline', 'filed', 'wrong'].map((name) => arrangeEnterprise(gateway, { name })),
  );
  const rows = [
    { ...policyRow(inline!), contactPhone: '+86 139-0000-0011' },
    { ...policyRow(wrong!), contactPhone: '0591-87654321' },
    { ...policyRow(wrong!, { premium: 'nothing' }), contactPhone: '13900000012' },
  ];
  const input = {
    programme,
    rows,
    errorPolicy: 'REJECT_FAILED_ROWS' as const,
    dryRun: false,
    idempotencyKey: 'contacts',
  };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, { input });
  expect(submitPolicies.rows!.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
    [],
    ['CONTACT_PHONE_INVALID'],
    [],
  ]);
  const csv = (row: ReturnType<typeof policyRow>, phone: string) =>
    csvOf([row], `${headings},企业联系电话`).replace(/$/, `,${phone}`);
  await uploaded(insurer.client, csv(policyRow(filed!), '13900000013'));
  await uploaded(insurer.client, csv(policyRow(filed!), '13900000014'), { errorPolicy: 'REJECT_ALL' });
  await uploaded(insurer.client, csv(policyRow(filed!, { premium: 'nothing' }), '13900000015'));
  // A line that is no JSON any more: its number cannot be found by columns.
  const broken = JSON.stringify({ ...policyRow(filed!), contactPhone: '139 0000 0016' }).slice(0, -1);
  const file = [JSON.stringify(policyRow(filed!)), broken, `${broken},13900000017}`].join('\n');
  expect(await uploaded(insurer.client, file)).toMatchObject({ failedCount: 2 });
  const reached = async ({ creditCode }: ArrangedEnterprise) =>
    (await platform.client.get(ReachableAtDocument, { creditCode })).enterprises.nodes[0]!.reachableAt;
  expect(await reached(inline!)).toEqual([{ source: 'INSURER', lastFour: '0011' }]);
  expect(await reached(filed!)).toEqual([{ source: 'INSURER', lastFour: '0014' }]);
  expect(await reached(wrong!)).toEqual([]);
  const replaced = await gateway.sql<{ data: unknown }>(
    `select data from event where type = 'CONTACT_GIVEN' and subject_id = (select id from enterprise where credit_code = $1)`,
    [filed!.creditCode],
  );
  expect(replaced).toEqual([{ data: { changes: [{ field: 'lastFour', from: '0013', to: '0014' }] } }]);
  const kept = await gateway.sql<{ text: string }>(
    `select string_agg(t::text, ' ') as text from submission_row t where t::text ~ '139 ?0000 ?001'`,
  );
  expect(kept).toEqual([{ text: null }]);
});
