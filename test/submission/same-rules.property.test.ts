import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PolicyRowInput, SubmitPoliciesDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { uploaded } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/**
 * The same rows are accepted, refused and warned of alike by a mutation, by a file that is taken in whole, and by one that
 * is taken in chunk by chunk; each world is added to what the ones before left.
 */
let gateway: TestGateway;
let insurer: Person;
let companies: ArrangedEnterprise[];
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
  companies = [await arrangeEnterprise(gateway), await arrangeEnterprise(gateway, { name: '莆田二科技有限公司' })];
});
afterAll(() => gateway.stop());

const wrong = {
  policyNo: ['', 'Ｐ－１'],
  creditCode: ['91350100M0001TGQXM', '91350100M000100Y44', ''],
  enterpriseName: ['另一家有限公司', ''],
  product: ['NO_SUCH_PRODUCT'],
  startsOn: ['2023-03-01'],
  endsOn: ['2024-02-01', '2026-01-01'],
  premium: ['0', '12.345'],
  invoiceNo: ['12'],
  contactPhone: ['12345', '13800000001'],
} as const;

/** At most two fields differ from a good row, so that rows also reach the rules behind the first. */
const anyRow = fc.record({
  company: fc.nat(1),
  number: fc.nat(5),
  share: fc.constantFrom('', '', '60', '40', '33.3333', '0.5', '100'),
  contract: fc.constantFrom('', 'GB-1', 'GB-2'),
  faults: fc.array(
    fc.constantFrom(
      ...Object.entries(wrong).flatMap(([field, values]) => values.map((value) => [field, value] as const)),
    ),
    { maxLength: 2 },
  ),
});
type AnyRow = typeof anyRow extends fc.Arbitrary<infer Row> ? Row : never;

function rowsOf(world: AnyRow[], prefix: string): PolicyRowInput[] {
  return world.map(({ company, number, share, contract, faults }, at) => ({
    ...policyRow(companies[company] as ArrangedEnterprise, { policyNo: `${prefix}${number}` }),
    rowKey: String(at),
    ...(share && { share }),
    ...(contract && { coinsuranceNo: contract }),
    ...Object.fromEntries(faults),
  }));
}

interface Remark {
  code: string;
  path?: string[] | null;
}
const remarks = (found: Remark[]) => found.map(({ code, path }) => `${code} ${path?.at(-1)}`);
type Verdict = [rowKey: string, refusals: string[], warnings: string[]];

async function byMutation(rows: PolicyRowInput[]): Promise<Verdict[]> {
  const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_FAILED_ROWS' as const, dryRun: true };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: { ...input, idempotencyKey: 'none' },
  });
  return (submitPolicies.rows ?? []).map(({ rowKey, userErrors, warnings }) => [
    rowKey ?? '',
    remarks(userErrors),
    warnings.map(({ code }) => code),
  ]);
}

async function byFile(rows: PolicyRowInput[], query: Record<string, string>): Promise<Verdict[]> {
  const { rows: kept } = await uploaded(insurer.client, rows.map((row) => JSON.stringify(row)).join('\n'), query);
  const noted = new Map(kept.nodes.map((row) => [row.index - 1, row]));
  return rows.map(({ rowKey }, at) => {
    const row = noted.get(at);
    return [rowKey ?? '', remarks(row?.userErrors ?? []), row?.warnings.map(({ code }) => code) ?? []];
  });
}

test('a mutation and a file judge the same rows alike', async () => {
  let worlds = 0;
  const property = fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 12 }), async (world) => {
    // A number of the world before every second time: then it is a duplicate.
    const rows = rowsOf(world, `W${Math.floor((worlds += 1) / 2)}-`);
    const inline = await byMutation(rows);
    expect(await byFile(rows, { dryRun: 'true' })).toEqual(inline);
    expect(await byFile(rows, {})).toEqual(inline);
    const accepted = inline.filter(([, refusals]) => refusals.length === 0).length;
    const [last] = await gateway.sql(
      'select accepted_count from submission order by submitted_at desc, id desc limit 1',
    );
    expect(last).toEqual({ accepted_count: accepted });
  });
  const first: AnyRow = { company: 0, number: 1, share: '', contract: '', faults: [] };
  const renamed: AnyRow = { ...first, faults: [['enterpriseName', '另一家有限公司']] };
  const examples: [AnyRow[]][] = [[[first, renamed]]];
  await fc.assert(property, { numRuns: 5, endOnFailure: true, examples });
});
