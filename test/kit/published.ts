import { randomUUID } from 'node:crypto';
import { searchKeyOf } from '../../src/kernel/text/search-key.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { eventually } from './eventually.js';
import type { TestGateway } from './gateway.js';
import { nextCreditCode, programmeCode } from './world.js';

export interface PublishedLine {
  id: string;
  rank: number;
  name: string;
  creditCode: string;
  regionCode: string;
  qualificationKinds: string[];
  productCodes: string[];
  amount: string;
}

export interface PublishedNotice {
  key: string;
  /** The global id. */
  id: string;
  lines: PublishedLine[];
}

const regions = ['3501', '3505', '3506', '350128'];
const products = ['PRODUCT_LIABILITY', 'RD_INTERRUPTION', 'KEY_STAFF_HEALTH'];
const kinds = ['NATIONAL_HIGH_TECH', 'GAZELLE', 'TECH_SME'];

/** Returns lines as a publication has them, the largest amount first. */
export function someLines(count: number): PublishedLine[] {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    rank: index + 1,
    name: `榕城第${index + 1}科技有限公司`,
    creditCode: nextCreditCode(),
    regionCode: regions[index % regions.length] as string,
    qualificationKinds: [kinds[index % kinds.length] as string],
    productCodes: products.slice(0, 1 + (index % products.length)),
    amount: `${500_000 - index * 100}.${String(index % 100).padStart(2, '0')}`,
  }));
}

/** Twice as many companies are eligible in each region as are on the list. */
function twiceAsMany(lines: PublishedLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { regionCode } of lines) counts[regionCode] = (counts[regionCode] ?? 0) + 2;
  return counts;
}

/** Creates a notice that was just published, with its first release. Needs the programme. */
export async function arrangeNotice(gateway: TestGateway, lines: PublishedLine[], closesOn = '2025-09-17') {
  const { sql } = gateway;
  const [programme] = await sql<{ id: string }>('select id from programme where code = $1', [programmeCode]);
  const programmeId = (programme as { id: string }).id;
  const now = gateway.clock.now();
  const [proposal] = await sql<{ id: string }>(
    `insert into subsidy_proposal (programme_id, rules_id, revision, status, computed_by, computed_at)
     select $1, (select id from programme_rules where programme_id = $1 limit 1),
       1 + (select count(*) from subsidy_proposal), 'APPROVED', $2, $3 returning id`,
    [programmeId, randomUUID(), now],
  );
  const [notice] = await sql<{ id: string }>(
    `insert into publicity_notice (programme_id, proposal_id, title, status, published_at, closes_on, eligible)
     values ($1, $2, '2025年度科技保险补贴拟补贴企业名单公示', 'OPEN', $3, $4, $5) returning id`,
    [programmeId, proposal?.id, now, closesOn, JSON.stringify(twiceAsMany(lines))],
  );
  const key = notice?.id as string;
  await arrangeRelease(gateway, key, 1, lines);
  return { key, id: globalId('PublicityNotice', key), lines } satisfies PublishedNotice;
}

/** Creates a release, and the event that wakes the followers of publications. */
export async function arrangeRelease(
  { sql, clock }: TestGateway,
  noticeKey: string,
  number: number,
  lines: PublishedLine[],
  reason: string | null = null,
): Promise<void> {
  const total = lines.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  await sql(
    `with release as (
       insert into notice_release (notice_id, number, published_at, reason, recipient_count, total_amount)
       values ($1, $2, $3, $4, $5, $6::numeric / 100) returning id
     ), line as (
       insert into recipient (id, release_id, rank, name, search_key, credit_code, region_code, qualification_kinds, product_codes, amount)
       select line.id, release.id, rank, name, "searchKey", "creditCode", "regionCode", "qualificationKinds", "productCodes", amount
       from release, jsonb_to_recordset($7::jsonb) as line (id uuid, rank int, name text, "searchKey" text, "creditCode" text,
         "regionCode" text, "qualificationKinds" text[], "productCodes" text[], amount numeric)
     )
     insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select $3, 'NOTICE_PUBLISHED', 'SCIENCE', 'PublicityNotice', id, jsonb_build_object('release', $2::int,
       'closesOn', closes_on, 'recipientCount', $5::int, 'totalAmount', ($6::numeric / 100)::numeric(16,2)::text)
     from publicity_notice where id = $1`,
    [
      noticeKey,
      number,
      clock.now(),
      reason,
      lines.length,
      String(total),
      JSON.stringify(lines.map((line) => ({ ...line, searchKey: searchKeyOf(line.name) }))),
    ],
  );
}

/** Waits until the log's newest checkpoint covers this many entries. */
export async function logged(gateway: TestGateway, size: number): Promise<string> {
  return eventually(async () => {
    const note = await (await gateway.client().fetch('/feed/log/checkpoint')).text();
    return Number(note.split('\n')[1]) >= size && note;
  }, `the log reaches ${size} entries`);
}

/** Waits until the files of the only release are written: the catalogue then has the digest of each of the four. */
export async function releaseFilesMade(url: string, within?: number): Promise<void> {
  const digests = async () => (await (await fetch(`${url}/feed`)).text()).match(/"spdx:checksum"/g)?.length;
  await eventually(async () => (await digests()) === 4, 'the files of the release are made', within);
}
