import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { readStored } from '../../src/assessment/replay/replay.sql.js';
import { replay, replayExclusions } from '../../src/assessment/replay/replay.js';
import { replayInputs } from '../../src/assessment/replay/replay-inputs.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import fj2025 from '../../src/programme/data/fj-2025.json' with { type: 'json' };
import { readProgrammeData } from '../../src/programme/data/programme-data.js';
import {
  ApproveProposalDocument,
  ComputeProposalDocument,
  DecideObjectionDocument,
  FileObjectionDocument,
  GiveOpinionDocument,
  PublishNoticeDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmContact } from '../kit/published-year.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
} from '../kit/world.js';

/** What is pushed after the approval, while the window is open: a later revision, notice and claims of its own. */
let gateway: TestGateway;
let approver: Person;
let people: Record<'PLATFORM' | 'SCIENCE' | 'REGULATOR', Person>;
let insurer: Person;
let large: ArrangedEnterprise;
let late: ArrangedEnterprise;
const programme = 'LISTS';

beforeAll(async () => {
  gateway = await startTestGateway();
  people = {
    PLATFORM: await arrangePerson(gateway, Role.PLATFORM),
    SCIENCE: await arrangePerson(gateway, Role.SCIENCE),
    REGULATOR: await arrangePerson(gateway, Role.REGULATOR),
  };
  const rules = { ...fj2025.rules, enterpriseCap: '100000.00', budget: '150000.00', budgetPolicy: 'PRO_RATA' };
  await arrangeProgramme(gateway, readProgrammeData({ ...fj2025, code: programme, rules }));
  approver = await arrangePerson(gateway, Role.SCIENCE);
  insurer = await arrangeInsurer(gateway);
  [large, late] = [await arrangeEnterprise(gateway), await arrangeEnterprise(gateway, { name: '莆田晚到有限公司' })];
});
afterAll(() => gateway.stop());

interface PushedRow {
  assessedIn: { list: number; supplementary: boolean; message: string };
  policy: { assessedIn: { list: number } } | null;
}

let serial = 0;
async function push(company: ArrangedEnterprise, premium: string, dryRun = false): Promise<PushedRow> {
  serial += 1;
  const rows = [policyRow(company, { product: 'RD_INTERRUPTION', premium })];
  const { submitPolicies } = await insurer.client.get<{ submitPolicies: { rows: PushedRow[] } }, object>(
    `mutation ($input: SubmitPoliciesInput!) { submitPolicies(input: $input) { rows {
      assessedIn { list supplementary message } policy { assessedIn { list } } } userErrors { code } } }`,
    { input: { programme, rows, errorPolicy: 'REJECT_ALL', dryRun, idempotencyKey: `push-${serial}` } },
  );
  await arrangePapers(gateway);
  return submitPolicies.rows[0]!;
}

async function compute() {
  serial += 1;
  const input = { programme, idempotencyKey: `compute-${serial}` };
  return (await people.PLATFORM.client.get(ComputeProposalDocument, { input })).computeProposal;
}

async function approve(proposalId: string): Promise<void> {
  await people.PLATFORM.client.get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  const opinion = { proposalId, version: 2, agrees: true, opinion: '同意' };
  await people.REGULATOR.client.get(GiveOpinionDocument, { input: opinion });
  const { approveProposal } = await approver.client.get(ApproveProposalDocument, {
    input: { proposalId, version: 3 },
  });
  expect(approveProposal.userErrors).toEqual([]);
}

async function publish(proposalId: string) {
  serial += 1;
  const input = { proposalId, idempotencyKey: `publish-${serial}` };
  return (await people.SCIENCE.client.get(PublishNoticeDocument, { input })).publishNotice.notice!;
}

async function claims() {
  const rows = await gateway.sql<{ name: string; list: number; granted: string; status: string }>(
    `select enterprise.name, list, granted_amount::text as granted, claim.status from claim
     join enterprise on enterprise.id = enterprise_id order by list, enterprise.name`,
  );
  return rows.map(({ name, list, granted, status }) => [name, list, granted, status]);
}

async function replayed() {
  const db = new RequestTransaction(gateway.database.em, systemSession);
  const stored = (await db.inSnapshot((em) => readStored(em, programme)))!;
  return [
    ...replay(stored.rules, stored.lines, stored.grants),
    ...replayExclusions(stored.exclusions, stored.lines),
    ...replayInputs(stored.judgement, stored.inputs, stored.inputDigest),
  ];
}

let mainNotice: string;
let supplement: string;

test('before an approval everything goes to the main list', async () => {
  expect(await push(large, '120000.00')).toMatchObject({
    assessedIn: { list: 1, supplementary: false },
    policy: { assessedIn: { list: 1 } },
  });
  const { proposal } = await compute();
  expect(proposal).toMatchObject({ grantedTotal: '60000.00' });
  await approve(proposal!.id);
  mainNotice = (await publish(proposal!.id)).id;
  expect((await compute()).userErrors).toMatchObject([{ code: 'PROPOSAL_ALREADY_APPROVED' }]);
});

test('after it each accepted row says that it goes to a supplementary list', async () => {
  expect(await push(late, '120000.00', true)).toMatchObject({ assessedIn: { list: 2, supplementary: true } });
  expect(await push(late, '120000.00')).toMatchObject({
    assessedIn: { list: 2, message: expect.stringContaining('supplementary list 1') as string },
    policy: { assessedIn: { list: 2 } },
  });
  await push(large, '200000.00');
});

test('the supplementary list shares caps and budget with the main one, and changes none of its claims', async () => {
  const { proposal, userErrors } = await compute();
  expect(userErrors).toEqual([]);
  supplement = proposal!.id;
  // The large one has 40,000.00 of its cap left, the late one earned 60,000.00; of the budget 90,000.00 are left.
  expect(proposal).toMatchObject({ grantedTotal: '90000.00' });
  expect(await claims()).toEqual([
    [large.name, 1, '60000.00', 'PUBLICISED'],
    [large.name, 2, '36000.00', 'PROPOSED'],
    [late.name, 2, '54000.00', 'PROPOSED'],
  ]);
  expect(await replayed()).toEqual([]);
});

test('it has its own notice, and an objection to one list suspends nothing of the other', async () => {
  await approve(supplement);
  const notice = await publish(supplement);
  const { publicityNotice } = await gateway
    .client()
    .get<{ publicityNotice: { title: string; list: number } }, object>(
      'query ($id: ID!) { publicityNotice(id: $id) { title list } }',
      { id: notice.id },
    );
  expect(publicityNotice).toMatchObject({ list: 2, title: expect.stringContaining('（补充批次 1）') as string });
  const confirmed = await confirmContact(gateway, notice.id, '13800000001');
  const { fileObjection } = await gateway.client().get(FileObjectionDocument, {
    input: { ...confirmed, creditCode: large.creditCode, name: '王小明', statement: '不实' },
  });
  const { id: objectionId, version } = fileObjection.objection!;
  expect((await claims()).map(([, list, , status]) => [list, status])).toEqual([
    [1, 'PUBLICISED'],
    [2, 'OBJECTED'],
    [2, 'PUBLICISED'],
  ]);
  await people.SCIENCE.client.get(DecideObjectionDocument, {
    input: {
      objectionId,
      version,
      upheld: true,
      reason: '属实',
      corrections: [{ creditCode: large.creditCode, remove: true }] as never,
    },
  });
  expect(await claims()).toEqual([
    [large.name, 1, '60000.00', 'PUBLICISED'],
    [large.name, 2, '0.00', 'EXCLUDED'],
    [late.name, 2, '54000.00', 'PUBLICISED'],
  ]);
  expect(mainNotice).not.toBe(notice.id);
});

test('a policy of an earlier list, excluded or not, is in no later one; the amount it released is available', async () => {
  await push(large, '500000.00');
  const { proposal } = await compute();
  // 36,000.00 of the budget came back; the cap of the large one has 40,000.00 left.
  expect(proposal).toMatchObject({ grantedTotal: '36000.00' });
  expect((await claims()).filter(([, list]) => list === 3)).toEqual([[large.name, 3, '36000.00', 'PROPOSED']]);
  expect(await replayed()).toEqual([]);
});
