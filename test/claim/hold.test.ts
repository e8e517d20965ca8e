import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { BlockPolicyDocument, ConfirmClaimDocument, CorrectNoticeDocument } from '../generated/graphql.js';
import { askYear } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear } from '../kit/published-year.js';
import { arrangePerson, type Person, programmeCode } from '../kit/world.js';

/** What an enterprise sees of a hold on its claim, and what waits meanwhile. */
let gateway: TestGateway;
let year: PublishedYear;
let owner: Person;
beforeAll(async () => {
  gateway = await startTestGateway({
    world: publishedYear(2),
    now: '2025-08-20T02:00:00Z',
    environment: { BACKGROUND_JOBS: 'true' },
  });
  year = await askYear(gateway, 2, (place) => `1380000000${place}`);
  await eventually(
    async () => (await gateway.sql('select from claim where told_at is not null')).length === 2,
    'both companies are notified',
  );
  owner = await arrangePerson(gateway, Role.ENTERPRISE, year.companies[0]!.id);
});
afterAll(() => gateway.stop());

interface Seen {
  id: string;
  version: number;
  status: string;
  claimBy: string;
  nextStatuses: string[];
  hold: { message: string } | null;
  lines: { policy: { id: string } }[];
}

async function claimOf({ client }: Person): Promise<Seen> {
  const { claims } = await client.get<{ claims: { nodes: Seen[] } }, object>(
    `query ($code: String!, $programme: String!) { claims(filter: { programme: $programme, creditCode: $code }) {
      nodes { id version status claimBy nextStatuses hold { message } lines { policy { id } } } } }`,
    { programme: programmeCode, code: year.companies[0]!.creditCode },
  );
  return claims.nodes[0]!;
}

const countOnHold = async (onHold: boolean) =>
  (
    await year.platform.client.get<{ claims: { totalCount: number } }, object>(
      'query ($onHold: Boolean) { claims(filter: { onHold: $onHold }) { totalCount } }',
      { onHold },
    )
  ).claims.totalCount;

async function confirm() {
  const { id: claimId, version } = await claimOf(owner);
  const input = { claimId, version, bankAccountId: 'none', acceptedStatement: 1 };
  return (await owner.client.get(ConfirmClaimDocument, { input })).confirmClaim.userErrors.map(({ code }) => code);
}

test('without a hold the enterprise sees the next steps', async () => {
  expect(await claimOf(owner)).toMatchObject({
    status: 'AWAITING_CLAIM',
    hold: null,
    nextStatuses: ['EXCLUDED', 'CLAIMED', 'FORFEITED'],
  });
});

test('on hold the enterprise sees neither reason nor amounts, and no step is offered or possible', async () => {
  const [line] = (await claimOf(owner)).lines;
  const input = {
    policyId: line!.policy.id,
    version: 1,
    reason: '已获市级补贴',
    source: '文件',
    idempotencyKey: 'block',
  };
  await year.platform.client.get(BlockPolicyDocument, { input });
  const seen = await claimOf(owner);
  expect(seen.nextStatuses).toEqual(['EXCLUDED']);
  expect(seen.hold?.message).toContain('on hold');
  expect(seen.hold?.message).not.toContain('市级');
  expect(await countOnHold(true)).toBe(1);
  expect(await countOnHold(false)).toBe(1);
  expect(await confirm()).toEqual(['CLAIM_ON_HOLD']);
  const { errors } = await owner.client.ask('{ claims { nodes { hold { excess } } } }');
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('the hold ends with its cause', async () => {
  await gateway.sql(`update policy_exclusion set lifted_at = now() where reason = 'BLOCKED'`);
  expect((await claimOf(owner)).nextStatuses).toContain('CLAIMED');
  await gateway.sql(`update policy_exclusion set lifted_at = null`);
  expect((await claimOf(owner)).nextStatuses).toEqual(['EXCLUDED']);
});

test('its period does not end during the hold; after the correction it starts again, and the enterprise is notified', async () => {
  const before = (await claimOf(owner)).claimBy;
  gateway.clock.set(new Date('2025-09-10T02:00:00Z'));
  await eventually(
    async () => (await gateway.sql('select from claim where reminded_at is not null')).length > 0,
    'a reminder',
  );
  gateway.clock.set(new Date('2025-10-20T02:00:00Z'));
  const other = year.companies[1]!.creditCode;
  await eventually(async () => {
    const rows = await gateway.sql(
      `select from claim join enterprise on enterprise.id = enterprise_id where credit_code = $1 and status = 'FORFEITED'`,
      [other],
    );
    return rows.length === 1;
  }, 'the other claim is forfeited');
  expect(await claimOf(owner)).toMatchObject({ status: 'AWAITING_CLAIM', claimBy: before });
  const asked = gateway.texts.length;
  const { publicityNotice } = await gateway
    .client()
    .get<{ publicityNotice: { version: number } }, object>(
      'query ($id: ID!) { publicityNotice(id: $id) { version } }',
      { id: year.noticeId },
    );
  const { correctNotice } = await year.approver.client.get(CorrectNoticeDocument, {
    input: {
      noticeId: year.noticeId,
      version: publicityNotice.version,
      reason: '核减',
      corrections: [{ creditCode: year.companies[0]!.creditCode, amount: '0.00' }],
      idempotencyKey: 'correct',
    },
  });
  expect(correctNotice.userErrors).toEqual([]);
  const seen = await claimOf(owner);
  expect(seen).toMatchObject({ hold: null, status: 'AWAITING_CLAIM' });
  expect(seen.claimBy > '2025-10-20').toBe(true);
  await eventually(async () => gateway.texts.slice(asked).find(({ phone }) => phone === '13800000000'), 'the text');
});
