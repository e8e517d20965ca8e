import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { testPeople } from '../../src/person/register/person-register.js';
import { Role } from '../../src/access/role.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { verifyLog } from '../../src/event/sealed/verify-log.js';
import {
  AddBankAccountDocument,
  ApproveProposalDocument,
  AttachDocumentDocument,
  BindEnterpriseDocument,
  ClaimStatusChangedDocument,
  type ClaimStatusChangedSubscription,
  ClaimStepsDocument,
  ComputeProposalDocument,
  ConfirmClaimDocument,
  ConfirmInstitutionDocument,
  DecideObjectionDocument,
  FileObjectionDocument,
  GiveOpinionDocument,
  ImportQualificationsDocument,
  NoticePublishedDocument,
  type NoticePublishedSubscription,
  ObjectionOfReceiptDocument,
  ObjectionsDocument,
  OpenRecoveryDocument,
  OrderPaymentDocument,
  PaymentBatchesDocument,
  PublicityNoticesDocument,
  PrepareServiceNoticeDocument,
  PublishNoticeDocument,
  PublishServiceNoticeDocument,
  RecipientsDocument,
  RecordPaymentResultsDocument,
  RecordRecoveryDocument,
  RecoveriesDocument,
  RegisterInstitutionDocument,
  ReleasePaymentDocument,
  ServiceNoticesDocument,
  RequestPaymentInformationDocument,
  StatementOfTruthDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
  VerifyPersonDocument,
} from '../generated/graphql.js';
import type { ApiClient } from '../kit/client.js';
import { requireShapes } from '../kit/event-shapes.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmList } from '../kit/lists.js';
import { newestCursor } from '../kit/newest-cursor.js';
import { registerPerson, type RegisteredPerson } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { confirmContact, paymentVersion, readClaims } from '../kit/published-year.js';
import { breathe, chapter, seen, listen, opening, tell, yuan } from '../kit/story.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangePerson,
  arrangeProgramme,
  nextCreditCode,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';

/**
 * The whole year, in order over the network, each with their own token: from the registration of an
 * insurer to the paid fen, with an objection upheld, a forfeiture, a failed payment corrected, and a recovery.
 * `npm run demo` plays it in a terminal.
 */
let gateway: TestGateway;
let platform: Person;
let science: Person;
let approver: Person;
let regulator: Person;
let finance: Person;
let insurer: ApiClient;
let noticeId: string;
let proposalId: string;
const companies: Record<string, ArrangedEnterprise> = {};
const people: Record<string, RegisteredPerson> = {};
const moves: string[] = [];
const news: string[] = [];
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-08-11T01:00:00Z', environment: { BACKGROUND_JOBS: 'true' } });
  await arrangeProgramme(gateway);
  [platform, science, regulator, finance] = (await Promise.all(
    [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.FINANCE].map((role) => arrangePerson(gateway, role)),
  )) as [Person, Person, Person, Person];
  approver = await arrangePerson(gateway, Role.SCIENCE);
  const after = await eventually(
    () => newestCursor(science.client).catch(() => undefined),
    'the programme is in the event log',
  );
  stops.push(
    listen<ClaimStatusChangedSubscription, Record<string, unknown>>(
      science.client,
      ClaimStatusChangedDocument,
      { after },
      (data) => {
        const { fromStatus: from, toStatus: to, claim } = data.claimStatusChanged;
        moves.push(`${from ?? '–'} → ${to ?? '–'}`);
        const whose = `${claim?.enterprise?.name ?? '–'}, ${yuan(claim?.grantedAmount)}`;
        seen('SCIENCE', `${whose}: ${from ?? 'new'} → ${to ?? 'dropped'}`);
      },
    ),
    listen<NoticePublishedSubscription, Record<string, unknown>>(
      gateway.client(),
      NoticePublishedDocument,
      { after },
      (data) => {
        const { type, release } = data.noticePublished;
        news.push(type);
        const list = release
          ? `: release ${release.number}, ${release.recipientCount} companies, ${yuan(release.totalAmount)}`
          : '';
        seen('PUBLIC', `${type}${list}`);
      },
    ),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await gateway.stop();
});

const on = (day: string, hour = 10) => {
  gateway.clock.set(new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`));
  tell('CLOCK', `it is ${day}, ${hour}:00`);
};
const claimOf = async (name: string) => (await readClaims(science)).get(companies[name]!.creditCode)!;
const statusOf = async (name: string) => (await claimOf(name)).status;

test('August: an insurer registers, both departments confirm it', async () => {
  opening(
    'A year of 免申即享, over the network',
    'One insurer, five made-up companies, the departments and the public, on a clock of their own.',
    'No company applies: from the pushed policy over the public list to the money in the account.',
  );
  chapter('August 2025: who takes part');
  const clerk = await registerPerson(gateway, 'INSURER');
  const input = { programme, creditCode: nextCreditCode(), name: '闽江财产保险股份有限公司' };
  const { registerInstitution } = await clerk.client.get(RegisterInstitutionDocument, { input });
  expect(registerInstitution.institution).toMatchObject({ status: 'PENDING' });
  tell('INSURER', `a clerk registers ${registerInstitution.institution?.name}`);
  const institution = registerInstitution.institution!.id;
  await science.client.get(ConfirmInstitutionDocument, { input: { institutionId: institution, version: 1 } });
  const { confirmInstitution } = await regulator.client.get(ConfirmInstitutionDocument, {
    input: { institutionId: institution, version: 2 },
  });
  expect(confirmInstitution.institution).toMatchObject({ status: 'ACTIVE' });
  tell('REGULATOR', 'and SCIENCE have both confirmed it: it may push');
  insurer = gateway.client(registerInstitution.token as string);
  await breathe();
});

test('August: the lists of qualified companies come in', async () => {
  const names = {
    榕芯: '福州榕芯科技有限公司',
    泉机: '泉州泉机智能股份有限公司',
    漳药: '漳州漳药生物有限公司',
    莆鞋: '莆田莆鞋材料有限公司',
    南竹: '南平南竹新材有限公司',
  };
  const divisions = ['350102', '350502', '350602', '350302', '350702'];
  for (const [place, [short, name]] of Object.entries(names).entries()) {
    companies[short] = await arrangeEnterprise(gateway, { name, division: divisions[place], kind: null });
  }
  const rows = Object.values(companies).map(({ creditCode, name }) => ({
    creditCode,
    name,
    kind: 'NATIONAL_HIGH_TECH',
    validFrom: '2023-01-01',
    validUntil: '2026-12-31',
  }));
  const { importQualifications } = await platform.client.get(ImportQualificationsDocument, {
    input: { source: '国家级高新技术企业名单', listDate: '2025-07-31', rows, idempotencyKey: 'list' },
  });
  expect(importQualifications.listImport).toMatchObject({ status: 'WAITING', addedCount: 5 });
  tell('PLATFORM', 'imports the departments’ list of qualified companies', ...Object.values(names));
  const confirmed = await confirmList(gateway, importQualifications.listImport!);
  expect(confirmed.status).toBe('APPLIED');
  tell('PLATFORM', 'another person looks at the difference and confirms it: 5 companies are new');
});

test('August: the insurer pushes its policies with their papers', async () => {
  on('2025-08-20');
  const premiums = { 榕芯: '1200000.00', 泉机: '64201.37', 漳药: '30000.00', 莆鞋: '8000.00', 南竹: '5000.00' };
  const rows = Object.entries(premiums).map(([short, premium]) =>
    policyRow(companies[short]!, { premium, product: 'RD_INTERRUPTION' }),
  );
  const { submitPolicies } = await insurer.get(SubmitPoliciesDocument, {
    input: { programme, rows, errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: 'push' },
  });
  expect(submitPolicies.submission).toMatchObject({ acceptedCount: 5, failedCount: 0 });
  tell(
    'INSURER',
    'pushes five policies; each answer says the subsidy that it would bring',
    ...Object.keys(premiums).map(
      (short, place) =>
        `${companies[short]!.name}: premium ${yuan(rows[place]!.premium)}, subsidy ${yuan(submitPolicies.rows?.[place]?.subsidyPreview)}`,
    ),
  );
  for (const [place, row] of (submitPolicies.rows ?? []).entries()) {
    for (const kind of ['POLICY', 'INVOICE'] as const) {
      const paper = await insurer.fetch('/upload/documents', { method: 'POST', body: `%PDF-1.7 ${kind} ${place}` });
      const { id: documentId } = (await paper.json()) as { id: string };
      const { attachDocument } = await insurer.get(AttachDocumentDocument, {
        input: { policyId: row.policy!.id, documentId, kind },
      });
      expect(attachDocument.userErrors).toEqual([]);
    }
  }
  tell('INSURER', 'attaches the policy document and the invoice to each');
  await breathe();
});

test('September: the list is computed, reviewed by others and published', async () => {
  chapter('September: from the computed to the published list');
  on('2025-09-10');
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, {
    input: { programme, idempotencyKey: 'year' },
  });
  proposalId = computeProposal.proposal!.id;
  // 600,000.00 is cut to the cap of 500,000.00; 64,201.37 × 50 % is rounded half up.
  expect(computeProposal.proposal).toMatchObject({ calculatedTotal: '653600.69', grantedTotal: '553600.69' });
  tell(
    'PLATFORM',
    `computes the proposal: ${yuan('653600.69')} by the rates of §2`,
    `${companies['榕芯']!.name} would get 600,000.00 and is cut to the cap of ${yuan('500000.00')}`,
    `proposed: ${yuan(computeProposal.proposal?.grantedTotal)} for ${computeProposal.proposal?.enterpriseCount} companies`,
  );
  await platform.client.get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  await regulator.client.get(GiveOpinionDocument, {
    input: { proposalId, version: 2, agrees: true, opinion: '无不同意见' },
  });
  await approver.client.get(ApproveProposalDocument, { input: { proposalId, version: 3 } });
  await breathe();
  tell('SCIENCE', 'approves it after the regulator’s opinion');
  on('2025-09-24');
  const { publishNotice } = await science.client.get(PublishNoticeDocument, {
    input: { proposalId, idempotencyKey: 'year' },
  });
  // Five working days after the 24th: 25, 26, Sunday 28 (make-up), 29 and 30; the holidays begin on 1 October.
  expect(publishNotice.notice).toMatchObject({ status: 'OPEN', closesOn: '2025-09-30' });
  tell(
    'SCIENCE',
    'publishes the list for five working days',
    `through the end of ${publishNotice.notice?.closesOn}: Sunday the 28th is a make-up day and counts`,
  );
  noticeId = publishNotice.notice!.id;
  await breathe();
});

test('September: two objections; one line goes, the other stays', async () => {
  on('2025-09-26');
  const file = async (short: string, phone: string, statement: string) => {
    const contact = await confirmContact(gateway, noticeId, phone);
    const { fileObjection } = await gateway.client().get(FileObjectionDocument, {
      input: { ...contact, creditCode: companies[short]!.creditCode, name: '林知情', statement },
    });
    tell('PUBLIC', `objects to ${companies[short]!.name}, under a real name and a confirmed phone`);
    return { ...fileObjection.objection!, receipt: fileObjection.receipt! };
  };
  const founded = await file('南竹', '13611110001', '该企业同一保单已获省级其他补贴');
  const unfounded = await file('莆鞋', '13611110002', '听说该企业已搬离');
  expect(await statusOf('南竹')).toBe('OBJECTED');
  await breathe();
  tell(
    'SCIENCE',
    'upholds the one, dismisses the other, each with a public reason',
    `${companies['南竹']!.name}: upheld, ${yuan('2500.00')} leave the list in a new release`,
    `${companies['莆鞋']!.name}: dismissed, the line stays`,
  );
  await science.client.get(DecideObjectionDocument, {
    input: {
      objectionId: founded.id,
      version: 1,
      upheld: true,
      reason: '经核查，该保单已获其他省级财政补贴',
      corrections: [{ creditCode: companies['南竹']!.creditCode, remove: true }],
    },
  });
  await science.client.get(DecideObjectionDocument, {
    input: { objectionId: unfounded.id, version: 1, upheld: false, reason: '经核查，企业注册地未变更' },
  });
  const { objectionOfReceipt } = await gateway.client().get(ObjectionOfReceiptDocument, { receipt: founded.receipt });
  expect(objectionOfReceipt).toMatchObject({ status: 'UPHELD' });
  expect([await statusOf('南竹'), await statusOf('莆鞋')]).toEqual(['EXCLUDED', 'PUBLICISED']);
  const { objections } = await gateway.client().get(ObjectionsDocument, {});
  expect(objections.nodes.map(({ status }) => status).toSorted()).toEqual(['DISMISSED', 'UPHELD']);
  const { recipients } = await gateway.client().get(RecipientsDocument, { noticeId });
  expect(recipients?.totalCount).toBe(4);
  await breathe();
});

test('October: the notice closes automatically, at the end of its last working day', async () => {
  chapter('October: claiming');
  gateway.clock.set(new Date('2025-09-30T16:00:00Z'));
  tell('CLOCK', 'it is midnight after 2025-09-30');
  await eventually(async () => {
    const { publicityNotices } = await gateway.client().get(PublicityNoticesDocument);
    return publicityNotices.nodes[0]?.status === 'CLOSED';
  }, 'the notice closes');
  expect(await statusOf('榕芯')).toBe('CONFIRMED');
  await breathe();
});

test('October: enterprises are asked; three people have registered and get a text message', async () => {
  on('2025-10-09');
  for (const short of ['榕芯', '泉机', '漳药']) {
    const person = await registerPerson(gateway);
    await person.client.get(VerifyPersonDocument, { input: testPeople.representative });
    const { creditCode, name } = companies[short]!;
    const { bindEnterprise } = await person.client.get(BindEnterpriseDocument, {
      input: { creditCode, name, kind: 'LEGAL_REPRESENTATIVE' },
    });
    expect(bindEnterprise.userErrors).toEqual([]);
    people[short] = { ...person, client: gateway.client(bindEnterprise.token as string) };
    tell('ENTERPRISE', `${name}: registered, verified and bound`);
  }
  const { requestPaymentInformation } = await platform.client.get(RequestPaymentInformationDocument, {
    input: { programme, idempotencyKey: 'year' },
  });
  expect(requestPaymentInformation).toMatchObject({ requestedCount: 4, messageCount: 3, claimBy: '2025-10-22' });
  tell(
    'PLATFORM',
    `asks ${requestPaymentInformation.requestedCount} companies for their accounts, until the end of ${requestPaymentInformation.claimBy}`,
    `${requestPaymentInformation.messageCount} text messages: nobody has registered for ${companies['莆鞋']!.name}`,
  );
  const { phone } = people['榕芯']!;
  const text = await eventually(
    async () => gateway.texts.find((sent) => sent.phone === phone && sent.template === 'PAYMENT_INFORMATION_REQUEST'),
    'the text message',
  );
  expect(text.parameters).toMatchObject({ until: '2025-10-22' });
  await breathe();
});

let serial = 0;

/** What an enterprise does: adds an account, sees its claim, accepts the statement. */
async function claim(short: string, number: string): Promise<void> {
  const { client } = people[short]!;
  serial += 1;
  const { addBankAccount } = await client.get(AddBankAccountDocument, {
    input: {
      bankName: '中国工商银行福建省分行',
      bankCode: `10239100001${bankCodeCheck('10239100001')}`,
      number,
      holder: companies[short]!.name,
      idempotencyKey: `account-${serial}`,
    },
  });
  expect(addBankAccount.userErrors).toEqual([]);
  const { statementOfTruth } = await client.get(StatementOfTruthDocument);
  const { claims } = await client.get(ClaimStepsDocument, {});
  expect(claims.nodes).toHaveLength(1);
  const [{ id: claimId, version } = { id: '', version: 0 }] = claims.nodes;
  const input = { claimId, version, bankAccountId: addBankAccount.bankAccount!.id };
  const unread = await client.get(ConfirmClaimDocument, { input: { ...input, acceptedStatement: 0 } });
  expect(unread.confirmClaim.userErrors).toMatchObject([{ code: 'STATEMENT_NOT_ACCEPTED' }]);
  const { confirmClaim } = await client.get(ConfirmClaimDocument, {
    input: { ...input, acceptedStatement: statementOfTruth.version },
  });
  expect(confirmClaim.claim).toMatchObject({ status: 'CLAIMED', application: { lastFour: number.slice(-4) } });
  tell('ENTERPRISE', `${companies[short]!.name} claims, with the account ending in ${number.slice(-4)}`);
}

test('October: three claim; the fourth, which no message reached, is notified publicly', async () => {
  await claim('榕芯', '6222021001110000011');
  await claim('泉机', '6222021001110000029');
  await claim('漳药', '6222021001110000037');
  await breathe();
  on('2025-10-23', 0);
  const { prepareServiceNotice } = await platform.client.get(PrepareServiceNoticeDocument, {
    input: { programme, idempotencyKey: 'year' },
  });
  const { id: serviceNoticeId, version } = prepareServiceNotice.serviceNotice!;
  tell(
    'PLATFORM',
    `lists whom no message reached: ${companies['莆鞋']!.name}, whose time is over and who keeps the subsidy`,
  );
  await science.client.get(PublishServiceNoticeDocument, { input: { serviceNoticeId, version } });
  const { serviceNotices } = await gateway.client().get(ServiceNoticesDocument, {});
  expect(serviceNotices.nodes).toMatchObject([
    { claimBy: '2025-11-06', lines: { nodes: [{ name: companies['莆鞋']!.name }] } },
  ]);
  expect(await statusOf('莆鞋')).toBe('AWAITING_CLAIM');
  tell('SCIENCE', 'publishes the service notice: ten more working days, to the end of 2025-11-06');
  const other = await people['榕芯']!.client.get(ClaimStepsDocument, {});
  expect(other.claims.nodes.map(({ enterprise }) => enterprise?.creditCode)).toEqual([companies['榕芯']!.creditCode]);
  await breathe();
});

const pay = async (idempotencyKey: string) => {
  const payments = await paymentVersion(science);
  const input = { programme, version: payments, idempotencyKey };
  const ordered = await science.client.get(OrderPaymentDocument, { input });
  const { id: batchId, version, totalAmount, lineCount } = ordered.orderPayment.batch!;
  tell('SCIENCE', `orders ${lineCount === 1 ? 'a payment' : `${lineCount} payments`}: ${yuan(totalAmount)}`);
  const { releasePayment } = await finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  expect(releasePayment.batch).toMatchObject({ status: 'RELEASED' });
  const file = Buffer.from(await (await finance.client.fetch(`/payment-batches/${batchId}/file.csv`)).arrayBuffer());
  tell(
    'FINANCE',
    'another person, releases it and fetches the treasury’s file with the whole account numbers',
    `SHA-256 ${createHash('sha256').update(file).digest('hex').slice(0, 16)}…; that it was fetched is an event`,
  );
  const { paymentBatches } = await finance.client.get(PaymentBatchesDocument, { programme });
  return paymentBatches.nodes.find(({ id }) => id === batchId)!;
};
const answer = async (batchId: string, results: object[]) =>
  (await finance.client.get(RecordPaymentResultsDocument, { input: { batchId, results: results as never } }))
    .recordPaymentResults;

test('November: the treasury pays; one account is wrong, is corrected, and is paid too', async () => {
  chapter('November: payment');
  on('2025-11-03');
  const batch = await pay('first');
  expect(batch).toMatchObject({ lineCount: 3, totalAmount: '547100.69' });
  const results = batch.lines.nodes.map(({ reference, amount, enterprise }) => {
    const paid = enterprise?.creditCode !== companies['泉机']!.creditCode;
    return { reference, amount, paid, reason: paid ? null : '账号与户名不符', bankReference: `ICBC${reference}` };
  });
  const { batch: settled } = await answer(batch.id, results);
  expect(settled).toMatchObject({ status: 'SETTLED', paidAmount: '515000.00', failedAmount: '32100.69' });
  tell(
    'FINANCE',
    'records what the bank answered, line by line',
    `paid ${yuan(settled?.paidAmount)}, refused ${yuan(settled?.failedAmount)}: 账号与户名不符`,
  );
  const { phone } = people['泉机']!;
  const text = await eventually(
    async () => gateway.texts.find((sent) => sent.phone === phone && sent.template === 'PAYMENT_FAILED'),
    'the enterprise is notified',
  );
  expect(text.parameters).toMatchObject({ reason: '账号与户名不符' });
  expect(await statusOf('泉机')).toBe('AWAITING_CLAIM');
  on('2025-11-05');
  await eventually(async () => (await claimOf('莆鞋')).remindedAt !== null, 'a reminder');
  await claim('泉机', '6222021001110000045');
  const second = await pay('second');
  const [{ reference, amount } = { reference: '', amount: '' }] = second.lines.nodes;
  await answer(second.id, [{ reference, amount, paid: true, bankReference: 'ICBC2' }]);
  expect([await statusOf('榕芯'), await statusOf('泉机'), await statusOf('漳药')]).toEqual(['PAID', 'PAID', 'PAID']);
  await breathe();
});

test('December: a paid subsidy is found to be based on false data and comes back', async () => {
  chapter('December: supervision');
  on('2025-12-01');
  await eventually(async () => (await statusOf('莆鞋')) === 'FORFEITED', 'the fourth is forfeited');
  tell('CLOCK', `${companies['莆鞋']!.name} did not claim in time and has given up ${yuan('4000.00')}`);
  const { id: claimId, version } = await claimOf('漳药');
  const { openRecovery } = await science.client.get(OpenRecoveryDocument, {
    input: {
      claimId,
      version,
      amount: '15000.00',
      reason: '抽查发现保单不实',
      repayBy: '2025-12-31',
      idempotencyKey: 'r',
    },
  });
  tell('SCIENCE', `asks ${companies['漳药']!.name} for ${yuan('15000.00')} back: 抽查发现保单不实`);
  const { recordRecovery } = await finance.client.get(RecordRecoveryDocument, {
    input: {
      recoveryId: openRecovery.recovery!.id,
      version: 1,
      amount: '15000.00',
      receivedOn: '2025-12-10',
      bankReference: 'BACK-1',
      idempotencyKey: 'r',
    },
  });
  expect(recordRecovery.recovery).toMatchObject({ status: 'CLOSED', repaid: '15000.00' });
  tell('FINANCE', `records the repayment of ${yuan(recordRecovery.recovery?.repaid)}, which closes it`);
  expect(await statusOf('漳药')).toBe('RECOVERED');
  const { recoveries } = await gateway.client().get(RecoveriesDocument, { programme });
  expect(recoveries.nodes).toMatchObject([{ name: companies['漳药']!.name, amount: '15000.00', status: 'CLOSED' }]);
  tell('PUBLIC', `sees it as a line of its own: ${yuan(recoveries.nodes[0]?.repaid)} came back; the paid line stays`);
  await breathe();
});

test('the subscribers received every event, and the log passes its check', async () => {
  chapter('The end of the year');
  await eventually(async () => moves.includes('RECOVERING → RECOVERED'), 'the last event arrives');
  const moved = (move: string) => moves.filter((known) => known === move).length;
  expect({
    proposed: moved('– → PROPOSED'),
    publicised: moved('IN_REVIEW → PUBLICISED'),
    excluded: moved('OBJECTED → EXCLUDED'),
    confirmed: moved('PUBLICISED → CONFIRMED'),
    claimed: moved('AWAITING_CLAIM → CLAIMED'),
    forfeited: moved('AWAITING_CLAIM → FORFEITED'),
    failed: moved('PAYMENT_ORDERED → PAYMENT_FAILED'),
    paid: moved('PAYMENT_ORDERED → PAID'),
    recovered: moved('RECOVERING → RECOVERED'),
  }).toEqual({
    proposed: 5,
    publicised: 5,
    excluded: 1,
    confirmed: 4,
    claimed: 4,
    forfeited: 1,
    failed: 1,
    paid: 3,
    recovered: 1,
  });
  expect(news).toEqual(['NOTICE_PUBLISHED', 'NOTICE_CORRECTED', 'NOTICE_CLOSED']);
  await everyFen();
  const { eventCount, head, faults } = await verifyLog(new RequestTransaction(gateway.database.em, systemSession));
  expect(faults).toEqual([]);
  tell('AUDITOR', `the log of ${eventCount} events is whole; its head is ${head?.slice(0, 16)}…`);
});

test('every event of the year has the shape that its module declares', () => requireShapes(gateway.sql));

/** What was published is what was removed, given up and paid; what is left is what was paid less what came back. */
async function everyFen(): Promise<void> {
  const { paymentBatches } = await finance.client.get(PaymentBatchesDocument, { programme });
  const { recoveries } = await gateway.client().get(RecoveriesDocument, { programme });
  const claims = [...(await readClaims(science)).values()];
  const of = (status: string) => claims.filter((one) => one.status === status).map((one) => one.grantedAmount);
  const sums = {
    published: fen('553600.69'),
    removed: sum(claims.filter(({ status }) => status === 'EXCLUDED').map(({ correctionCut }) => correctionCut)),
    forfeited: sum(of('FORFEITED')),
    paid: sum(paymentBatches.nodes.map(({ paidAmount }) => paidAmount)),
    recovered: sum(recoveries.nodes.map(({ repaid }) => repaid)),
  };
  const { published, removed, forfeited, paid, recovered } = sums;
  expect(sums).toEqual({
    published: 55_360_069n,
    removed: 250_000n,
    forfeited: 400_000n,
    paid: 54_710_069n,
    recovered: 1_500_000n,
  });
  expect(removed + forfeited + paid).toBe(published);
  const line = (what: string, amount: bigint) => `${what.padEnd(28)}${yuan(formatYuan(amount)).padStart(18)}`;
  tell(
    'FINANCE',
    'where every fen went',
    line('published on 2025-09-24', published),
    line('removed on an objection', -removed),
    line('given up', -forfeited),
    line('paid', paid),
    line('came back', -recovered),
    line('stays with the companies', paid - recovered),
  );
}

const fen = (amount: string) => parseYuan(amount)!;
const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + fen(amount), 0n);
