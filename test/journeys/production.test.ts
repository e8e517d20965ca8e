import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';
import {
  AddBankAccountDocument,
  ApproveProposalDocument,
  AttachDocumentDocument,
  BindEnterpriseDocument,
  ClaimStepsDocument,
  ComputeProposalDocument,
  ConfirmClaimDocument,
  ConfirmInstitutionDocument,
  ConfirmListImportDocument,
  GiveOpinionDocument,
  LeftOutDocument,
  OrderPaymentDocument,
  PaymentBatchesDocument,
  PrepareServiceNoticeDocument,
  PublicityNoticesDocument,
  PublishNoticeDocument,
  PublishServiceNoticeDocument,
  RecipientsDocument,
  RecordPaymentResultsDocument,
  RegisterInstitutionDocument,
  ReleasePaymentDocument,
  RequestPaymentInformationDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
  VerifyPersonDocument,
} from '../generated/graphql.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import type { ApiClient } from '../kit/client.js';
import { uploadList } from '../kit/lists.js';
import { type Production, registerBy, signIn, startProduction } from '../kit/production.js';
import { eventually } from '../kit/eventually.js';
import { nextCreditCode, programmeCode } from '../kit/world.js';

/*
 * A province's year in production mode, from the register's list to the last paid fen: by API and files alone, by different
 * persons, against small fakes. Besides a plain company there is one whose name the insurer mistypes, one that is renamed,
 * one that is deregistered, one outside the region, one that no message reaches, one whose policy comes late, and one whose
 * payment the bank rejects. What each should get is computed here, independently of the gateway.
 */
const offices = [
  { name: '平台甲', phone: '13900000001', role: 'PLATFORM' },
  { name: '平台乙', phone: '13900000002', role: 'PLATFORM' },
  { name: '科技甲', phone: '13900000003', role: 'SCIENCE' },
  { name: '科技乙', phone: '13900000004', role: 'SCIENCE' },
  { name: '监管甲', phone: '13900000005', role: 'REGULATOR' },
  { name: '财政甲', phone: '13900000006', role: 'FINANCE' },
  { name: '财政乙', phone: '13900000007', role: 'FINANCE' },
];

interface Company {
  name: string;
  typed?: string;
  division: string;
  status: string;
  person: string;
  product: string;
  premium: string;
  rate: bigint;
  code: string;
}
const company = (name: string, changes: Partial<Company> & { person: string }): Company => ({
  name,
  division: '350102',
  status: '存续',
  product: 'RD_INTERRUPTION',
  premium: '10000.01',
  rate: 50n,
  code: nextCreditCode(),
  ...changes,
});
const companies = {
  plain: company('福州平常科技有限公司', { person: '陈一' }),
  typo: company('福州正名科技有限公司', { person: '林二', typed: '福洲正名科技有限公司', premium: '64201.37' }),
  renamed: company('泉州旧名机械有限公司', { person: '黄三', division: '350502', premium: '1200000.00' }),
  gone: company('漳州注销药业有限公司', { person: '张四', division: '350602', status: '注销' }),
  outside: company('厦门别处科技有限公司', { person: '吴五', division: '350203' }),
  unreached: company('莆田无讯鞋业有限公司', { person: '蔡六', division: '350302', premium: '8000.00' }),
  late: company('平潭晚到科技有限公司', { person: '王七', division: '350128', premium: '300.05' }),
  rejected: company('南平退票竹业有限公司', {
    person: '赵八',
    division: '350702',
    product: 'PRODUCT_LIABILITY',
    premium: '77777.77',
    rate: 10n,
  }),
};
type Key = keyof typeof companies;

/** By hand: premium × rate, half up to the fen, at most 500,000.00. */
function expected({ premium, rate }: Company): string {
  const fen = ((parseYuan(premium) as bigint) * rate + 50n) / 100n;
  return formatYuan(fen > 50_000_000n ? 50_000_000n : fen);
}

let production: Production;
const office: Record<string, ApiClient> = {};
const owner: Partial<Record<Key, ApiClient>> = {};
let insurer: ApiClient;
const programme = programmeCode;
const refusedAccount = '6222000000000000009';

beforeAll(async () => {
  production = await startProduction({
    now: '2025-08-15T01:00:00Z',
    offices,
    accountIsFine: ({ accountNumber }) => accountNumber !== refusedAccount,
  });
  for (const { name, phone, role } of offices) office[name] = await signIn(production, phone, role as Role);
});
afterAll(() => production.stop());

const person = (name: string): ApiClient => office[name] as ApiClient;
const at = (instant: string) => production.gateway.clock.set(new Date(instant));
let serial = 0;
const idempotencyKey = () => `journey-${(serial += 1)}`;

async function importList(kind: string, source: string, lines: string[], listDate = '2025-08-01'): Promise<void> {
  const list = await uploadList(person('平台甲'), lines.join('\n'), { kind, source, listDate });
  expect(list).toMatchObject({ status: 'WAITING', failedCount: 0 });
  const input = { listImportId: list.id, version: list.version };
  const own = await person('平台甲').get(ConfirmListImportDocument, { input });
  expect(own.confirmListImport.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const { confirmListImport } = await person('平台乙').get(ConfirmListImportDocument, { input });
  expect(confirmListImport.userErrors).toEqual([]);
}

const registerHead = '统一社会信用代码,企业名称,注册地区划代码,登记状态,法定代表人,变更日期';

test('the lists of the register and of qualified companies come in as files', async () => {
  const rows = Object.values(companies).map(({ code, name, division, status, person: who }) =>
    [code, name, division, status, who, '2020-01-01'].join(','),
  );
  await importList('COMPANY_REGISTER', '闽市监登记〔2025〕8月', [registerHead, ...rows]);
  const qualified = Object.values(companies).map(({ code, name }) =>
    [code, name, '国家级高新技术企业', '2023-01-01', '2026-12-31'].join(','),
  );
  const head = '统一社会信用代码,企业名称,资质类别,有效期起,有效期止';
  await importList('QUALIFICATIONS', '国家级高新技术企业名单', [head, ...qualified]);
});

test('an insurer registers: a verified clerk, and two departments that confirm it', async () => {
  const clerk = await registerBy(production, '13800000100', 'INSURER');
  const verified = { name: '保险员', identityNumber: '11010519491231002X' };
  expect((await clerk.get(VerifyPersonDocument, { input: verified })).verifyPerson.userErrors).toEqual([]);
  const input = { programme, creditCode: nextCreditCode(), name: '闽江财产保险股份有限公司' };
  const { registerInstitution } = await clerk.get(RegisterInstitutionDocument, { input });
  expect(registerInstitution.userErrors).toEqual([]);
  const institution = registerInstitution.institution!.id;
  const confirm = async (client: ApiClient, version: number) =>
    (await client.get(ConfirmInstitutionDocument, { input: { institutionId: institution, version } }))
      .confirmInstitution;
  await confirm(person('科技甲'), 1);
  expect((await confirm(person('监管甲'), 2)).institution).toMatchObject({ status: 'ACTIVE' });
  insurer = production.gateway.client(registerInstitution.token as string);
});

async function push(key: Key) {
  const { code, name, typed = name, product, premium } = companies[key];
  const row = {
    rowKey: key,
    policyNo: `P-${key}`,
    creditCode: code,
    enterpriseName: typed,
    product,
    startsOn: '2024-03-01',
    endsOn: '2025-02-28',
    premium,
    invoiceNo: String((serial += 1)).padStart(20, '0'),
  };
  const { submitPolicies } = await insurer.get(SubmitPoliciesDocument, {
    input: { programme, rows: [row], errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: idempotencyKey() },
  });
  expect(submitPolicies.userErrors).toEqual([]);
  const [answer] = submitPolicies.rows!;
  for (const kind of ['POLICY', 'INVOICE'] as const) {
    const paper = await insurer.fetch('/upload/documents', { method: 'POST', body: `%PDF-1.7 ${key} ${kind}` });
    const { id: documentId } = (await paper.json()) as { id: string };
    const { attachDocument } = await insurer.get(AttachDocumentDocument, {
      input: { policyId: answer!.policy!.id, documentId, kind },
    });
    expect(attachDocument.userErrors).toEqual([]);
  }
  return answer!;
}

test('policies are pushed with their papers; a mistyped name is a warning and never the name on a list', async () => {
  for (const key of Object.keys(companies) as Key[]) {
    if (key === 'late') continue;
    const { subsidyPreview, warnings } = await push(key);
    if (key !== 'gone' && key !== 'outside') expect(subsidyPreview).toBe(fullAmount(companies[key]));
    expect(warnings.map(({ code }) => code)).toEqual(key === 'typo' ? ['NAME_DIFFERS'] : []);
  }
});

/** Before the cap, which a single policy does not know. */
const fullAmount = ({ premium, rate }: Company) => formatYuan(((parseYuan(premium) as bigint) * rate + 50n) / 100n);

test('companies register: legal representatives whom both registers confirm, with an account', async () => {
  let minute = 0;
  for (const key of ['plain', 'typo', 'renamed', 'late', 'rejected'] as const) {
    at(new Date(Date.parse('2025-08-16T01:00:00Z') + (minute += 1) * 3_600_000).toISOString());
    owner[key] = await comeIn(key, `1370000000${minute}`);
  }
  expect(production.people.questions.every(({ signed }) => signed)).toBe(true);
});

async function comeIn(key: Key, phone: string): Promise<ApiClient> {
  const { code: creditCode, name, person: representative } = companies[key];
  const client = await registerBy(production, phone, 'ENTERPRISE');
  const verified = { name: representative, identityNumber: identityNumbers[key]! };
  expect((await client.get(VerifyPersonDocument, { input: verified })).verifyPerson.userErrors).toEqual([]);
  const { bindEnterprise } = await client.get(BindEnterpriseDocument, {
    input: { creditCode, name, kind: 'LEGAL_REPRESENTATIVE', authorisationId: null },
  });
  expect(bindEnterprise.userErrors).toEqual([]);
  const bound = production.gateway.client(bindEnterprise.token as string);
  await addAccount(bound, key, key === 'typo' ? refusedAccount : `622202100111624${key.length}00${serial}`);
  return bound;
}

const bank = '10239100001';
async function addAccount(client: ApiClient, key: Key, number: string): Promise<string> {
  const { addBankAccount } = await client.get(AddBankAccountDocument, {
    input: {
      bankName: '中国工商银行福州五一支行',
      bankCode: bank + bankCodeCheck(bank),
      number,
      holder: companies[key].name,
      idempotencyKey: idempotencyKey(),
    },
  });
  expect(addBankAccount.userErrors).toEqual([]);
  return addBankAccount.bankAccount!.id;
}

/** Numbers of made-up people whose check character fits (GB 11643). */
const identityNumbers: Partial<Record<Key, string>> = Object.fromEntries(
  (Object.keys(companies) as Key[]).map((key, place) => [key, identityNumber(place)]),
);
function identityNumber(place: number): string {
  const body = `3501021980010100${place}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}

test('a company is renamed before the list is published; the list has its new name', async () => {
  at('2025-08-18T01:00:00Z');
  const { code, division, person: who } = companies.renamed;
  companies.renamed.name = '泉州新名智能有限公司';
  const row = [code, companies.renamed.name, division, '存续', who, '2025-08-17'].join(',');
  await importList('COMPANY_REGISTER', '闽市监登记〔2025〕8月补', [registerHead, row], '2025-08-18');
});

async function publish(): Promise<{ noticeId: string; leftOut: string[][] }> {
  const { computeProposal } = await person('平台甲').get(ComputeProposalDocument, {
    input: { programme, idempotencyKey: idempotencyKey() },
  });
  expect(computeProposal.userErrors).toEqual([]);
  const proposalId = computeProposal.proposal!.id;
  const { subsidyProposals } = await person('平台甲').get(LeftOutDocument, { programme });
  await person('平台甲').get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  const opinion = { proposalId, version: 2, agrees: true, opinion: '无不同意见' };
  await person('监管甲').get(GiveOpinionDocument, { input: opinion });
  await person('科技甲').get(ApproveProposalDocument, { input: { proposalId, version: 3 } });
  const input = { proposalId, idempotencyKey: idempotencyKey() };
  const own = await person('科技甲').get(PublishNoticeDocument, { input });
  expect(own.publishNotice.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const { publishNotice } = await person('科技乙').get(PublishNoticeDocument, { input });
  expect(publishNotice.userErrors).toEqual([]);
  const leftOut = subsidyProposals.nodes[0]!.leftOut.nodes;
  return {
    noticeId: publishNotice.notice!.id,
    leftOut: leftOut.map(({ policy, reasons }) => [policy!.policyNo, ...reasons]).toSorted(),
  };
}

async function published(noticeId: string): Promise<Record<string, string>> {
  const { recipients } = await production.gateway.client().get(RecipientsDocument, { noticeId });
  return Object.fromEntries(recipients!.nodes.map(({ name, amount }) => [name, amount]));
}
const expectedList = (...keys: Key[]) =>
  Object.fromEntries(keys.map((key) => [companies[key].name, expected(companies[key])]));

const closed = (count: number) =>
  eventually(async () => {
    const { publicityNotices } = await production.gateway.client().get(PublicityNoticesDocument);
    return publicityNotices.nodes.filter(({ status }) => status === 'CLOSED').length === count;
  }, 'the notice closes automatically');

test('the list names companies as the register does; what is left out has its reason', async () => {
  at('2025-08-20T01:00:00Z');
  const { noticeId, leftOut } = await publish();
  expect(leftOut).toEqual([
    ['P-gone', 'COMPANY_NOT_ACTIVE'],
    ['P-outside', 'REGION_NOT_ELIGIBLE'],
  ]);
  expect(await published(noticeId)).toEqual(expectedList('plain', 'typo', 'renamed', 'unreached', 'rejected'));
  expect(expected(companies.renamed)).toBe('500000.00');
});

test('a policy pushed after the approval goes to a supplementary list', async () => {
  at('2025-08-21T01:00:00Z');
  await push('late');
  const { noticeId, leftOut } = await publish();
  expect(leftOut.filter(([policyNo]) => policyNo === 'P-late')).toEqual([]);
  expect(await published(noticeId)).toEqual(expectedList('late'));
  at('2025-08-28T16:00:01Z');
  await closed(2);
});

async function claims() {
  const { claims: found } = await person('平台甲').get(ClaimStepsDocument, {});
  return Object.fromEntries(
    found.nodes.map((claim) => {
      const [key] = Object.entries(companies).find(([, { code }]) => code === claim.enterprise?.creditCode)!;
      return [key, claim];
    }),
  ) as Record<Key, (typeof found.nodes)[number]>;
}

async function confirm(key: Key, bankAccountId?: string): Promise<void> {
  const client = owner[key]!;
  const {
    bankAccounts,
    statementOfTruth,
    claims: own,
  } = await client.get<
    {
      bankAccounts: { nodes: { id: string }[] };
      statementOfTruth: { version: number };
      claims: { nodes: { id: string; version: number }[] };
    },
    object
  >('{ bankAccounts { nodes { id } } statementOfTruth { version } claims { nodes { id version } } }');
  const { id: claimId, version } = own.nodes[0]!;
  const { confirmClaim } = await client.get(ConfirmClaimDocument, {
    input: {
      claimId,
      version,
      bankAccountId: bankAccountId ?? bankAccounts.nodes[0]!.id,
      acceptedStatement: statementOfTruth.version,
    },
  });
  expect(confirmClaim.userErrors).toEqual([]);
}

test('companies get a text message and claim; those that none reaches are named in a service notice', async () => {
  at('2025-08-29T01:00:00Z');
  await person('平台甲').get(RequestPaymentInformationDocument, { input: { programme, idempotencyKey: 'ask' } });
  await eventually(
    async () => production.sent.filter(({ template }) => template === 'PAYMENT_INFORMATION_REQUEST').length === 5,
    'five companies are asked',
  );
  await production.report();
  await eventually(async () => (await claims()).plain.notifiedBy === 'MESSAGE', 'the reports have come in');
  for (const key of ['plain', 'typo', 'renamed', 'late', 'rejected'] as const) await confirm(key);
  expect((await claims()).unreached).toMatchObject({ status: 'AWAITING_CLAIM', notifiedBy: null });
  at('2025-09-03T01:00:00Z');
  const { prepareServiceNotice } = await person('平台乙').get(PrepareServiceNoticeDocument, {
    input: { programme, idempotencyKey: 'notice' },
  });
  const { id: serviceNoticeId, version } = prepareServiceNotice.serviceNotice!;
  const { publishServiceNotice } = await person('科技乙').get(PublishServiceNoticeDocument, {
    input: { serviceNoticeId, version },
  });
  expect(publishServiceNotice.userErrors).toEqual([]);
  expect((await claims()).unreached.notifiedBy).toBe('SERVICE_NOTICE');
  const event = { kind: 'SERVICE_NOTICE_PUBLISHED', serviceNotice: serviceNoticeId, programme, notice: null };
  await eventually(async () => {
    const changes = await (await production.gateway.client().fetch('/feed/changes.ndjson')).text();
    return changes
      .split('\n')
      .some((line) => line.includes(event.kind) && JSON.parse(line).serviceNotice === event.serviceNotice);
  }, 'the open data have the service notice');
});

async function order() {
  const { programme: found } = await person('科技乙').get<{ programme: { paymentVersion: number } }, object>(
    `{ programme(code: "${programme}") { paymentVersion } }`,
  );
  const input = { programme, version: found.paymentVersion, idempotencyKey: idempotencyKey() };
  const own = await person('科技甲').get(OrderPaymentDocument, { input });
  expect(own.orderPayment.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const { orderPayment } = await person('科技乙').get(OrderPaymentDocument, { input });
  expect(orderPayment.userErrors).toEqual([]);
  return orderPayment.batch!;
}

const batchOf = async (id: string) => {
  const { paymentBatches } = await person('财政甲').get(PaymentBatchesDocument, {});
  return paymentBatches.nodes.find((batch) => batch.id === id)!;
};

async function release(batchId: string, { refused = [] as string[] } = {}): Promise<void> {
  const attempt = async () => {
    const { version } = await batchOf(batchId);
    const input = { batchId, version };
    return (await person('财政甲').get(ReleasePaymentDocument, { input })).releasePayment.userErrors;
  };
  const codes = async () => (await attempt()).map(({ code }) => code as string);
  await eventually(
    async () => {
      const found = await codes();
      return found.join() === refused.join() || (found.length === 0 && refused.length === 0);
    },
    `the release is answered ${refused.join() || 'with its files'}`,
  );
}

async function settle(batchId: string, failing?: Key): Promise<void> {
  const file = await person('财政甲').fetch(`/payment-batches/${batchId}/file.txt`);
  expect(file.status).toBe(200);
  const text = new TextDecoder('gb18030').decode(await file.arrayBuffer());
  const lines = (await batchOf(batchId)).lines.nodes.filter(({ status }) => status === 'OPEN');
  for (const { reference } of lines) expect(text).toContain(`${reference}|`);
  for (const { amount } of lines) expect(text).toContain(`|${amount}|`);
  const results = lines.map(({ reference, amount, enterprise }) => {
    const fails = failing !== undefined && enterprise?.creditCode === companies[failing].code;
    return {
      reference,
      amount,
      paid: !fails,
      reason: fails ? '账号与户名不符' : null,
      bankReference: `B-${reference}`,
    };
  });
  const { recordPaymentResults } = await person('财政乙').get(RecordPaymentResultsDocument, {
    input: { batchId, results, errorPolicy: 'REJECT_ALL' },
  });
  expect(recordPaymentResults.userErrors).toEqual([]);
}

test('two persons of the department of finance set the layout that its system reads', async () => {
  const column = (field: string, heading: string) => ({ field, heading });
  const layout = {
    format: 'TEXT',
    encoding: 'GBK',
    delimiter: 'BAR',
    totals: 'LAST',
    columns: [
      column('REFERENCE', '业务编号'),
      column('HOLDER', '收款人'),
      column('ACCOUNT_NUMBER', '账号'),
      column('AMOUNT', '金额'),
      column('CREDIT_CODE', '信用代码'),
    ],
  };
  const { proposePaymentLayout } = await person('财政甲').get<
    { proposePaymentLayout: { layout: { id: string; version: number } } },
    object
  >(`mutation ($input: ProposePaymentLayoutInput!) { proposePaymentLayout(input: $input) { layout { id version } } }`, {
    input: { programme, layout, idempotencyKey: 'layout' },
  });
  const { id: layoutId, version } = proposePaymentLayout.layout;
  const { approvePaymentLayout } = await person('财政乙').get<
    { approvePaymentLayout: { layout: { status: string } } },
    object
  >(`mutation ($input: PaymentLayoutStepInput!) { approvePaymentLayout(input: $input) { layout { status } } }`, {
    input: { layoutId, version },
  });
  expect(approvePaymentLayout.layout.status).toBe('IN_FORCE');
});

test('an account unknown to the bank is on hold and returned; the others are paid, except one that is rejected', async () => {
  const batch = await order();
  expect(batch).toMatchObject({ lineCount: 5 });
  await release(batch.id, { refused: ['PAYMENT_LINES_HELD'] });
  const { version, lines } = await batchOf(batch.id);
  const held = lines.nodes.find(({ enterprise }) => enterprise?.creditCode === companies.typo.code)!;
  const { returnPayment } = await person('财政甲').get<{ returnPayment: { userErrors: object[] } }, object>(
    `mutation ($input: ReturnPaymentInput!) { returnPayment(input: $input) { userErrors { code } } }`,
    {
      input: { batchId: batch.id, version, references: [held.reference], to: 'ENTERPRISE', reason: '账户核验不通过' },
    },
  );
  expect(returnPayment.userErrors).toEqual([]);
  await release(batch.id);
  await settle(batch.id, 'rejected');
  const paid = await claims();
  expect(['plain', 'renamed', 'late'].map((key) => paid[key as Key].status)).toEqual(['PAID', 'PAID', 'PAID']);
});

test('companies whose payment failed choose another account and are paid in a later batch', async () => {
  for (const key of ['typo', 'rejected'] as const) {
    await eventually(async () => (await claims())[key].status === 'AWAITING_CLAIM', `${key} can claim again`);
    const account = await addAccount(owner[key]!, key, `62170000000${key.length}12345`);
    await confirm(key, account);
  }
  const batch = await order();
  await release(batch.id);
  await settle(batch.id);
});

test('in the end every published amount is paid to the fen, or forfeited after notification', async () => {
  at('2025-09-15T01:00:00Z');
  await eventually(async () => (await claims()).unreached.remindedAt !== null, 'a reminder');
  at('2025-10-20T01:00:00Z');
  await eventually(async () => (await claims()).unreached.status === 'FORFEITED', 'the unreached one has given up');
  const found = await claims();
  const paid = ['plain', 'typo', 'renamed', 'late', 'rejected'] as const;
  expect(paid.map((key) => [key, found[key].status, found[key].grantedAmount])).toEqual(
    paid.map((key) => [key, 'PAID', expected(companies[key])]),
  );
  const { paymentBatches } = await person('财政甲').get(PaymentBatchesDocument, {});
  const sum = paymentBatches.nodes.reduce((total, { paidAmount }) => total + (parseYuan(paidAmount) as bigint), 0n);
  expect(sum).toBe(paid.reduce((total, key) => total + (parseYuan(expected(companies[key])) as bigint), 0n));
});
