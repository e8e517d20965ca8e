import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { OrderPaymentDocument, ReleasePaymentDocument } from '../generated/graphql.js';
import { askYear, claimAll } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { type FakeRegister, startFakeRegister } from '../kit/outside-register.js';
import { eventually } from '../kit/eventually.js';
import { paymentVersion, publishedYear, type PublishedYear, readClaims } from '../kit/published-year.js';
import { arrangePerson, type Person, programmeCode } from '../kit/world.js';

/*
 * Accounts are checked before money is sent: the holder against the company register, and by a bank's service over the
 * network. Six companies: one is confirmed, one was renamed, one has another holder, one is refused by the bank, one is
 * first answered by a broken service, and one is never answered.
 */
let gateway: TestGateway;
let bank: FakeRegister;
let year: PublishedYear;
let colleague: Person;
let silent = true;
const codeOf = (place: number) => year.companies[place]!.creditCode;

beforeAll(async () => {
  bank = await startFakeRegister(({ creditCode }) => {
    if (creditCode === codeOf(3)) return { match: false, message: '户名与账号不符' };
    return creditCode === codeOf(5) && silent ? 'BROKEN' : { match: true };
  });
  const environment = { PAYEE_CHECK: 'http', PAYEE_CHECK_URL: bank.url, PAYEE_CHECK_SECRET: bank.secret };
  gateway = await startTestGateway({
    world: publishedYear(6),
    environment: { BACKGROUND_JOBS: 'true', ...environment },
  });
  year = await askYear(gateway, 6);
  colleague = await arrangePerson(gateway, Role.FINANCE);
  await claimAll(gateway);
  const [renamed, other] = [codeOf(1), codeOf(2)];
  // The register learns of a new name after the account was chosen: the former one counts.
  await gateway.sql(
    `update registered_company set former_names = array[name], name = '福州新名科技有限公司' where credit_code = $1`,
    [renamed],
  );
  await gateway.sql(
    `update claim_application set holder = '福州别家贸易有限公司'
     where enterprise_id = (select id from enterprise where credit_code = $1)`,
    [other],
  );
});
afterAll(async () => {
  await gateway.stop();
  await bank.stop();
});

interface Line {
  reference: string;
  holderCheck: string;
  payeeCheck: string;
  payeeAnswer: string | null;
  hold: string | null;
  acceptedReason: string | null;
  enterprise: { creditCode: string };
}

async function batch() {
  const { paymentBatches } = await year.finance.client.get<
    { paymentBatches: { nodes: { id: string; version: number; lines: { nodes: Line[] } }[] } },
    object
  >(
    `{ paymentBatches { nodes { id version lines(filter: { status: OPEN }) { nodes {
      reference holderCheck payeeCheck payeeAnswer hold acceptedReason enterprise { creditCode } } } } } }`,
  );
  return paymentBatches.nodes[0]!;
}

const lineOf = async (place: number) =>
  (await batch()).lines.nodes.find(({ enterprise }) => enterprise.creditCode === codeOf(place))!;

async function release({ client }: Person = year.finance) {
  const { id: batchId, version } = await batch();
  return (await client.get(ReleasePaymentDocument, { input: { batchId, version } })).releasePayment;
}

async function accept(references: string[], reason = '已电话核实', { client }: Person = year.finance) {
  const { id: batchId, version } = await batch();
  const { acceptPayees } = await client.get<{ acceptPayees: { userErrors: object[] } }, object>(
    `mutation ($input: AcceptPayeesInput!) { acceptPayees(input: $input) { userErrors { code path } } }`,
    { input: { batchId, version, references, reason } },
  );
  return acceptPayees.userErrors;
}

test('each account is compared with the register and checked at the bank with a signed request', async () => {
  const version = await paymentVersion(year.science);
  const input = { programme: programmeCode, version, idempotencyKey: 'order' };
  expect((await year.science.client.get(OrderPaymentDocument, { input })).orderPayment.userErrors).toEqual([]);
  await eventually(async () => (await lineOf(3)).payeeCheck === 'REFUSED', 'the bank refuses one');
  expect(await lineOf(0)).toMatchObject({ holderCheck: 'REGISTERED', payeeCheck: 'CONFIRMED', hold: null });
  expect(await lineOf(1)).toMatchObject({ holderCheck: 'FORMER_NAME', hold: null });
  expect(await lineOf(2)).toMatchObject({
    holderCheck: 'DIFFERENT',
    hold: '户名“福州别家贸易有限公司”与登记的企业名称“福州第3科技有限公司”不一致',
  });
  expect(await lineOf(3)).toMatchObject({ payeeAnswer: '户名与账号不符', hold: '账户核验不通过：户名与账号不符' });
  expect(bank.questions.every(({ signed }) => signed)).toBe(true);
  const asked = bank.questions.find(({ body }) => body['creditCode'] === codeOf(0))!.body;
  expect(asked).toEqual({
    reference: (await lineOf(0)).reference,
    creditCode: codeOf(0),
    holder: '福州第1科技有限公司',
    bankName: '中国工商银行福州分行',
    bankCode: '102391000012',
    accountNumber: '6217000000000000000',
  });
});

test('a batch with lines on hold is not released; the refusal names them and what to do', async () => {
  const { userErrors } = await release();
  expect(userErrors).toMatchObject([{ code: 'PAYMENT_LINES_HELD', details: { count: 2 } }]);
  const held = await gateway.sql<{ reason: string }>(
    `select data ->> 'reason' as reason from event where type = 'PAYMENT_LINE_HELD' order by id`,
  );
  expect(held).toHaveLength(2);
});

test('FINANCE and auditors see the bank’s answer; the company sees that its line is on hold, and why', async () => {
  const line = '{ claims { nodes { payments { hold } } } }';
  const owner = await arrangePerson(gateway, Role.ENTERPRISE, year.companies[3]!.id);
  const { claims } = await owner.client.get<{ claims: { nodes: unknown[] } }, object>(line);
  expect(claims.nodes).toEqual([{ payments: [{ hold: '账户核验不通过：户名与账号不符' }] }]);
  for (const reader of [owner, year.science]) {
    const { errors } = await reader.client.ask('{ claims { nodes { payments { payeeAnswer } } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});

test('a line on hold is returned to its company, which claims again; the others do not change', async () => {
  const { id: batchId, version } = await batch();
  const { reference } = await lineOf(3);
  const input = { batchId, version, references: [reference], to: 'ENTERPRISE', reason: '账户核验不通过' };
  await year.finance.client.get(
    `mutation ($input: ReturnPaymentInput!) { returnPayment(input: $input) { userErrors { code } } }`,
    { input } as never,
  );
  await eventually(
    async () => (await readClaims(year.science)).get(codeOf(3))?.status === 'AWAITING_CLAIM',
    'it can claim again',
  );
});

test('FINANCE accepts only an account on hold, with a reason, and the person who accepted does not release', async () => {
  const [held, fine] = [await lineOf(2), await lineOf(0)];
  expect(await accept([held.reference], ' ')).toMatchObject([{ code: 'REASON_MISSING' }]);
  expect(await accept([fine.reference])).toMatchObject([{ code: 'PAYMENT_LINE_NOT_HELD', path: ['references', '0'] }]);
  expect(await accept([held.reference])).toEqual([]);
  expect((await lineOf(2)).acceptedReason).toBe('已电话核实');
  expect((await release()).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
});

test('if the service does not answer, its lines wait, and the request is repeated automatically', async () => {
  expect((await lineOf(5)).payeeCheck).toBe('PENDING');
  const early = await release(colleague);
  expect(early.userErrors.map(({ code }) => code)).toEqual(['PAYEE_CHECKS_PENDING']);
  silent = false;
  await eventually(async () => {
    gateway.clock.set(new Date(gateway.clock.now().getTime() + 3_600_000));
    return (await lineOf(5)).payeeCheck === 'CONFIRMED';
  }, 'the answer comes later');
  expect((await release(colleague)).batch).toMatchObject({ status: 'RELEASED', openCount: 5 });
});
