import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { Role } from '../../src/access/role.js';
import {
  BlockPolicyDocument,
  ComputeProposalDocument,
  DrawSpotCheckDocument,
  type DrawSpotCheckInput,
  SpotCheckItemsDocument,
  SpotChecksDocument,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventsOf } from '../kit/published-year.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { parsePopulation, redraw, sha256, strataOf } from './redraw.js';

/** Two institutions with 60 and 12 policies, over three products and amounts on both sides of each bound. */
let gateway: TestGateway;
let science: Person;
let regulator: Person;
let large: Person;
let small: Person;
let policies: string[];
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  science = await arrangePerson(gateway, Role.SCIENCE);
  regulator = await arrangePerson(gateway, Role.REGULATOR);
  large = await arrangeInsurer(gateway, '大型财产保险');
  small = await arrangeInsurer(gateway, '小型财产保险');
  policies = await push(large, 60);
  await push(small, 12);
  await arrangePapers(gateway);
});
afterAll(() => gateway.stop());

const products = ['PRODUCT_LIABILITY', 'RD_INTERRUPTION', 'KEY_STAFF_HEALTH'];
const premiums = ['9999.99', '10000.00', '99999.99', '100000.00'];

async function push({ client }: Person, count: number): Promise<string[]> {
  const company = await arrangeEnterprise(gateway);
  const rows = Array.from({ length: count }, (_, index) =>
    policyRow(company, { product: products[index % 3] as string, premium: premiums[index % 4] as string }),
  );
  const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
  const { submitPolicies } = await client.get(SubmitPoliciesDocument, {
    input: { ...input, idempotencyKey: company.creditCode },
  });
  return submitPolicies.rows!.map(({ policy }) => policy!.id);
}

let draws = 0;
async function draw(changes: Partial<DrawSpotCheckInput> = {}, { client }: Person = science) {
  draws += 1;
  const input = { programme: programmeCode, percent: '20', idempotencyKey: `draw-${draws}`, ...changes };
  return (await client.get(DrawSpotCheckDocument, { input })).drawSpotCheck;
}

async function drawn(changes: Partial<DrawSpotCheckInput> = {}, who: Person = science) {
  const { spotCheck, userErrors } = await draw(changes, who);
  expect(userErrors).toEqual([]);
  return spotCheck!;
}

const population = async (client: ApiClient, id: string) =>
  (await client.fetch(`/spot-checks/${id}/population.csv`)).text();

async function sampleOf(client: ApiClient, id: string): Promise<Set<string>> {
  const { node } = await client.get(SpotCheckItemsDocument, { id, first: 100 });
  const { items } = node as Extract<typeof node, { items: object }>;
  return new Set(items.nodes.map(({ policy }) => policy!.id));
}

test('anyone entitled draws the sample again from the file and the seed, and gets the same', async () => {
  for (const percent of ['1', '7.5', '20', '100']) {
    const spotCheck = await drawn({ percent });
    const file = await population(science.client, spotCheck.id);
    expect(sha256(file)).toBe(spotCheck.populationDigest);
    expect(parsePopulation(file)).toHaveLength(72);
    const wanted = redraw(file, { ...spotCheck, percent, amountBounds: ['10000.00', '100000.00'] });
    expect(await sampleOf(science.client, spotCheck.id)).toEqual(wanted);
    expect(spotCheck).toMatchObject({ percent, populationCount: 72, sampleCount: wanted.size, openCount: wanted.size });
  }
});

test('each stratum is drawn separately, at least one policy of each, and is documented', async () => {
  const spotCheck = await drawn({ percent: '0.01' });
  const lines = (await population(regulator.client, spotCheck.id)).split(/(?<=\n)/).slice(1);
  const rows = parsePopulation(await population(regulator.client, spotCheck.id));
  const strata = strataOf(rows, spotCheck.amountBounds);
  expect(strata.size).toBe(18);
  expect(spotCheck.strata).toHaveLength(18);
  for (const { institution, productCode, band, populationCount, sampleCount, digest } of spotCheck.strata) {
    const members = strata.get(`${institution!.creditCode}/${productCode}/${band}`)!;
    expect({ populationCount, sampleCount }).toEqual({ populationCount: members.length, sampleCount: 1 });
    const own = new Set(members.map(({ policy }) => policy));
    expect(digest).toBe(sha256(lines.filter((line) => own.has(line.split(',')[0] as string)).join('')));
  }
});

test('another draw has another seed; the same key draws once, also in simultaneous requests', async () => {
  const [one, other] = [await drawn(), await drawn()];
  expect(one.seed).toMatch(/^[0-9a-f]{64}$/);
  expect(other.seed).not.toBe(one.seed);
  expect(other.populationDigest).toBe(one.populationDigest);
  const answers = await Promise.all(Array.from({ length: 4 }, () => drawn({ idempotencyKey: 'at-once' })));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect((await draw({ idempotencyKey: 'at-once', percent: '21' })).userErrors).toMatchObject([
    { code: 'IDEMPOTENCY_CONFLICT' },
  ]);
  const both = await Promise.all([drawn(), drawn({}, regulator)]);
  expect(new Set(both.map(({ number }) => number)).size).toBe(2);
});

test('an institution sees only its own part, and can repeat the draw of that part', async () => {
  const spotCheck = await drawn({ percent: '10' });
  const { spotChecks } = await small.client.get(SpotChecksDocument, {});
  const own = spotChecks.nodes.find(({ id }) => id === spotCheck.id)!;
  expect(own).toMatchObject({ populationCount: 12, sampleCount: 9, openCount: 9 });
  expect(own.strata.reduce((sum, stratum) => sum + stratum.populationCount, 0)).toBe(12);
  const file = await population(small.client, spotCheck.id);
  expect(parsePopulation(file)).toHaveLength(12);
  expect(await sampleOf(small.client, spotCheck.id)).toEqual(redraw(file, spotCheck));

  const alone = await drawn({ institutionIds: [globalId('Institution', large.subjectId as string)] });
  expect(alone.populationCount).toBe(60);
  const { spotChecks: seen } = await small.client.get(SpotChecksDocument, {});
  expect(seen.nodes.map(({ id }) => id)).not.toContain(alone.id);
  expect((await small.client.fetch(`/spot-checks/${alone.id}/population.csv`)).status).toBe(404);
  const { spotChecks: filtered } = await science.client.get(SpotChecksDocument, {
    filter: { institutionId: globalId('Institution', small.subjectId as string) },
  });
  expect(filtered.nodes.map(({ id }) => id)).not.toContain(alone.id);
});

test('each institution is notified of its own part only', async () => {
  await drawn({ percent: '50' });
  const { spotChecks } = await small.client.get(SpotChecksDocument, {});
  const events = await eventsOf(small, ['SPOT_CHECK_DRAWN'], spotChecks.totalCount);
  expect(events.at(-1)?.data).toMatchObject({ populationCount: 12, percent: '50' });
  expect(new Set(events.map(({ data }) => (data as { populationCount: number }).populationCount))).toEqual(
    new Set([12]),
  );
  const of = async (institution: Person) => {
    const filter = { institutionId: globalId('Institution', institution.subjectId as string) };
    return (await small.client.get(SpotChecksDocument, { filter })).spotChecks.totalCount;
  };
  expect(await of(small)).toBe(spotChecks.totalCount);
  expect(await of(large), 'whom else a check drew from is not its business').toBe(0);
});

test('it draws from the policies that a revision counts, without excluded ones', async () => {
  const platform = await arrangePerson(gateway, Role.PLATFORM);
  const everything = await drawn();
  await platform.client.get(BlockPolicyDocument, {
    input: {
      policyId: policies[0] as string,
      version: 1,
      reason: '已补贴',
      source: '闽财〔2024〕1号',
      idempotencyKey: 'block',
    },
  });
  expect((await drawn()).populationCount).toBe(71);
  await gateway.sql(`delete from policy_document where policy_id in (select id from policy where premium = 9999.99)`);
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, {
    input: { programme: programmeCode, idempotencyKey: 'compute' },
  });
  expect(computeProposal.proposal).toMatchObject({ policyCount: 54, leftOutCount: 18 });
  const spotCheck = await drawn({ proposalId: computeProposal.proposal!.id });
  expect(spotCheck).toMatchObject({ populationCount: 54, proposal: { revision: 1 } });
  // What was drawn from before stays as it was.
  expect(sha256(await population(science.client, everything.id))).toBe(everything.populationDigest);
});

test.each([
  [{ percent: '0' }, 'SAMPLE_PERCENT_UNFIT', ['percent']],
  [{ percent: '100.01' }, 'SAMPLE_PERCENT_UNFIT', ['percent']],
  [{ percent: '1.005' }, 'SAMPLE_PERCENT_UNFIT', ['percent']],
  [{ amountBounds: ['5.00', '5.00'] }, 'AMOUNT_BOUNDS_UNFIT', ['amountBounds']],
  [{ amountBounds: ['0.00'] }, 'AMOUNT_BOUNDS_UNFIT', ['amountBounds']],
  [{ institutionIds: ['x'] }, 'INSTITUTION_NOT_FOUND', ['institutionIds', '0']],
  [{ institutionIds: [] }, 'POPULATION_EMPTY', ['programme']],
  [{ proposalId: 'x' }, 'PROPOSAL_NOT_FOUND', ['proposalId']],
  [{ programme: 'FJ-1900' }, 'PROGRAMME_NOT_FOUND', ['programme']],
])('a draw with %j is refused as %s', async (changes, code, path) => {
  expect((await draw(changes as Partial<DrawSpotCheckInput>)).userErrors).toMatchObject([{ code, path }]);
});

test('without bounds all amounts are one band', async () => {
  const { strata, amountBounds } = await drawn({ amountBounds: [] });
  expect(amountBounds).toEqual([]);
  expect(strata).toHaveLength(6);
});

test('the population is for the offices and the institutions in it', async () => {
  const { id } = await drawn();
  const enterprise = await arrangePerson(gateway, Role.ENTERPRISE, (await arrangeEnterprise(gateway)).id);
  expect((await gateway.client().fetch(`/spot-checks/${id}/population.csv`)).status).toBe(401);
  expect((await enterprise.client.fetch(`/spot-checks/${id}/population.csv`)).status).toBe(403);
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  expect((await auditor.client.fetch(`/spot-checks/${id}/population.csv`)).status).toBe(200);
  expect((await science.client.fetch(`/spot-checks/x/population.csv`)).status).toBe(404);
});
