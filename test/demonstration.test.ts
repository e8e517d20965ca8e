import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstLoad } from '../src/start/first-load.js';
import { ClaimsDocument, PublicityNoticesDocument, RecipientsDocument } from './generated/graphql.js';
import { Role } from '../src/access/role.js';
import { startTestGateway, type TestGateway } from './kit/gateway.js';
import { arrangePerson, type Person } from './kit/world.js';
import { demonstrationWorld } from './kit/worlds.js';

/** The demonstration's list, computed a second time from its tables by other means: whole fen, one company at a time. */
let gateway: TestGateway;
let auditor: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: demonstrationWorld });
  auditor = await arrangePerson(gateway, Role.AUDITOR);
});
afterAll(() => gateway.stop());

const capFen = 50_000_000n;
const rates: Record<string, bigint> = {
  KEY_RD_EQUIPMENT: 50n,
  PRODUCT_QUALITY_GUARANTEE: 50n,
  PRODUCT_RD_LIABILITY: 50n,
  SMALL_LOAN_GUARANTEE: 50n,
  KEY_STAFF_ACCIDENT: 50n,
  RD_INTERRUPTION: 50n,
  TECH_TRANSFER_EXPENSE: 50n,
  RD_PROJECT_EXPENSE: 50n,
  KEY_STAFF_HEALTH: 50n,
  PRODUCT_LIABILITY: 10n,
};

interface PolicyFacts {
  creditCode: string;
  division: string | null;
  product: string;
  premium: string;
  refunded: string;
  startsOn: string;
  status: string;
  papers: string[];
  qualified: { from: string; until: string }[];
}

async function readPolicies(): Promise<PolicyFacts[]> {
  return gateway.sql<PolicyFacts>(`
    select credit_code as "creditCode", division_code as division, product_code as product, premium::text,
      refunded::text, starts_on::text as "startsOn", status,
      array(select kind from policy_document where policy_id = policy.id) as papers,
      (select coalesce(json_agg(json_build_object('from', valid_from, 'until', valid_until)), '[]')
        from qualification where enterprise_id = enterprise.id) as qualified
    from policy join enterprise on enterprise.id = enterprise_id
    where programme_id = (select id from programme where code = 'FJ-2025')`);
}

function counts(policy: PolicyFacts): boolean {
  const inRegion = policy.division?.startsWith('35') && !policy.division.startsWith('3502');
  const qualified = policy.qualified.some(({ from, until }) => from <= policy.startsOn && policy.startsOn <= until);
  return Boolean(
    inRegion &&
    qualified &&
    policy.status === 'ACCEPTED' &&
    ['POLICY', 'INVOICE'].every((kind) => policy.papers.includes(kind)),
  );
}

const fenOf = (yuan: string) => BigInt(yuan.replace('.', ''));

function subsidyOf({ product, premium, refunded }: PolicyFacts): bigint {
  return ((fenOf(premium) - fenOf(refunded)) * (rates[product] as bigint) + 50n) / 100n;
}

async function expectedAmounts(): Promise<Map<string, bigint>> {
  const totals = new Map<string, bigint>();
  for (const policy of (await readPolicies()).filter(counts)) {
    totals.set(policy.creditCode, (totals.get(policy.creditCode) ?? 0n) + subsidyOf(policy));
  }
  return new Map([...totals].map(([code, sum]) => [code, sum > capFen ? capFen : sum]));
}

/** Every line of the published list, page by page as a client would. */
async function publishedAmounts(): Promise<Map<string, bigint>> {
  const anybody = gateway.client();
  const { publicityNotices } = await anybody.get(PublicityNoticesDocument);
  const noticeId = publicityNotices.nodes[0]!.id;
  const amounts = new Map<string, bigint>();
  let after: string | undefined;
  do {
    const { recipients } = await anybody.get(RecipientsDocument, { noticeId, orderBy: 'RANK', first: 100, after });
    for (const { creditCode, amount } of recipients!.nodes) amounts.set(creditCode, fenOf(amount));
    after = recipients!.pageInfo.hasNextPage ? recipients!.pageInfo.endCursor! : undefined;
  } while (after);
  return amounts;
}

test('every fen of the published list is what an independent calculation gives', async () => {
  const [expected, published] = await Promise.all([expectedAmounts(), publishedAmounts()]);
  expect(published.size).toBeGreaterThan(2000);
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(expected));
});

test('the demonstration has everything that the tutorial needs', async () => {
  const [found] = await gateway.sql(`
    select (select count(*) from enterprise)::int as enterprises,
      (select count(distinct region_code) from enterprise)::int as regions,
      (select count(distinct kind) from qualification)::int as kinds,
      (select count(*) from institution where status = 'ACTIVE')::int as institutions,
      (select count(*) > 9000 from policy) as policies,
      (select count(*) > 5 from claim where cap_cut > 0) as capped,
      (select bool_and(demonstration) from enterprise) as marked`);
  expect(found).toMatchObject({ regions: 10, kinds: 8, institutions: 12, policies: true, capped: true, marked: true });
  expect(found!['enterprises']).toBeGreaterThanOrEqual(2900);
  const { claims } = await auditor.client.get(ClaimsDocument, { filter: { programme: 'FJ-2025' }, first: 1 });
  expect(claims.nodes[0]).toMatchObject({ status: 'CONFIRMED', grantedAmount: '500000.00' });
});

test('a second load adds nothing', async () => {
  const size = `select (select count(*) from policy) p, (select count(*) from event) e, (select count(*) from programme) g`;
  const before = await gateway.sql(size);
  await firstLoad({ ...gateway.config, demonstration: true }, gateway.database);
  expect(await gateway.sql(size)).toEqual(before);
});
