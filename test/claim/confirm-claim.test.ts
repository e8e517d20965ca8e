import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { Role } from '../../src/access/role.js';
import {
  AddBankAccountDocument,
  ClaimStepsDocument,
  ConfirmClaimDocument,
  OrderPaymentDocument,
  ReleasePaymentDocument,
  RemoveBankAccountDocument,
  StatementOfTruthDocument,
} from '../generated/graphql.js';
import { askYear } from '../kit/claimed-year.js';
import { publishedYear } from '../kit/published-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import type { PublishedYear } from '../kit/published-year.js';
import { arrangePerson, type Person, programmeCode } from '../kit/world.js';

/** Three enterprises that were asked for their accounts, until the end of 2025-09-11. */
let gateway: TestGateway;
let year: PublishedYear;
let people: Person[];

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3), environment: { BACKGROUND_JOBS: 'true' } });
  year = await askYear(gateway, 3);
  people = await Promise.all(year.companies.map(({ id }) => arrangePerson(gateway, Role.ENTERPRISE, id)));
});
afterAll(() => gateway.stop());

let serial = 0;

async function addAccount(place: number): Promise<string> {
  serial += 1;
  const bankCode = `10239100001${bankCodeCheck('10239100001')}`;
  const holder = year.companies[place]!.name;
  const { addBankAccount } = await people[place]!.client.get(AddBankAccountDocument, {
    input: {
      bankName: '中国工商银行福建省分行',
      bankCode,
      number: numberOf(serial),
      holder,
      idempotencyKey: `account-${serial}`,
    },
  });
  return addBankAccount.bankAccount!.id;
}

async function own(place: number) {
  const { claims } = await people[place]!.client.get(ClaimStepsDocument, {});
  return claims.nodes[0]!;
}

async function confirm(place: number, changes: object = {}) {
  const { id: claimId, version } = await own(place);
  const input = { claimId, version, bankAccountId: '', acceptedStatement: 1, ...changes };
  return (await people[place]!.client.get(ConfirmClaimDocument, { input })).confirmClaim;
}

test('an enterprise sees its own claim and no other', async () => {
  const { claims } = await people[0]!.client.get(ClaimStepsDocument, {});
  expect(claims.nodes.map(({ enterprise }) => enterprise?.creditCode)).toEqual([year.companies[0]!.creditCode]);
  const insurer = await arrangePerson(gateway, Role.INSURER);
  for (const client of [insurer.client, gateway.client()]) {
    const { errors } = await client.ask(ClaimStepsDocument, {});
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions.code);
  }
});

test('a claim is not confirmed without an own account, nor by another enterprise', async () => {
  const unknown = [{ code: 'BANK_ACCOUNT_UNKNOWN', path: ['bankAccountId'] }];
  expect((await confirm(0)).userErrors).toMatchObject(unknown);
  const foreign = await addAccount(1);
  expect((await confirm(0, { bankAccountId: foreign })).userErrors).toMatchObject(unknown);
  const removed = await addAccount(0);
  const gone = await people[0]!.client.get(RemoveBankAccountDocument, { input: { bankAccountId: removed } });
  expect(gone.removeBankAccount.userErrors).toEqual([]);
  expect((await confirm(0, { bankAccountId: removed })).userErrors).toMatchObject(unknown);
  const { id: claimId, version } = await own(1);
  expect((await confirm(0, { claimId, version, bankAccountId: foreign })).userErrors).toMatchObject([
    { code: 'CLAIM_NOT_FOUND', path: ['claimId'] },
  ]);
  expect(await gateway.sql(`select 1 from claim_application`)).toEqual([]);
  expect((await own(0)).status).toBe('AWAITING_CLAIM');
});

test('many simultaneous confirmations claim it once, with the statement as it was shown', async () => {
  const bankAccountId = await addAccount(0);
  const { version } = await own(0);
  const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(0, { bankAccountId, version })));
  // The same request again is answered as the first time; another input meets the version.
  expect(answers.map(({ userErrors }) => userErrors[0]?.code ?? 'CLAIMED')).toEqual(Array(6).fill('CLAIMED'));
  const other = await confirm(0, { bankAccountId: 'x', version });
  expect(other.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  const { statementOfTruth } = await gateway.client().get(StatementOfTruthDocument);
  const stored = await gateway.sql(`select statement_version, statement_text, accepted_by from claim_application`);
  expect(stored).toEqual([
    {
      statement_version: statementOfTruth.version,
      statement_text: statementOfTruth.text,
      accepted_by: people[0]!.accountId,
    },
  ]);
  expect((await confirm(0, { bankAccountId })).userErrors).toMatchObject([
    {
      code: 'CLAIM_STATUS_UNFIT',
      details: { found: 'CLAIMED', needed: 'AWAITING_CLAIM', allowed: ['EXCLUDED', 'PAYMENT_ORDERED'] },
    },
  ]);
});

test('a newer statement has to be accepted; what was accepted before stays as it was', async () => {
  await gateway.sql(`insert into statement_of_truth (version, text, issued_at) values (2, '新版承诺书', now())`);
  const bankAccountId = await addAccount(1);
  expect((await confirm(1, { bankAccountId })).userErrors).toMatchObject([
    { code: 'STATEMENT_NOT_ACCEPTED', path: ['acceptedStatement'], details: { present: 2 } },
  ]);
  expect((await confirm(1, { bankAccountId, acceptedStatement: 2 })).claim).toMatchObject({ status: 'CLAIMED' });
  const versions = await gateway.sql(`select statement_version as version from claim_application order by 1`);
  expect(versions).toEqual([{ version: 1 }, { version: 2 }]);
});

test('the account of an application does not change when the enterprise changes its account', async () => {
  const accounts = await gateway.sql<{ id: string }>(
    `select id from bank_account where enterprise_id = $1 and removed_at is null`,
    [year.companies[0]!.id],
  );
  for (const { id } of accounts) {
    await people[0]!.client.get(RemoveBankAccountDocument, { input: { bankAccountId: globalId('BankAccount', id) } });
  }
  const { orderPayment } = await year.science.client.get(OrderPaymentDocument, {
    input: { programme: programmeCode, version: 0, idempotencyKey: 'pay' },
  });
  const { id: batchId, version } = orderPayment.batch!;
  await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  const file = await (await year.finance.client.fetch(`/payment-batches/${batchId}/file.csv`)).text();
  const line = file.split('\r\n').find((text) => text.includes(year.companies[0]!.creditCode));
  expect(line).toContain(numberOf(await applied(0)));
});

const numberOf = (account: number) => `622202100111000${account}`;

/** With which of its accounts a company claimed. */
async function applied(place: number): Promise<number> {
  const [row] = await gateway.sql<{ last: string }>(
    `select last_four as last from claim_application
    where enterprise_id = $1`,
    [year.companies[place]!.id],
  );
  return Number(row?.last.slice(3));
}

test('confirmation is possible to the end of the last day in Shanghai, and not a second longer', async () => {
  const bankAccountId = await addAccount(2);
  const { id: claimId, version } = await own(2);
  const at = async (instant: string, changes: object) => {
    gateway.clock.set(new Date(instant));
    const input = { claimId, version, bankAccountId, acceptedStatement: 2, ...changes };
    return (await people[2]!.client.get(ConfirmClaimDocument, { input })).confirmClaim.userErrors[0]?.code ?? 'CLAIMED';
  };
  expect(await at('2025-09-11T15:59:59Z', { acceptedStatement: 1 })).toBe('STATEMENT_NOT_ACCEPTED');
  // Before the gateway has given it up, or just after.
  expect(['CLAIM_TIME_OVER', 'VERSION_CONFLICT']).toContain(await at('2025-09-11T16:00:00Z', {}));
});
