import { afterAll, beforeAll, expect, test } from 'vitest';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import {
  ApproveProposalDocument,
  AttachDocumentDocument,
  ComputeProposalDocument,
  ConfirmFindingDocument,
  CorrectNoticeDocument,
  DrawSpotCheckDocument,
  EventsDocument,
  ExplanationsDocument,
  GiveOpinionDocument,
  InstitutionSpotChecksDocument,
  ProposalSpotChecksDocument,
  PublishNoticeDocument,
  RecordFindingDocument,
  type RecordFindingInput,
  RemoveDocumentDocument,
  ReturnFindingDocument,
  ReturnProposalDocument,
  SpotCheckConsequencesDocument,
  SpotCheckItemsDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
  WithdrawPolicyDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventsOf } from '../kit/published-year.js';
import { testSecret } from '../kit/secret.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Spot checks before publication, in order over the network: two policies of one company, each with its papers. */
let gateway: TestGateway;
let insurer: Person;
let platform: Person;
let science: Person;
let regulator: Person;
let company: ArrangedEnterprise;
let policies: string[];
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
  [platform, science, regulator] = await Promise.all([
    arrangePerson(gateway, Role.PLATFORM),
    arrangePerson(gateway, Role.SCIENCE),
    arrangePerson(gateway, Role.REGULATOR),
  ]);
  company = await arrangeEnterprise(gateway);
  const rows = [policyRow(company), policyRow(company, { premium: '20000.00' })];
  const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: { ...input, idempotencyKey: 'push' },
  });
  policies = submitPolicies.rows!.map(({ policy }) => policy!.id);
  for (const policyId of policies) {
    for (const kind of ['POLICY', 'INVOICE'] as const) {
      const documentId = await upload(`%PDF-1.7 ${kind} ${policyId}`);
      await insurer.client.get(AttachDocumentDocument, { input: { policyId, documentId, kind } });
    }
  }
});
afterAll(() => gateway.stop());

async function upload(body: string): Promise<string> {
  const response = await insurer.client.fetch('/upload/documents', { method: 'POST', body });
  return ((await response.json()) as { id: string }).id;
}

async function itemsOf({ client }: Person, id = spotCheckId) {
  const { node } = await client.get(SpotCheckItemsDocument, { id });
  return (node as Extract<typeof node, { items: object }>).items.nodes;
}

/** The item of the policy with this place in the push. */
async function itemOf(place: number, who = science) {
  return (await itemsOf(who)).find(({ policy }) => policy?.id === policies[place])!;
}

async function record({ client }: Person, place: number, changes: Partial<RecordFindingInput> = {}) {
  const { id: itemId, version } = await itemOf(place);
  const input = { itemId, version, verdict: 'PASSED' as const, faults: [], text: '保单、发票与系统一致', ...changes };
  return (await client.get(RecordFindingDocument, { input })).recordFinding;
}

async function confirm({ client }: Person, place: number, changes: { version?: number } = {}) {
  const { id: itemId, version } = await itemOf(place);
  return (await client.get(ConfirmFindingDocument, { input: { itemId, version, ...changes } })).confirmFinding;
}

async function compute(idempotencyKey: string) {
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 1_000));
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, {
    input: { programme: programmeCode, idempotencyKey },
  });
  expect(computeProposal.userErrors).toEqual([]);
  return computeProposal.proposal!;
}

async function reviewed() {
  const { subsidyProposals } = await regulator.client.get(ProposalSpotChecksDocument, { programme: programmeCode });
  return subsidyProposals.nodes[0];
}

let spotCheckId: string;
let first: Awaited<ReturnType<typeof compute>>;

test('the reviewer sees that spot checks are open on the policies of a proposal', async () => {
  first = await compute('first');
  const none = { open: 0, passed: 0, failed: 0, excludedSince: 0 };
  expect(await reviewed()).toMatchObject({ revision: 1, spotChecks: none });
  const { drawSpotCheck } = await regulator.client.get(DrawSpotCheckDocument, {
    input: { programme: programmeCode, percent: '100', amountBounds: [], idempotencyKey: 'draw' },
  });
  spotCheckId = drawSpotCheck.spotCheck!.id;
  expect(drawSpotCheck.spotCheck).toMatchObject({ drawnAs: 'REGULATOR', sampleCount: 2, openCount: 2 });
  expect(await reviewed()).toMatchObject({ revision: 1, spotChecks: { ...none, open: 2 } });
  const { submitProposal } = await platform.client.get(SubmitProposalDocument, {
    input: { proposalId: first.id, version: first.version },
  });
  expect(submitProposal.userErrors).toEqual([]);
});

test('the insurer cannot change a drawn policy, but may add papers', async () => {
  const { papers } = await itemOf(0);
  const removed = await insurer.client.get(RemoveDocumentDocument, {
    input: { policyId: policies[0]!, version: 1, documentId: papers[0]!.document!.id, kind: 'POLICY' },
  });
  expect(removed.removeDocument.userErrors).toMatchObject([{ code: 'POLICY_UNDER_CHECK' }]);
  const withdrawn = await insurer.client.get(WithdrawPolicyDocument, {
    input: { policyId: policies[0]!, version: 1, reason: '录入有误' },
  });
  expect(withdrawn.withdrawPolicy.userErrors).toMatchObject([{ code: 'POLICY_UNDER_CHECK' }]);
  const documentId = await upload('%PDF-1.7 付款回单');
  const added = await insurer.client.get(AttachDocumentDocument, {
    input: { policyId: policies[0]!, documentId, kind: 'INVOICE' },
  });
  expect(added.attachDocument.userErrors).toEqual([]);
  expect((await itemOf(0)).papers).toHaveLength(3);
});

test('an examiner downloads the papers, and each download is in the log', async () => {
  const { papers } = await itemOf(0, regulator);
  const paper = papers.find(({ kind }) => kind === 'POLICY')!.document!;
  const response = await regulator.client.fetch(`/documents/${paper.id}`);
  expect(await response.text()).toBe(`%PDF-1.7 POLICY ${policies[0]}`);
  expect(await eventsOf(regulator, ['DOCUMENT_DOWNLOADED'], 1)).toMatchObject([
    { subjectId: paper.id, data: { role: 'REGULATOR', sha256: paper.sha256 } },
  ]);
});

test.each([
  [{ text: ' ' }, 'FINDING_TEXT_MISSING', ['text']],
  [{ verdict: 'FAILED' as const }, 'FINDING_FAULTS_UNFIT', ['faults']],
  [{ faults: ['OTHER' as const] }, 'FINDING_FAULTS_UNFIT', ['faults']],
  [{ version: 7 }, 'VERSION_CONFLICT', ['version']],
  [{ itemId: 'x' }, 'SPOT_CHECK_ITEM_NOT_FOUND', ['itemId']],
])('a finding with %j is refused as %s', async (changes, code, path) => {
  expect((await record(regulator, 0, changes)).userErrors).toMatchObject([{ code, path }]);
});

test('nobody confirms a missing finding, nor their own in any role', async () => {
  expect((await confirm(science, 0)).userErrors).toMatchObject([
    { code: 'SPOT_CHECK_ITEM_STATUS_UNFIT', details: { found: 'TO_EXAMINE', needed: 'RECORDED' } },
  ]);
  const finding = { verdict: 'FAILED' as const, faults: ['INVOICE_INVALID' as const], text: '发票号查无此票' };
  expect((await record(regulator, 0, finding)).item).toMatchObject({ status: 'RECORDED', version: 2 });
  expect((await confirm(regulator, 0)).userErrors).toMatchObject([{ code: 'FOUR_EYES', path: ['itemId'] }]);

  const { accountId } = regulator;
  const grant = `insert into role_grant (account_id, role, granted_at) values ($1, 'SCIENCE', now())`;
  await gateway.sql(grant, [accountId]);
  const token = await signAccessToken({ accountId, role: Role.SCIENCE, subjectId: null }, tokenKey(testSecret), '1h');
  const otherRole = { ...regulator, role: Role.SCIENCE, client: gateway.client(token) };
  expect((await confirm(otherRole, 0)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);

  // Two accounts of one verified person.
  for (const [index, person] of [regulator, science].entries()) {
    await gateway.sql(
      `insert into account_secret (account_id, phone_digest, sealed_phone, person_digest) values ($1, $2, 'x', 'same')`,
      [person.accountId, `phone ${index}`],
    );
  }
  expect((await confirm(science, 0)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  await gateway.sql(`update account_secret set person_digest = 'another' where account_id = $1`, [science.accountId]);
});

test('the insurer reads no finding that nobody has confirmed', async () => {
  expect((await itemOf(0, insurer)).findings).toEqual([]);
  expect((await itemOf(0, regulator)).findings).toMatchObject([{ text: '发票号查无此票', confirmed: false }]);
  await eventsOf(regulator, ['FINDING_RECORDED'], 1);
  const { events } = await insurer.client.get(EventsDocument, { filter: { types: ['FINDING_RECORDED'] } });
  expect(events.nodes).toEqual([]);
});

test('a finding is returned with a reason, and the policy examined again', async () => {
  const { id: itemId, version } = await itemOf(0);
  const sendBack = async (person: Person, reason: string) =>
    (await person.client.get(ReturnFindingDocument, { input: { itemId, version, reason } })).returnFinding;
  expect((await sendBack(science, ' ')).userErrors).toMatchObject([{ code: 'REASON_MISSING' }]);
  expect((await sendBack(regulator, '撤回')).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect((await sendBack(science, '请核对税务系统')).item).toMatchObject({ status: 'TO_EXAMINE', version: 3 });
  expect((await confirm(science, 0)).userErrors).toMatchObject([{ code: 'SPOT_CHECK_ITEM_STATUS_UNFIT' }]);
  expect((await itemOf(0)).findings).toMatchObject([{ confirmed: false, returnReason: '请核对税务系统' }]);
});

test('of two simultaneous confirmations one succeeds', async () => {
  const finding = { verdict: 'FAILED' as const, faults: ['INVOICE_INVALID' as const], text: '税务系统查无此票' };
  await record(regulator, 0, finding);
  const { version } = await itemOf(0);
  const colleagues = await Promise.all([1, 2, 3].map(() => arrangePerson(gateway, Role.REGULATOR)));
  const answers = await Promise.all(colleagues.map((person) => confirm(person, 0, { version })));
  const done = answers.filter(({ item }) => item);
  expect(done).toMatchObject([{ item: { status: 'FAILED', consequence: 'OUT_OF_NEXT_REVISION' } }]);
  const refused = answers.filter(({ item }) => !item);
  expect(refused.map(({ userErrors }) => userErrors[0]?.code)).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT']);
  await record(science, 1);
  expect((await confirm(regulator, 1)).item).toMatchObject({ status: 'PASSED', consequence: null });
});

test('a proposal in review that counts it is not approved; the next revision leaves it out, and says why', async () => {
  expect((await reviewed())?.spotChecks).toEqual({ open: 0, passed: 1, failed: 1, excludedSince: 1 });
  await regulator.client.get(GiveOpinionDocument, {
    input: { proposalId: first.id, version: 2, agrees: true, opinion: '无不同意见' },
  });
  const refused = await science.client.get(ApproveProposalDocument, { input: { proposalId: first.id, version: 3 } });
  expect(refused.approveProposal.userErrors).toMatchObject([
    { code: 'POLICIES_EXCLUDED_SINCE', details: { count: 1 } },
  ]);
  await science.client.get(ReturnProposalDocument, {
    input: { proposalId: first.id, version: 3, reason: '抽核不合格保单须剔除' },
  });
  const second = await compute('second');
  expect(second).toMatchObject({ revision: 2, policyCount: 1, leftOutCount: 1, grantedTotal: '2000.00' });
  expect((await reviewed())?.spotChecks).toEqual({ open: 0, passed: 1, failed: 0, excludedSince: 0 });
  const { claims } = await science.client.get(ExplanationsDocument, { programme: programmeCode });
  expect(claims.nodes[0]?.whyNot).toMatchObject([
    { conditions: [{ reason: 'FAILED_SPOT_CHECK', found: 'a spot check failed: 税务系统查无此票', remedy: null }] },
  ]);
});

test('insurer and company are notified, and the insurer and the offices see the failure rate', async () => {
  const events = await eventsOf(insurer, ['FINDING_CONFIRMED', 'SPOT_CHECK_FAILED'], 3);
  expect(events.map(({ type, data }) => [type, (data as { faults: string[] }).faults])).toEqual([
    ['FINDING_CONFIRMED', ['INVOICE_INVALID']],
    ['SPOT_CHECK_FAILED', ['INVOICE_INVALID']],
    ['FINDING_CONFIRMED', []],
  ]);
  const holder = await arrangePerson(gateway, Role.ENTERPRISE, company.id);
  expect(await eventsOf(holder, ['SPOT_CHECK_FAILED'], 1)).toMatchObject([
    { subjectId: policies[0], data: { faults: ['INVOICE_INVALID'] } },
  ]);
  expect((await itemOf(0, insurer)).findings).toMatchObject([{ text: '税务系统查无此票', confirmed: true }]);

  await arrangeInsurer(gateway, '无抽核机构');
  const results = { open: 0, passed: 1, failed: 1, failureRate: '0.5000' };
  const own = await insurer.client.get(InstitutionSpotChecksDocument, {});
  expect(own.institutions.nodes.map(({ spotCheckResults }) => spotCheckResults)).toEqual([results]);
  const all = await platform.client.get(InstitutionSpotChecksDocument, { programme: programmeCode });
  expect(all.institutions.nodes.map(({ spotCheckResults }) => spotCheckResults)).toEqual(
    expect.arrayContaining([results, { open: 0, passed: 0, failed: 0, failureRate: null }]),
  );
  const elsewhere = await platform.client.get(InstitutionSpotChecksDocument, { programme: 'FJ-2020' });
  expect(elsewhere.institutions.nodes.every(({ spotCheckResults }) => spotCheckResults.failureRate === null)).toBe(
    true,
  );
});

test('approved and not yet published: the list is published as it was approved, and corrected in a new release', async () => {
  const { subsidyProposals } = await science.client.get(ProposalSpotChecksDocument, { programme: programmeCode });
  const proposalId = subsidyProposals.nodes[0]!.id;
  await platform.client.get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  const opinion = { proposalId, version: 2, agrees: true, opinion: '无不同意见' };
  await regulator.client.get(GiveOpinionDocument, { input: opinion });
  const approved = await science.client.get(ApproveProposalDocument, { input: { proposalId, version: 3 } });
  expect(approved.approveProposal.userErrors).toEqual([]);
  const { drawSpotCheck } = await science.client.get(DrawSpotCheckDocument, {
    input: { programme: programmeCode, proposalId, percent: '100', idempotencyKey: 'after approval' },
  });
  expect(drawSpotCheck.spotCheck).toMatchObject({ number: 2, populationCount: 1, proposal: { revision: 2 } });
  spotCheckId = drawSpotCheck.spotCheck!.id;
  await record(science, 1, { verdict: 'FAILED', faults: ['AMOUNT_DIFFERS'], text: '发票金额为 2000 元' });
  expect((await confirm(regulator, 1)).item).toMatchObject({ consequence: 'CORRECTION_DUE' });

  const [publisher, corrector] = [
    await arrangePerson(gateway, Role.SCIENCE),
    await arrangePerson(gateway, Role.SCIENCE),
  ];
  const { publishNotice } = await publisher.client.get(PublishNoticeDocument, {
    input: { proposalId, idempotencyKey: 'publish' },
  });
  const { id: noticeId, version } = publishNotice.notice!;
  const { correctNotice } = await corrector.client.get(CorrectNoticeDocument, {
    input: {
      noticeId,
      version,
      reason: '抽核发现保单不实，予以剔除',
      corrections: [{ creditCode: company.creditCode, remove: true }],
      idempotencyKey: 'correct',
    },
  });
  expect(correctNotice.userErrors).toEqual([]);
  expect(correctNotice.notice!.releases.at(-1)).toMatchObject({ number: 2, recipientCount: 0 });
  const { node } = await science.client.get(SpotCheckConsequencesDocument, { id: spotCheckId });
  expect(node).toMatchObject({ items: { nodes: [{ status: 'FAILED', consequence: 'SETTLED' }] } });
});
