import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import { testPeople } from '../../src/person/register/person-register.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { Role } from '../../src/access/role.js';
import type { ApiClient } from '../kit/client.js';
import type { TestGateway } from '../kit/gateway.js';
import { registerPerson, wait } from '../kit/people.js';
import { codeFor } from '../kit/published-year.js';
import { csvOf, uploaded } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { done } from './done.js';
import { inspect } from './inspect.js';

/** One of two sides that may know nothing of each other: an insurer and an enterprise with all that they have. */
export interface Side {
  insurer: Person;
  enterprise: ArrangedEnterprise;
  person: { client: ApiClient; token: string; accountId: string; phone: string };
}

export interface TwoSides {
  mine: Side;
  theirs: Side;
  /** Account of an agent of theirs. */
  agent: string;
  offices: Record<'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'AUDITOR', Person>;
}

/** What is in their side that nobody else may read; recognised wherever it comes out. */
export const secrets = {
  accountNumber: '6222021009988776655',
  objector: '欧阳不名',
  objectorPhone: '13700000777',
  objectorStatement: '此企业的保单系事后补开',
  fundingSource: '某市专项资金拨付单',
  exclusionReason: '因虚报材料被暂停资格',
  webhook: 'https://theirs.example/hook',
  finding: '经查该保单系事后倒签',
};

/** Two insurers and two enterprises, taken the whole way to a payment, with everything that hangs on it. */
export async function populate(gateway: TestGateway): Promise<TwoSides> {
  await arrangeProgramme(gateway);
  const offices = {
    PLATFORM: await arrangePerson(gateway, Role.PLATFORM),
    SCIENCE: await arrangePerson(gateway, Role.SCIENCE),
    REGULATOR: await arrangePerson(gateway, Role.REGULATOR),
    FINANCE: await arrangePerson(gateway, Role.FINANCE),
    AUDITOR: await arrangePerson(gateway, Role.AUDITOR),
  };
  const mine = await arrangeSide(gateway, '榕', '11111.11');
  const theirs = await arrangeSide(gateway, '泉', '22222.22');
  const sides: TwoSides = { mine, theirs, offices, agent: '' };
  await shareAnInvoice(sides);
  const noticeId = await publish(offices, await arrangePerson(gateway, Role.SCIENCE));
  sides.agent = await bindAgent(gateway, sides);
  await object(gateway, sides, noticeId);
  await pay(gateway, sides, noticeId);
  await hold(sides);
  await inspect(gateway, sides);
  for (const side of [mine, theirs]) await helpEachOther(side);
  await arrangeNotices(gateway, offices.PLATFORM);
  return sides;
}

async function arrangeSide(gateway: TestGateway, place: string, premium: string): Promise<Side> {
  const enterprise = await arrangeEnterprise(gateway, { name: `${place}州某科技有限公司` });
  const insurer = await arrangeInsurer(gateway, `${place}江财产保险`);
  const person = await bindPerson(gateway, enterprise);
  const pushed = await push(insurer, enterprise, premium);
  await correct(insurer, pushed, `${premium.slice(0, 5)}.99`);
  await attachPapers(insurer, pushed.id, place);
  await uploaded(insurer.client, csvOf([policyRow(enterprise, { premium: 'wrong', policyNo: `FILE-${place}-1` })]));
  const key = `webhook ${place}`;
  const url = place === '泉' ? secrets.webhook : 'https://mine.example/hook';
  const types = ['POLICIES_SUBMITTED'];
  await done(insurer.client, 'registerWebhook', { url, types, idempotencyKey: key });
  const credential = {
    name: `core ${place}`,
    method: 'CLIENT_SECRET',
    scopes: ['READ'],
    validDays: 30,
    idempotencyKey: key,
  };
  await done(insurer.client, 'issueMachineCredential', credential);
  const number = place === '泉' ? secrets.accountNumber : '6222021001112223334';
  await done(person.client, 'addBankAccount', {
    bankName: `中国工商银行${place}州分行营业部`,
    bankCode: `10239100001${bankCodeCheck('10239100001')}`,
    number,
    holder: enterprise.name,
    idempotencyKey: 'account',
  });
  return { enterprise, insurer, person };
}

async function bindPerson(gateway: TestGateway, { creditCode, name }: ArrangedEnterprise): Promise<Side['person']> {
  wait(gateway, 3_600);
  const { client, phone } = await registerPerson(gateway);
  const query = 'mutation ($input: VerifyPersonInput!) { verifyPerson(input: $input) { done } }';
  await client.get(query, { input: testPeople.representative } as never);
  const input = { creditCode, name, kind: 'LEGAL_REPRESENTATIVE' };
  const { token } = await done<{ token: string }>(client, 'bindEnterprise', input, 'token');
  return { client: gateway.client(token), token, accountId: decodeJwt(token).sub as string, phone };
}

const sharedInvoice = '99999999999999999999';

interface Pushed {
  id: string;
  version: number;
  invoiceNo: string;
}

async function push({ client }: Person, enterprise: ArrangedEnterprise, premium: string): Promise<Pushed> {
  const rows = [
    policyRow(enterprise, { premium, invoiceNo: sharedInvoice }),
    // Without papers: left out of the proposal.
    policyRow(enterprise, { premium: '333.33', product: 'KEY_STAFF_HEALTH' }),
    policyRow(enterprise, { premium: 'wrong', product: 'RD_INTERRUPTION' }),
  ];
  const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'push' };
  await done(client, 'submitPolicies', { ...input, dryRun: false });
  const { policies } = await client.get<{ policies: { nodes: Pushed[] } }, never>(
    '{ policies { nodes { id version invoiceNo } } }',
  );
  return policies.nodes.find(({ invoiceNo }) => invoiceNo === sharedInvoice) as Pushed;
}

async function correct({ client }: Person, { id: policyId, version }: Pushed, premium: string): Promise<void> {
  await done(client, 'correctPolicy', {
    policyId,
    version,
    reason: `更正理由 ${policyId}`,
    changes: { premium },
  });
  const refund = { endorsementNo: `PD-${policyId}`, amount: '111.00', refundedOn: '2025-01-31' };
  await done(client, 'recordRefund', {
    policyId,
    version: version + 1,
    idempotencyKey: `key-refund-${policyId}`,
    ...refund,
  });
}

async function attachPapers({ client }: Person, policyId: string, place: string): Promise<void> {
  for (const kind of ['POLICY', 'INVOICE']) {
    const headers = { 'content-type': 'application/pdf' };
    const response = await client.fetch('/upload/documents', { method: 'POST', body: `%PDF-${place}${kind}`, headers });
    const { id: documentId } = (await response.json()) as { id: string };
    await done(client, 'attachDocument', { policyId, documentId, kind });
  }
}

/** Both sides' policies carry one invoice number: each is flagged because of the other. */
async function shareAnInvoice({ mine, theirs }: TwoSides): Promise<void> {
  for (const { insurer } of [mine, theirs]) {
    const { policies } = await insurer.client.get<{ policies: { totalCount: number } }, never>(
      '{ policies(filter: { flagged: true }) { totalCount } }',
    );
    expect(policies.totalCount).toBe(1);
  }
}

async function publish({ PLATFORM, SCIENCE, REGULATOR }: TwoSides['offices'], approver: Person): Promise<string> {
  const compute = { programme: programmeCode, idempotencyKey: 'walk' };
  const proposal = 'proposal { id }';
  const answer = await done<{ proposal: { id: string } }>(PLATFORM.client, 'computeProposal', compute, proposal);
  const { id: proposalId } = answer.proposal;
  await done(PLATFORM.client, 'submitProposal', { proposalId, version: 1 });
  await done(REGULATOR.client, 'giveOpinion', { proposalId, version: 2, agrees: true, opinion: '监管部门无不同意见' });
  await done(approver.client, 'approveProposal', { proposalId, version: 3 });
  const publishing = { proposalId, idempotencyKey: 'walk' };
  const { notice } = await done<{ notice: { id: string } }>(
    SCIENCE.client,
    'publishNotice',
    publishing,
    'notice { id }',
  );
  return notice.id;
}

/** An agent of theirs with an authorisation that PLATFORM confirms. */
async function bindAgent(gateway: TestGateway, { theirs, offices }: TwoSides): Promise<string> {
  wait(gateway, 3_600);
  const { client, token } = await registerPerson(gateway);
  const query = 'mutation ($input: VerifyPersonInput!) { verifyPerson(input: $input) { done } }';
  await client.get(query, { input: testPeople.agent } as never);
  const response = await client.fetch('/upload/authorisations', {
    method: 'POST',
    body: '%PDF-1.7 signed',
    headers: { 'content-type': 'application/pdf' },
  });
  const { id: authorisation } = (await response.json()) as { id: string };
  const { creditCode, name } = theirs.enterprise;
  const { binding } = await done<{ binding: { id: string; version: number } }>(
    client,
    'bindEnterprise',
    { creditCode, name, kind: 'AGENT', authorisationId: authorisation },
    'binding { id version }',
  );
  await done(offices.PLATFORM.client, 'confirmBinding', { bindingId: binding.id, version: binding.version });
  return decodeJwt(token).sub as string;
}

/** An objection to their line, dismissed, so that the payment continues. */
async function object(gateway: TestGateway, { theirs, offices }: TwoSides, noticeId: string): Promise<void> {
  const phone = secrets.objectorPhone;
  const anybody = gateway.client();
  const { challengeId } = await done<{ challengeId: string }>(
    anybody,
    'requestObjectionCode',
    { noticeId, phone },
    'challengeId',
  );
  const filing = { challengeId, code: await codeFor(gateway, phone), creditCode: theirs.enterprise.creditCode };
  const { objection } = await done<{ objection: { id: string; version: number } }>(
    anybody,
    'fileObjection',
    { ...filing, name: secrets.objector, statement: secrets.objectorStatement },
    'objection { id version }',
  );
  const { id: objectionId, version } = objection;
  const decision = { objectionId, version, upheld: false, reason: '经核查不属实', corrections: [] };
  await done(offices.SCIENCE.client, 'decideObjection', decision);
}

async function pay(gateway: TestGateway, { mine, theirs, offices }: TwoSides, noticeId: string): Promise<void> {
  const { PLATFORM, SCIENCE, FINANCE } = offices;
  gateway.clock.set(new Date('2025-08-29T02:00:00Z'));
  await done(SCIENCE.client, 'closeNotice', { noticeId, version: await noticeVersion(gateway) });
  await done(PLATFORM.client, 'requestPaymentInformation', { programme: programmeCode, idempotencyKey: 'walk' });
  for (const { person } of [mine, theirs]) await claim(person.client);
  const order = { programme: programmeCode, version: 0, idempotencyKey: 'walk' };
  const ordered = await done<{ batch: { id: string; version: number } }>(
    SCIENCE.client,
    'orderPayment',
    order,
    'batch { id version }',
  );
  const { id: batchId, version } = ordered.batch;
  await done(FINANCE.client, 'releasePayment', { batchId, version });
  const lines = await gateway.sql<{ reference: string; amount: string }>('select reference, amount from payment_line');
  const results = lines.map((line) => ({ ...line, paid: true }));
  await done(FINANCE.client, 'recordPaymentResults', { batchId, results });
  for (const { person } of [mine, theirs]) await takeBack(offices, await claimOf(person.client));
}

/** A part of what was paid has to come back, and does. */
async function takeBack({ SCIENCE, FINANCE }: TwoSides['offices'], { id: claimId, version }: Seen): Promise<void> {
  const opening = { claimId, version, amount: '1.00', reason: '抽核发现多付', repayBy: '2025-12-31' };
  const { recovery } = await done<{ recovery: Seen }>(
    SCIENCE.client,
    'openRecovery',
    { ...opening, idempotencyKey: `open ${claimId}` },
    'recovery { id version }',
  );
  await done(FINANCE.client, 'recordRecovery', {
    recoveryId: recovery.id,
    version: recovery.version,
    amount: '0.50',
    receivedOn: '2025-08-29',
    bankReference: `B-${claimId}`,
    idempotencyKey: `back ${claimId}`,
  });
}

interface Seen {
  id: string;
  version: number;
}

async function claimOf(client: ApiClient): Promise<Seen> {
  const { claims } = await client.get<{ claims: { nodes: Seen[] } }, never>('{ claims { nodes { id version } } }');
  return claims.nodes[0] as Seen;
}

async function noticeVersion({ sql }: TestGateway): Promise<number> {
  const [row] = await sql<{ version: number }>('select version from publicity_notice');
  return row?.version as number;
}

async function claim(client: ApiClient): Promise<void> {
  const { id: claimId, version } = await claimOf(client);
  const { bankAccounts, statementOfTruth } = await client.get<
    { bankAccounts: { nodes: { id: string }[] }; statementOfTruth: { version: number } },
    never
  >('{ bankAccounts { nodes { id } } statementOfTruth { version } }');
  const bankAccountId = bankAccounts.nodes[0]?.id;
  await done(client, 'confirmClaim', { claimId, version, bankAccountId, acceptedStatement: statementOfTruth.version });
}

/** What the platform holds against them, each in words of its own. */
async function hold({ mine, theirs, offices }: TwoSides): Promise<void> {
  const { PLATFORM } = offices;
  for (const { insurer, enterprise } of [mine, theirs]) {
    const { policies } = await insurer.client.get<{ policies: { nodes: { id: string }[] } }, never>(
      '{ policies { nodes { id } } }',
    );
    const source = insurer === theirs.insurer ? secrets.fundingSource : '另一项资金';
    const funding = { policyId: policies.nodes[0]?.id, version: 0, source, amount: '7.00', idempotencyKey: source };
    await done(PLATFORM.client, 'recordOtherFunding', funding);
    const reason = insurer === theirs.insurer ? secrets.exclusionReason : '另一个理由';
    const { creditCode } = enterprise;
    const exclusion = { creditCode, programme: programmeCode, reason, source: '通报', idempotencyKey: reason };
    await done(PLATFORM.client, 'excludeEnterprise', exclusion);
  }
}

/** An insurer names a number of its company, the company reports a problem, and invites somebody. */
async function helpEachOther({ insurer, enterprise, person }: Side): Promise<void> {
  const { creditCode } = enterprise;
  const phone = `1390000${creditCode.slice(-5, -1).replaceAll(/\D/g, '7')}`;
  await done(insurer.client, 'giveEnterpriseContacts', {
    contacts: [{ creditCode, phone }],
    idempotencyKey: 'contact',
  });
  const { policies } = await person.client.get<{ policies: { nodes: { id: string }[] } }, never>(
    '{ policies { nodes { id } } }',
  );
  await done(person.client, 'reportPolicyProblem', {
    programme: programmeCode,
    kind: 'WRONG',
    policyId: policies.nodes[0]?.id,
    text: '保费与发票不一致',
    idempotencyKey: 'problem',
  });
  await done(person.client, 'inviteStaff', { phone, idempotencyKey: 'invite' });
}

/** A correction and a service notice for each claim, which the year of these two sides does not lead to. */
async function arrangeNotices({ sql }: TestGateway, { accountId }: Person): Promise<void> {
  await sql(`insert into claim_correction (claim_id, enterprise_id, excluded, amount_before, amount_after, reason, corrected_at)
    select id, enterprise_id, false, granted_amount, granted_amount, '更正', now() from claim`);
  await sql(`insert into enterprise_invitation (programme_id, enterprise_id, invited_at)
    select programme_id, enterprise_id, now() from claim on conflict do nothing`);
  await sql(
    `with notice as (
      insert into service_notice (programme_id, status, title, text, line_count, prepared_by, prepared_at)
      select id, 'PREPARED', '公告', '请登录平台', 2, $1, now() from programme where code = $2 returning id)
    insert into service_notice_line (service_notice_id, claim_id, enterprise_id, credit_code, name)
    select notice.id, claim.id, enterprise.id, credit_code, enterprise.name
    from notice, claim join enterprise on enterprise.id = claim.enterprise_id`,
    [accountId, programmeCode],
  );
}
