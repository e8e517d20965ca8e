import { afterAll, beforeAll, expect, test } from 'vitest';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { replayInputs, type StoredInput } from '../../src/assessment/replay/replay-inputs.js';
import { replay } from '../../src/assessment/replay/replay.js';
import { readStored, type StoredProposal } from '../../src/assessment/replay/replay.sql.js';
import {
  CompareProposalsDocument,
  ComputeProposalDocument,
  SimulateProposalDocument,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
} from '../kit/world.js';
import { demonstrationWorld } from '../kit/worlds.js';

/** Looking at a computed proposal: what if, what changed, and is it right. Over the demonstration. */
let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: demonstrationWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

async function stored(which: string): Promise<StoredProposal> {
  const db = new RequestTransaction(gateway.database.em, systemSession);
  const found = await readStored(await db.read(), which).finally(() => db.end());
  return found as StoredProposal;
}

test('an independent calculation gives every amount of the published proposal to the fen', async () => {
  const { rules, lines, grants } = await stored('FJ-2025/1');
  expect([lines.length > 7000, grants.length > 2000]).toEqual([true, true]);
  expect(replay(rules, lines, grants)).toEqual([]);
  const changed = lines.map((line, index) => (index === 0 ? { ...line, subsidy: '0.01' } : line));
  expect(replay(rules, changed, grants)).toHaveLength(1);
  expect(replay(rules, lines.slice(1), grants).length).toBeGreaterThan(0);
  expect(replay({ ...rules, enterpriseCap: '400000.00' }, lines, grants).length).toBeGreaterThan(10);
});

test('every policy is assessed again from its stored inputs, with the same reasons and the same digest', async () => {
  const { judgement, inputs, inputDigest, lines } = await stored('FJ-2025/1');
  const leftOut = inputs.filter(({ reasons }) => reasons.length > 0);
  expect(leftOut.length).toBe(inputs.length - lines.length);
  expect(new Set(leftOut.flatMap(({ reasons }) => reasons)).size).toBeGreaterThan(4);
  expect(replayInputs(judgement, inputs, inputDigest)).toEqual([]);

  const one = lines[0]!.policyId;
  const changed = (change: Partial<StoredInput>) =>
    replayInputs(
      judgement,
      inputs.map((input) => (input.policyId === one ? { ...input, ...change } : input)),
      inputDigest,
    ).map(({ place, computed }) => (place === `policy ${one}` ? computed : place));
  expect(changed({ base: '1.00' })).toEqual(['digest of the inputs']);
  expect(changed({ divisionCode: '350203' })).toEqual(['REGION_NOT_ELIGIBLE', 'digest of the inputs']);
  expect(changed({ listed: [] })).toEqual(['QUALIFICATION_MISSING', 'digest of the inputs']);
  expect(changed({ reasons: ['DOCUMENTS_MISSING'] })).toEqual(['counts']);
  const judgedAnew = replayInputs({ ...judgement, regionsOut: [] }, inputs, inputDigest);
  expect(judgedAnew.length).toBe(leftOut.filter(({ divisionCode }) => divisionCode?.startsWith('3502')).length);
});

test('a what-if shows the published result and the supposed one side by side, and stores nothing', async () => {
  const before = await gateway.sql('select count(*) from assessment');
  const { simulateProposal: nothing } = await platform.client.get(SimulateProposalDocument, {
    input: { programme: 'FJ-2025' },
  });
  expect(nothing.supposed).toEqual(nothing.present);
  expect([nothing.gainerCount, nothing.loserCount]).toEqual([0, 0]);
  const [published] = await gateway.sql<{ total: string }>('select sum(amount)::text as total from recipient');
  expect(nothing.present.granted).toBe(published?.total);

  const { simulateProposal } = await platform.client.get(SimulateProposalDocument, {
    input: {
      programme: 'FJ-2025',
      enterpriseCap: '200000.00',
      products: [{ code: 'PRODUCT_LIABILITY', rate: '0.2' }],
    },
  });
  const group = (key: string) => simulateProposal.byProduct.find((product) => product.key === key)!;
  const double = (yuan: string) => (Number(yuan.replace('.', '')) * 2) / 100;
  expect(Number(group('PRODUCT_LIABILITY').supposedAmount)).toBeCloseTo(
    double(group('PRODUCT_LIABILITY').presentAmount),
    -1,
  );
  expect(group('RD_INTERRUPTION').supposedAmount).toBe(group('RD_INTERRUPTION').presentAmount);
  expect(simulateProposal.losers[0]).toMatchObject({ before: '500000.00', after: '200000.00' });
  expect(simulateProposal.gainerCount).toBeGreaterThan(100);
  expect(await gateway.sql('select count(*) from assessment')).toEqual(before);
});

test('what is judged again in part comes to the same as when everything is judged again', async () => {
  const [rules] = await gateway.sql<{ kinds: string[] }>(`
    select qualification_kinds as kinds from programme_rules join programme on programme.id = programme_id where code = 'FJ-2025'`);
  const suppose = async (supposed: object) =>
    (await platform.client.get(SimulateProposalDocument, { input: { programme: 'FJ-2025', ...supposed } }))
      .simulateProposal;
  const rate = { code: 'PRODUCT_LIABILITY', rate: '0.17' };
  const productCap = { code: 'RD_INTERRUPTION', enterpriseCap: '1000.00' };
  const results = [];
  for (const supposed of [
    { products: [rate] },
    { enterpriseCap: '90000.00', budget: '20000000.00' },
    { products: [rate, productCap], enterpriseCap: '90000.00' },
  ]) {
    const inPart = await suppose(supposed);
    // Other rules for all policies, of the same meaning.
    const whole = await suppose({ ...supposed, qualificationKinds: rules!.kinds.toReversed() });
    expect(inPart).toEqual(whole);
    results.push(inPart.supposed.granted);
  }
  expect(new Set(results).size).toBe(3);
  expect((await suppose({ qualificationKinds: rules!.kinds.slice(0, 1) })).supposed.policies).toBeLessThan(
    (await suppose({})).supposed.policies,
  );
});

test('a supposed budget is kept to the fen; an invalid rate is refused', async () => {
  const { simulateProposal } = await platform.client.get(SimulateProposalDocument, {
    input: { programme: 'FJ-2025', budget: '50000000.01' },
  });
  expect(simulateProposal.supposed.granted).toBe('50000000.01');
  const faulty = await platform.client.ask(SimulateProposalDocument, {
    input: { programme: 'FJ-2025', products: [{ code: 'PRODUCT_LIABILITY', rate: '20' }] },
  });
  expect(faulty.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const misspelt = await platform.client.ask(SimulateProposalDocument, {
    input: { programme: 'FJ-2025', products: [{ code: 'PRODUCT_LIABILTY', rate: '0.2' }], qualificationKinds: ['SME'] },
  });
  expect(misspelt.errors).toMatchObject([{ message: expect.stringContaining('PRODUCT_LIABILTY, SME') }]);
  const unknown = await platform.client.ask(SimulateProposalDocument, { input: { programme: 'NONE' } });
  expect(unknown.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('comparing two revisions shows who was added, who was removed and why, and which policies changed an amount', async () => {
  const insurer = await arrangeInsurer(gateway);
  gateway.clock.set(new Date('2026-11-24T02:00:00Z'));
  const [stays, goes, comes] = [
    await arrangeEnterprise(gateway),
    await arrangeEnterprise(gateway),
    await arrangeEnterprise(gateway),
  ];
  const { policy_year: year } = (
    await gateway.sql<{ policy_year: number }>(`select policy_year from programme where code = 'FJ-DEMO'`)
  )[0]!;
  const term = { startsOn: `${year}-03-01`, endsOn: `${year}-12-31` };
  const push = async (rows: ReturnType<typeof policyRow>[]) => {
    const input = { programme: 'FJ-DEMO', rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
    const idempotencyKey = `compare-${rows[0]?.policyNo}`;
    const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
      input: { ...input, idempotencyKey },
    });
    expect(submitPolicies.rows?.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    await arrangePapers(gateway);
  };
  const compute = async (key: string) =>
    (await platform.client.get(ComputeProposalDocument, { input: { programme: 'FJ-DEMO', idempotencyKey: key } }))
      .computeProposal.proposal!.id;

  await push([policyRow(stays, term), policyRow(goes, term)]);
  const earlier = await compute('one');
  const more = policyRow(stays, { ...term, premium: '5000.00' });
  await push([more, policyRow(comes, { ...term, premium: '20000.00' })]);
  await gateway.sql('delete from qualification where enterprise_id = $1', [goes.id]);
  const later = await compute('two');

  const { compareProposals } = await platform.client.get(CompareProposalsDocument, { earlier, later });
  const changeOf = ({ creditCode }: { creditCode: string }) =>
    compareProposals!.nodes.find(({ enterprise }) => enterprise?.creditCode === creditCode);
  expect(compareProposals!.totalCount).toBe(3);
  expect(changeOf(comes)).toMatchObject({ kind: 'CAME_IN', before: null, after: '2000.00', causes: ['POLICY_ADDED'] });
  expect(changeOf(goes)).toMatchObject({
    kind: 'WENT_OUT',
    before: '1000.00',
    after: null,
    reasons: ['QUALIFICATION_MISSING'],
    causes: ['POLICY_LEFT_OUT', 'QUALIFICATIONS'],
  });
  expect(changeOf(stays)).toMatchObject({
    kind: 'CHANGED',
    before: '1000.00',
    after: '1500.00',
    policiesIn: [{ policyNo: more.policyNo }],
    policiesOut: [],
  });
});
