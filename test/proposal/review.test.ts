import { afterAll, beforeAll, expect, test } from 'vitest';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import {
  ApproveProposalDocument,
  ComputeProposalDocument,
  GiveOpinionDocument,
  ProposalUnderReviewDocument,
  ReturnProposalDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { settle } from '../kit/jobs.js';
import { remindReviews } from '../../src/proposal/proposal.jobs.js';
import { eventually } from '../kit/eventually.js';
import { testSecret } from '../kit/secret.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Two revisions under review: the opinion with its papers, the return, the difference, the reminders, the approval. */
let gateway: TestGateway;
let platform: Person;
let regulator: Person;
let science: Person;
let insurer: Person;
let stays: ArrangedEnterprise;
let comes: ArrangedEnterprise;
beforeAll(async () => {
  // A Wednesday: five working days later is the next Wednesday.
  gateway = await startTestGateway({
    world: programmeWorld,
    environment: { BACKGROUND_JOBS: 'true' },
    now: '2025-08-20T02:00:00Z',
  });
  [platform, regulator, science] = [
    await arrangePerson(gateway, Role.PLATFORM),
    await arrangePerson(gateway, Role.REGULATOR),
    await arrangePerson(gateway, Role.SCIENCE),
  ];
  insurer = await arrangeInsurer(gateway);
  [stays, comes] = [await arrangeEnterprise(gateway), await arrangeEnterprise(gateway)];
  await push([policyRow(stays)]);
});
afterAll(() => gateway.stop());

async function push(rows: ReturnType<typeof policyRow>[]): Promise<void> {
  const idempotencyKey = rows[0]!.policyNo!;
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, { input });
  expect(submitPolicies.rows?.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  await arrangePapers(gateway);
}

/** The newest revision as a reviewer sees it. */
const read = async (person = science) =>
  (await person.client.get(ProposalUnderReviewDocument, { programme })).subsidyProposals.nodes[0]!;
const seen = async () => {
  const { id: proposalId, version } = await read();
  return { proposalId, version };
};
const compute = (idempotencyKey: string) =>
  platform.client.get(ComputeProposalDocument, { input: { programme, idempotencyKey } });
const submit = async () => platform.client.get(SubmitProposalDocument, { input: await seen() });
const opine = async (change: { agrees?: boolean; opinion?: string; paperIds?: string[] } = {}, person = regulator) => {
  const input = { agrees: true, opinion: '无不同意见', paperIds: [], ...(await seen()), ...change };
  return (await person.client.get(GiveOpinionDocument, { input })).giveOpinion;
};

/** The same person in another role. */
async function alsoAs({ accountId }: Person, role: Role): Promise<Person> {
  await gateway.sql(`insert into role_grant (account_id, role, granted_at) values ($1, $2, now())`, [accountId, role]);
  const token = await signAccessToken({ accountId, role, subjectId: null }, tokenKey(testSecret), '1h');
  return { accountId, role, subjectId: null, token, client: gateway.client(token) };
}

const reminders = () =>
  gateway.sql<{ data: Record<string, unknown>; actor_role: string }>(
    `select data, actor_role from event where type = 'PROPOSAL_REMINDED' order by id`,
  );
const pdf = Buffer.from('%PDF-1.7 the regulator’s letter');
const upload = (person: Person, body: Buffer) =>
  person.client.fetch('/upload/opinion-papers', { method: 'POST', body: new Uint8Array(body) });

test('the regulator is reminded once of a waiting submission, after the working days of the programme', async () => {
  await compute('one');
  expect((await submit()).submitProposal.userErrors).toEqual([]);
  await settle(gateway, remindReviews, new Date('2025-08-27T15:00:00Z'));
  expect(await reminders()).toEqual([]);
  gateway.clock.set(new Date('2025-08-27T16:00:00Z'));
  await eventually(async () => (await reminders()).length === 1, 'a reminder');
  await settle(gateway, remindReviews);
  expect(await reminders()).toMatchObject([
    { actor_role: 'SYSTEM', data: { revision: 1, waitsFor: 'OPINION', workingDaysAllowed: 5 } },
  ]);
  expect((await read()).remindedAt).toBe('2025-08-27T16:00:00.000Z');
});

test('an opinion has text, and papers that only the regulator uploads and only the offices read', async () => {
  expect((await opine({ opinion: ' ' })).userErrors).toMatchObject([{ code: 'REASON_MISSING', path: ['opinion'] }]);
  expect((await opine({ paperIds: ['none'] })).userErrors).toMatchObject([
    { code: 'OPINION_PAPER_NOT_FOUND', path: ['paperIds', '0'] },
  ]);
  expect((await upload(science, pdf)).status).toBe(403);
  expect((await upload(regulator, Buffer.from('MZ not a paper'))).status).toBe(415);
  const uploaded = (await (await upload(regulator, pdf)).json()) as { id: string; sha256: string };
  const given = await opine({ agrees: false, opinion: '一家机构资质待核', paperIds: [uploaded.id] });
  expect(given.userErrors).toEqual([]);
  const { opinion, opinionAgrees, opinionPapers, remindedAt } = await read();
  expect([opinion, opinionAgrees, remindedAt]).toEqual(['一家机构资质待核', false, null]);
  expect(opinionPapers).toEqual([
    { id: uploaded.id, sha256: uploaded.sha256, mediaType: 'application/pdf', size: pdf.length },
  ]);

  const paper = await science.client.fetch(`/opinion-papers/${uploaded.id}`);
  expect(Buffer.from(await paper.arrayBuffer())).toEqual(pdf);
  expect((await insurer.client.fetch(`/opinion-papers/${uploaded.id}`)).status).toBe(403);
  expect((await gateway.client().fetch(`/opinion-papers/${uploaded.id}`)).status).toBe(401);
  const [reading] = await gateway.sql(`select actor_id from event where type = 'DOCUMENT_DOWNLOADED'`);
  expect(reading).toEqual({ actor_id: science.accountId });
  const [logged] = await gateway.sql(`select data from event where type = 'OPINION_GIVEN'`);
  expect(logged!['data']).toEqual({ agrees: false, opinion: '一家机构资质待核', papers: [uploaded.sha256] });
});

test('then the department is reminded, and after a return the platform', async () => {
  gateway.clock.set(new Date('2025-09-04T16:00:00Z'));
  await eventually(async () => (await reminders()).length === 2, 'the second reminder');
  expect((await reminders())[1]).toMatchObject({ data: { waitsFor: 'DECISION' } });
  const input = { ...(await seen()), reason: '请核实一家企业' };
  const { returnProposal } = await science.client.get(ReturnProposalDocument, { input });
  expect(returnProposal).toMatchObject({ userErrors: [], proposal: { status: 'RETURNED' } });
  gateway.clock.set(new Date('2025-09-14T16:00:00Z'));
  await eventually(async () => (await reminders()).length === 3, 'the third reminder');
  expect((await reminders())[2]).toMatchObject({ data: { waitsFor: 'NEW_REVISION', revision: 1 } });
});

test('the next revision shows the reviewer what changed since the last reviewed one, and why', async () => {
  await gateway.sql(`update programme set policy_push_until = '2025-12-31'`);
  await push([policyRow(comes)]);
  await compute('two');
  await gateway.sql(`update policy set refunded = 4000 where enterprise_id = $1`, [stays.id]);
  await compute('three');
  const { revision, previous, changes } = await read();
  expect([revision, previous]).toMatchObject([3, { revision: 1, status: 'RETURNED' }]);
  const changeOf = ({ creditCode }: ArrangedEnterprise) =>
    changes!.nodes.find(({ enterprise }) => enterprise?.creditCode === creditCode);
  expect(changes!.totalCount).toBe(2);
  expect(changeOf(comes)).toMatchObject({ kind: 'CAME_IN', after: '1000.00', causes: ['POLICY_ADDED'] });
  expect(changeOf(stays)).toMatchObject({ kind: 'CHANGED', before: '1000.00', after: '600.00', causes: ['BASE'] });
});

test('nobody approves what they prepared or gave the opinion on, in any role', async () => {
  expect((await submit()).submitProposal.userErrors).toEqual([]);
  const approveAs = async (person: Person) =>
    (await person.client.get(ApproveProposalDocument, { input: await seen() })).approveProposal;
  expect((await approveAs(science)).userErrors).toMatchObject([{ code: 'OPINION_MISSING' }]);
  expect((await opine({}, await alsoAs(platform, Role.REGULATOR))).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect((await opine()).userErrors).toEqual([]);
  for (const person of [platform, regulator]) {
    const { userErrors } = await approveAs(await alsoAs(person, Role.SCIENCE));
    expect(userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  }
});

test('of two simultaneous actions on the same version one succeeds, the other gets the present version', async () => {
  const other = await arrangePerson(gateway, Role.SCIENCE);
  const input = await seen();
  const [approved, returned] = await Promise.all([
    science.client.get(ApproveProposalDocument, { input }),
    other.client.get(ReturnProposalDocument, { input: { ...input, reason: '请再核对' } }),
  ]);
  const answers = [approved.approveProposal, returned.returnProposal];
  expect(answers.filter(({ proposal }) => proposal)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
    { code: 'VERSION_CONFLICT', path: ['version'], details: { present: input.version + 1 } },
  ]);
});
