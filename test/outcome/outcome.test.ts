import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import {
  ApproveProposalDocument,
  AttachDocumentDocument,
  ComputeProposalDocument,
  EventsDocument,
  GiveOpinionDocument,
  OrderPaymentDocument,
  PolicyOutcomesDocument,
  PublishNoticeDocument,
  RecordPaymentResultsDocument,
  ReleasePaymentDocument,
  RequestPaymentInformationDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
  WithdrawPolicyDocument,
} from '../generated/graphql.js';
import { afterNotice, claimAll } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** What became of four policies, as their insurer and their companies see it, from the push to the paid fen. */
let gateway: TestGateway;
let insurer: Person;
let offices: Record<'platform' | 'science' | 'regulator' | 'finance', Person>;
let companies: Record<'paid' | 'unqualified' | 'incomplete' | 'withdrawn', ArrangedEnterprise>;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { BACKGROUND_JOBS: 'true' } });
  insurer = await arrangeInsurer(gateway);
  offices = {
    platform: await arrangePerson(gateway, Role.PLATFORM),
    science: await arrangePerson(gateway, Role.SCIENCE),
    regulator: await arrangePerson(gateway, Role.REGULATOR),
    finance: await arrangePerson(gateway, Role.FINANCE),
  };
  companies = {
    paid: await arrangeEnterprise(gateway, { name: '福州甲科技有限公司' }),
    unqualified: await arrangeEnterprise(gateway, { name: '福州乙科技有限公司', kind: null }),
    incomplete: await arrangeEnterprise(gateway, { name: '福州丙科技有限公司' }),
    withdrawn: await arrangeEnterprise(gateway, { name: '福州丁科技有限公司' }),
  };
  const rows = Object.entries(companies).map(([policyNo, company]) => policyRow(company, { policyNo }));
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: 'push' };
  await insurer.client.get(SubmitPoliciesDocument, { input });
});
afterAll(() => gateway.stop());

const policiesOf = async ({ client }: Pick<Person, 'client'>, filter = {}) =>
  (await client.get(PolicyOutcomesDocument, { filter })).policies.nodes;
const outcomeOf = async (policyNo: string) =>
  (await policiesOf(insurer)).find((policy) => policy.policyNo === policyNo)!.outcome;
const statuses = async (person: Pick<Person, 'client'> = insurer) =>
  Object.fromEntries((await policiesOf(person)).map(({ policyNo, outcome }) => [policyNo, outcome.status]));
const becomes = (policyNo: string, status: string) =>
  eventually(async () => (await outcomeOf(policyNo)).status === status, `${policyNo} is ${status}`);

async function attach(policyNo: string, ...kinds: ('POLICY' | 'INVOICE')[]): Promise<void> {
  const [paper] = await gateway.sql<{ id: string }>(
    `insert into uploaded_document (institution_id, sha256, media_type, size, uploaded_at)
     values ($1, $2, 'application/pdf', 1, now()) returning id`,
    [insurer.subjectId, `sha-${policyNo}-${kinds.join()}`],
  );
  const documentId = globalId('UploadedDocument', paper!.id);
  const { id: policyId } = (await policiesOf(insurer, { policyNo }))[0]!;
  for (const kind of kinds) {
    const answer = await insurer.client.get(AttachDocumentDocument, { input: { policyId, documentId, kind } });
    expect(answer.attachDocument.userErrors).toEqual([]);
  }
}

async function compute(idempotencyKey: string): Promise<string> {
  const { client } = offices.platform;
  const { computeProposal } = await client.get(ComputeProposalDocument, { input: { programme, idempotencyKey } });
  return computeProposal.proposal!.id;
}

test('a new policy waits for its papers, and the insurer sees which ones', async () => {
  expect(await outcomeOf('paid')).toMatchObject({
    status: 'AWAITING_DOCUMENTS',
    revision: null,
    reasons: [],
    missingDocuments: ['INVOICE', 'POLICY'],
  });
  await attach('paid', 'POLICY', 'INVOICE');
  await attach('unqualified', 'POLICY', 'INVOICE');
  await attach('incomplete', 'POLICY');
  await becomes('paid', 'AWAITING_ASSESSMENT');
  expect(await outcomeOf('incomplete')).toMatchObject({ status: 'AWAITING_DOCUMENTS', missingDocuments: ['INVOICE'] });
});

test('a withdrawn policy is shown as withdrawn', async () => {
  const [policy] = await policiesOf(insurer, { policyNo: 'withdrawn' });
  const input = { policyId: policy!.id, version: 1, reason: '重复上传' };
  await insurer.client.get(WithdrawPolicyDocument, { input });
  await becomes('withdrawn', 'WITHDRAWN');
});

test('a revision includes or excludes it with every reason, visible to insurer and company only', async () => {
  await compute('first');
  await becomes('paid', 'COUNTED');
  expect(await statuses()).toEqual({
    paid: 'COUNTED',
    unqualified: 'LEFT_OUT',
    incomplete: 'LEFT_OUT',
    withdrawn: 'WITHDRAWN',
  });
  expect(await outcomeOf('paid')).toMatchObject({ revision: 1, leftOut: null, notice: null });
  const leftOut = { status: 'LEFT_OUT', revision: 1, reasons: ['QUALIFICATION_MISSING'] };
  expect(await outcomeOf('unqualified')).toMatchObject({ ...leftOut, leftOut: { reasons: leftOut.reasons } });
  const company = await arrangePerson(gateway, Role.ENTERPRISE, companies.unqualified.id);
  expect(await policiesOf(company)).toMatchObject([{ policyNo: 'unqualified', outcome: leftOut }]);
  expect((await policiesOf(company))[0]!.outcome.leftOut!.conditions[0]!.remedy).toBeTruthy();
  const other = await arrangeInsurer(gateway, '鼓山财产保险');
  expect(await policiesOf(other)).toEqual([]);
});

test('with papers added later it waits for the next revision, which counts it', async () => {
  await attach('incomplete', 'INVOICE');
  await becomes('incomplete', 'AWAITING_ASSESSMENT');
  await compute('second');
  await becomes('incomplete', 'COUNTED');
  await eventually(async () => (await outcomeOf('paid')).revision === 2, 'the second revision');
  expect(await outcomeOf('unqualified')).toMatchObject({ status: 'LEFT_OUT', revision: 2 });
});

test('it is published with its company, and paid or forfeited with it', async () => {
  const { platform, science, regulator, finance } = offices;
  const proposalId = (await gateway.sql<{ id: string }>(`select id from subsidy_proposal where revision = 2`))[0]!.id;
  const id = globalId('SubsidyProposal', proposalId);
  await platform.client.get(SubmitProposalDocument, { input: { proposalId: id, version: 1 } });
  await regulator.client.get(GiveOpinionDocument, {
    input: { proposalId: id, version: 2, agrees: true, opinion: '无不同意见' },
  });
  await (
    await arrangePerson(gateway, Role.SCIENCE)
  ).client.get(ApproveProposalDocument, { input: { proposalId: id, version: 3 } });
  await science.client.get(PublishNoticeDocument, { input: { proposalId: id, idempotencyKey: 'year' } });
  await becomes('paid', 'PUBLICISED');
  expect((await outcomeOf('paid')).notice).toMatchObject({ status: 'OPEN' });
  gateway.clock.set(new Date(afterNotice));
  const confirmed = () => gateway.sql(`select 1 from claim where status = 'CONFIRMED'`);
  await eventually(async () => (await confirmed()).length === 2, 'the notice closes');
  await platform.client.get(RequestPaymentInformationDocument, { input: { programme, idempotencyKey: 'ask' } });
  await claimAll(gateway);
  const ordered = await science.client.get(OrderPaymentDocument, {
    input: { programme, version: 0, idempotencyKey: 'pay' },
  });
  const { id: batchId, version } = ordered.orderPayment.batch!;
  await finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  const lines = await gateway.sql<{ reference: string; amount: string; credit_code: string }>(`
    select reference, amount, credit_code from payment_line
      join claim on claim.id = claim_id join enterprise on enterprise.id = claim.enterprise_id`);
  const results = lines.map(({ reference, amount, credit_code }) => ({
    reference,
    amount,
    paid: credit_code === companies.paid.creditCode,
    reason: credit_code === companies.paid.creditCode ? null : '账号与户名不符',
  }));
  await finance.client.get(RecordPaymentResultsDocument, { input: { batchId, results } });
  await becomes('paid', 'PAID');
  expect(await statuses()).toEqual({
    paid: 'PAID',
    unqualified: 'LEFT_OUT',
    incomplete: 'PUBLICISED',
    withdrawn: 'WITHDRAWN',
  });
});

test('outcomes can be used as filter, and counted', async () => {
  const { policies } = await insurer.client.get(PolicyOutcomesDocument, { filter: { programme, outcome: 'PAID' } });
  expect(policies).toMatchObject({ totalCount: 1, nodes: [{ policyNo: 'paid' }] });
});

test('every change is one event that insurer and company can subscribe to', async () => {
  const events = async (person: Pick<Person, 'client'>) =>
    (await person.client.get(EventsDocument, { filter: { types: ['POLICY_OUTCOME_CHANGED'] }, first: 100 })).events
      .nodes;
  const company = await arrangePerson(gateway, Role.ENTERPRISE, companies.paid.id);
  await eventually(async () => (await events(company)).length === 4, 'four changes');
  expect((await events(company)).map(({ data }) => data)).toMatchObject([
    { from: 'AWAITING_DOCUMENTS', to: 'AWAITING_ASSESSMENT' },
    { from: 'AWAITING_ASSESSMENT', to: 'COUNTED', revision: 1 },
    { from: 'COUNTED', to: 'PUBLICISED', revision: 2 },
    { from: 'PUBLICISED', to: 'PAID', revision: 2 },
  ]);
  const seen = (await events(insurer)).length;
  const [all] = await gateway.sql<{ count: number }>(
    `select count(*)::int as count from event where type = 'POLICY_OUTCOME_CHANGED'`,
  );
  expect(seen).toBe(all!.count);
});
