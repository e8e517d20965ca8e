import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId, keyOf } from '../../src/kernel/values/global-id.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { replayInputs } from '../../src/assessment/replay/replay-inputs.js';
import { readStored, type StoredProposal } from '../../src/assessment/replay/replay.sql.js';
import {
  CancelProposalComputationDocument,
  ComputeProposalDocument,
  ProposalProgressedDocument,
  ProposalRunsDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** A computation seen from outside, called off, broken off, and side by side with others. */
let gateway: TestGateway;
let platform: Person;
let auditor: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { BACKGROUND_JOBS: 'true' } });
  platform = await arrangePerson(gateway, Role.PLATFORM);
  auditor = await arrangePerson(gateway, Role.AUDITOR);
  const insurer = await arrangeInsurer(gateway);
  const rows = [await arrangeEnterprise(gateway), await arrangeEnterprise(gateway)].map((it) => policyRow(it));
  rows.push(policyRow(await arrangeEnterprise(gateway, { division: '350203' })));
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: 'push' };
  await insurer.client.get(SubmitPoliciesDocument, { input });
  await arrangePapers(gateway);
});
afterAll(() => gateway.stop());

const compute = (idempotencyKey: string, background = false) =>
  platform.client
    .get(ComputeProposalDocument, { input: { programme, idempotencyKey, background } })
    .then(({ computeProposal }) => computeProposal);

const cancel = (proposalId: string) =>
  platform.client
    .get(CancelProposalComputationDocument, { input: { proposalId } })
    .then(({ cancelProposalComputation }) => cancelProposalComputation);

const newestRun = async () =>
  (await auditor.client.get(ProposalRunsDocument, { programme, first: 1 })).proposalRuns.nodes[0]!;

const countOf = async (table: string, proposalId: string, column = 'proposal_id') =>
  Number(
    (
      await gateway.sql(`select count(*) from ${table} where ${column} = $1`, [keyOf('SubsidyProposal', proposalId)])
    )[0]!['count'],
  );

/** Holds every computation where it writes what is left out, as if that took long, until released. */
async function holdComputations(): Promise<{ release: () => Promise<void> }> {
  const owner = new pg.Client({ connectionString: gateway.ownerUrl });
  await owner.connect();
  await owner.query('begin; lock table left_out_policy in exclusive mode');
  return { release: () => owner.end() };
}

const untilHeld = () =>
  eventually(async () => {
    const run = await newestRun();
    return run.status === 'COMPUTING' && run.step === 'LISTING' && run;
  }, 'a run that is held');

test('in the background: the response is immediate, and the progress is pushed until the revision exists', async () => {
  const held = await holdComputations();
  const { proposal, run, userErrors } = await compute('background', true);
  expect([proposal, userErrors, run!.status]).toEqual([null, [], 'COMPUTING']);
  await untilHeld();
  const seen = [];
  for await (const { proposalProgressed } of auditor.client.follow(ProposalProgressedDocument, {
    proposalId: run!.proposalId,
  })) {
    if (seen.length === 0) await held.release();
    seen.push(proposalProgressed);
  }
  expect(seen[0]).toMatchObject({ status: 'COMPUTING', step: 'LISTING', proposal: null });
  expect(seen.at(-1)).toMatchObject({ status: 'COMPUTED', share: 1, proposal: { revision: 1, status: 'DRAFT' } });
  const shares = seen.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  const again = await compute('background');
  expect(again.proposal).toMatchObject({ id: run!.proposalId, revision: 1 });
  const [event] = await gateway.sql(`select actor_id from event where type = 'PROPOSAL_COMPUTED'`);
  expect(event).toEqual({ actor_id: platform.accountId });
});

test('cancelled: nothing remains, no revision number is used, and the next run computes', async () => {
  const held = await holdComputations();
  const answer = compute('cancelled');
  const { proposalId } = await untilHeld();
  const { run, userErrors } = await cancel(proposalId);
  expect([run!.status, userErrors]).toEqual(['CANCELLED', []]);
  await held.release();
  expect((await answer).userErrors).toMatchObject([{ code: 'COMPUTATION_CANCELLED' }]);
  expect(await countOf('subsidy_proposal', proposalId, 'id')).toBe(0);
  expect(await countOf('assessment_line', proposalId)).toBe(0);
  expect((await compute('cancelled')).userErrors).toMatchObject([{ code: 'COMPUTATION_CANCELLED' }]);
  expect((await cancel(proposalId)).userErrors).toMatchObject([{ code: 'COMPUTATION_ENDED' }]);
  expect((await compute('after')).proposal).toMatchObject({ revision: 2, status: 'DRAFT' });
  const [event] = await gateway.sql(`select subject_id from event where type = 'COMPUTATION_CANCELLED'`);
  expect(globalId('SubsidyProposal', event!['subject_id'] as string)).toBe(proposalId);
});

test('connection lost: nothing remains, the run reports it, and the same key computes it again', async () => {
  const held = await holdComputations();
  const answer = platform.client.ask(ComputeProposalDocument, { input: { programme, idempotencyKey: 'broken' } });
  const { proposalId } = await untilHeld();
  await eventually(async () => {
    const { length } = await gateway.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where wait_event_type = 'Lock' and query like '%insert into left_out_policy%' and pid <> pg_backend_pid()`,
    );
    return length > 0;
  }, 'the computation waits, and is broken off');
  expect((await answer).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  expect(await newestRun()).toMatchObject({ proposalId, status: 'FAILED', fault: null, proposal: null });
  await held.release();
  expect(await countOf('assessment_line', proposalId)).toBe(0);
  expect((await compute('broken')).proposal).toMatchObject({ id: proposalId, revision: 3 });
});

test('a run of a killed gateway is computed by the next gateway, from the beginning', async () => {
  const [orphan] = await gateway.sql<{ id: string }>(
    `insert into proposal_run (proposal_id, programme_id, status, step, requested_by, requested_at)
     select uuidv7(), id, 'COMPUTING', 'EXPLAINING', $1, $3 from programme where code = $2
     returning proposal_id as id`,
    [platform.accountId, programme, gateway.clock.now()],
  );
  const proposalId = globalId('SubsidyProposal', orphan!.id);
  let last;
  for await (const { proposalProgressed } of auditor.client.follow(ProposalProgressedDocument, { proposalId })) {
    last = proposalProgressed;
  }
  expect(last).toMatchObject({ status: 'COMPUTED', proposal: { revision: 4, status: 'DRAFT' } });
});

test('many at once: each gets its own revision, one is the draft, and all have the same result', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, (_, place) => compute(`at-once-${place}`)));
  const proposals = answers.map(({ proposal }) => proposal!);
  expect(proposals.map(({ revision }) => revision).toSorted((one, other) => one - other)).toEqual([5, 6, 7, 8, 9, 10]);
  expect(new Set(proposals.map(({ inputDigest }) => inputDigest)).size).toBe(1);
  const states = await gateway.sql<{ status: string; revision: number }>(
    `select status, revision from subsidy_proposal order by revision`,
  );
  expect(states.map(({ status }) => status)).toEqual([...Array.from({ length: 9 }, () => 'SUPERSEDED'), 'DRAFT']);
  const claims = await gateway.sql(
    `select revision from claim join subsidy_proposal as proposal on proposal.id = proposal_id`,
  );
  expect(claims).toEqual([{ revision: 10 }, { revision: 10 }]);
});

test('a revision is one consistent snapshot: an exclusion during its computation applies to the next one', async () => {
  const held = await holdComputations();
  const answer = compute('one-moment');
  await untilHeld();
  await gateway.sql(
    `insert into policy_exclusion (policy_id, institution_id, enterprise_id, reason, explanation, source, excluded_at)
     select policy.id, institution_id, enterprise.id, 'BLOCKED', '另有资助', '另一计划', $1
     from policy join enterprise on enterprise.id = enterprise_id where division_code = '350203'`,
    [gateway.clock.now()],
  );
  await held.release();
  expect((await answer).userErrors).toEqual([]);
  const db = new RequestTransaction(gateway.database.em, systemSession);
  const stored = await readStored(await db.read(), programme).finally(() => db.end());
  const { judgement, inputs, inputDigest } = stored as StoredProposal;
  expect(inputs.map(({ reasons }) => reasons)).toContainEqual(['REGION_NOT_ELIGIBLE']);
  expect(replayInputs(judgement, inputs, inputDigest)).toEqual([]);
});

test('a draft can be submitted during a computation without waiting; the computation is then refused', async () => {
  const { proposal: draft } = await compute('draft');
  const held = await holdComputations();
  const answer = compute('too-late');
  const { proposalId } = await untilHeld();
  const input = { proposalId: draft!.id, version: draft!.version };
  const { submitProposal } = await platform.client.get(SubmitProposalDocument, { input });
  expect(submitProposal).toMatchObject({ userErrors: [], proposal: { status: 'SUBMITTED' } });
  await held.release();
  expect((await answer).userErrors).toMatchObject([{ code: 'PROPOSAL_IN_REVIEW' }]);
  expect(await newestRun()).toMatchObject({ proposalId, status: 'FAILED', fault: { code: 'PROPOSAL_IN_REVIEW' } });
  expect((await cancel(draft!.id)).userErrors).toMatchObject([{ code: 'COMPUTATION_ENDED' }]);
  expect((await cancel('nothing')).userErrors).toMatchObject([{ code: 'COMPUTATION_NOT_FOUND' }]);
  expect((await compute('in-review', true)).userErrors).toMatchObject([{ code: 'PROPOSAL_IN_REVIEW' }]);
});
