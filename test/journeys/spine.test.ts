import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  ApproveProposalDocument,
  ClaimsDocument,
  ClaimStatusChangedDocument,
  CloseNoticeDocument,
  ComputeProposalDocument,
  EventsDocument,
  GiveOpinionDocument,
  LeftOutDocument,
  PublicityNoticesDocument,
  PublishNoticeDocument,
  RecipientsDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { requireShapes } from '../kit/event-shapes.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** One policy's way, from the insurer's push to the published list, in order over the network. */
let gateway: TestGateway;
let insurer: Person;
let platform: Person;
let science: Person;
let regulator: Person;
let company: ArrangedEnterprise;
let rich: ArrangedEnterprise;
let proposal: { id: string; version: number };
let notice: { id: string; version: number };
const cursors: string[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, now: '2025-08-20T02:00:00Z' });
  insurer = await arrangeInsurer(gateway);
  platform = await arrangePerson(gateway, Role.PLATFORM);
  science = await arrangePerson(gateway, Role.SCIENCE);
  regulator = await arrangePerson(gateway, Role.REGULATOR);
  company = await arrangeEnterprise(gateway);
  rich = await arrangeEnterprise(gateway, { name: '泉州大机械股份有限公司', division: '350502' });
});
afterAll(() => gateway.stop());

test('an insurer pushes policies', async () => {
  const xiamen = await arrangeEnterprise(gateway, { name: '厦门鹭科技有限公司', division: '350203' });
  const rows = [
    policyRow(company, { premium: '1000.05' }),
    policyRow(company, { product: 'RD_INTERRUPTION', premium: '333.33' }),
    policyRow(rich, { product: 'RD_INTERRUPTION', premium: '1200000.00' }),
    policyRow(xiamen),
  ];
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: 'journey-1' },
  });
  expect(submitPolicies.userErrors).toEqual([]);
  expect(submitPolicies.submission).toMatchObject({ rowCount: 4, acceptedCount: 4, failedCount: 0 });
  expect(submitPolicies.rows?.map((row) => row.subsidyPreview)).toEqual(['100.01', '166.67', '600000.00', '1000.00']);
  await arrangePapers(gateway);
});

test('the platform computes each company’s subsidy, to the fen, with the cut of the cap', async () => {
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, {
    input: { programme: programmeCode, idempotencyKey: 'journey-2' },
  });
  expect(computeProposal).toMatchObject({
    userErrors: [],
    proposal: {
      revision: 1,
      status: 'DRAFT',
      enterpriseCount: 2,
      policyCount: 3,
      leftOutCount: 1,
      calculatedTotal: '600266.68',
      grantedTotal: '500266.68',
    },
  });
  proposal = computeProposal.proposal!;
  const { claims } = await science.client.get(ClaimsDocument, { filter: { programme: programmeCode } });
  expect(claims.nodes.map(({ grantedAmount, capCut }) => [grantedAmount, capCut])).toEqual([
    ['500000.00', '100000.00'],
    ['266.68', '0.00'],
  ]);
  expect(claims.nodes[1]?.lines.map(({ base, rate, subsidy }) => [base, rate, subsidy]).toSorted()).toEqual([
    ['1000.05', '0.1', '100.01'],
    ['333.33', '0.5', '166.67'],
  ]);
});

test('excluded policies are listed with their reasons', async () => {
  const { subsidyProposals } = await platform.client.get(LeftOutDocument, { programme: programmeCode });
  expect(subsidyProposals.nodes[0]?.leftOut.nodes).toMatchObject([
    { reasons: ['REGION_NOT_ELIGIBLE'], found: { divisionCode: '350203' } },
  ]);
});

test('it is reviewed by others than those who prepared it', async () => {
  const { submitProposal } = await platform.client.get(SubmitProposalDocument, {
    input: { proposalId: proposal.id, version: proposal.version },
  });
  proposal = submitProposal.proposal!;
  const early = await science.client.get(ApproveProposalDocument, {
    input: { proposalId: proposal.id, version: proposal.version },
  });
  expect(early.approveProposal.userErrors).toMatchObject([{ code: 'OPINION_MISSING' }]);
  const { giveOpinion } = await regulator.client.get(GiveOpinionDocument, {
    input: { proposalId: proposal.id, version: proposal.version, agrees: true, opinion: '无不同意见' },
  });
  const stale = await science.client.get(ApproveProposalDocument, {
    input: { proposalId: proposal.id, version: proposal.version },
  });
  expect(stale.approveProposal.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', details: { present: 3 } }]);
  proposal = giveOpinion.proposal!;
  const { approveProposal } = await science.client.get(ApproveProposalDocument, {
    input: { proposalId: proposal.id, version: proposal.version },
  });
  expect(approveProposal).toMatchObject({ userErrors: [], proposal: { status: 'APPROVED' } });
});

test('it is published for five working days, across the holiday and its make-up days', async () => {
  // Thursday 2025-09-25; Sunday the 28th works, 1 to 8 October are off, Saturday the 11th works.
  gateway.clock.set(new Date('2025-09-25T03:00:00Z'));
  const publisher = await arrangePerson(gateway, Role.SCIENCE);
  const { publishNotice } = await publisher.client.get(PublishNoticeDocument, {
    input: { proposalId: proposal.id, idempotencyKey: 'journey-3' },
  });
  expect(publishNotice).toMatchObject({ userErrors: [], notice: { status: 'OPEN', closesOn: '2025-10-09' } });
  notice = publishNotice.notice!;
});

test('anybody reads the list without an account', async () => {
  const anybody = gateway.client();
  const { publicityNotices } = await anybody.get(PublicityNoticesDocument);
  expect(publicityNotices.nodes).toMatchObject([
    { status: 'OPEN', workingDaysLeft: 5, releases: [{ number: 1, recipientCount: 2, totalAmount: '500266.68' }] },
  ]);
  const { recipients } = await anybody.get(RecipientsDocument, { noticeId: notice.id });
  expect(recipients?.nodes).toMatchObject([
    { rank: 1, creditCode: rich.creditCode, amount: '500000.00', city: { code: '3505' } },
    { rank: 2, creditCode: company.creditCode, amount: '266.68', city: { code: '3501' } },
  ]);
});

test('a subscriber first receives what it missed, then new events', async () => {
  const changes: (string | null)[][] = [];
  const start = await gateway.sql<{ position: string }>(`select min(position) - 1 as position from event_seal`);
  const after = Buffer.from(JSON.stringify(['EVENTS', start[0]?.position])).toString('base64url');
  const following = science.client.follow(ClaimStatusChangedDocument, { after });
  for await (const { claimStatusChanged } of following) {
    changes.push([claimStatusChanged.fromStatus, claimStatusChanged.toStatus]);
    cursors.push(claimStatusChanged.cursor);
    if (changes.length === 6) await closeAfterFiveDays();
    if (changes.length === 8) break;
  }
  expect(changes).toEqual([
    [null, 'PROPOSED'],
    [null, 'PROPOSED'],
    ['PROPOSED', 'IN_REVIEW'],
    ['PROPOSED', 'IN_REVIEW'],
    ['IN_REVIEW', 'PUBLICISED'],
    ['IN_REVIEW', 'PUBLICISED'],
    ['PUBLICISED', 'CONFIRMED'],
    ['PUBLICISED', 'CONFIRMED'],
  ]);
});

async function closeAfterFiveDays(): Promise<void> {
  const input = { noticeId: notice.id, version: notice.version };
  gateway.clock.set(new Date('2025-10-09T15:59:59Z'));
  const early = await science.client.get(CloseNoticeDocument, { input });
  expect(early.closeNotice.userErrors).toMatchObject([{ code: 'NOTICE_STILL_OPEN' }]);
  gateway.clock.set(new Date('2025-10-09T16:00:00Z'));
  const { closeNotice } = await science.client.get(CloseNoticeDocument, { input });
  expect(closeNotice).toMatchObject({ userErrors: [], notice: { status: 'CLOSED' } });
}

test('a cursor of the subscription works in the query, and the other way round', async () => {
  const { events } = await science.client.get(EventsDocument, {
    after: cursors[5],
    filter: { types: ['CLAIM_STATUS_CHANGED'] },
  });
  expect(events.nodes.map(({ cursor }) => cursor)).toEqual(cursors.slice(6));
  for await (const { claimStatusChanged } of science.client.follow(ClaimStatusChangedDocument, {
    after: events.nodes[0]?.cursor,
  })) {
    expect(claimStatusChanged.cursor).toBe(cursors[7]);
    break;
  }
});

test('every event has the shape that its module declares', () => requireShapes(gateway.sql));
