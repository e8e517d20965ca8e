import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import otherProvince from '../../src/programme/data/other-province.json' with { type: 'json' };
import {
  BlockPolicyDocument,
  ClaimHoldsDocument,
  ComputeProposalDocument,
  SubmitPoliciesDocument,
  UnblockPolicyDocument,
} from '../generated/graphql.js';
import { arrangeDrafters, programmeInput, putProgrammeInForce } from '../kit/drafts.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
} from '../kit/world.js';

/** What is left of a claim without a policy, where caps and a short budget took part in its amount. */
let gateway: TestGateway;
let platform: Person;
let colleague: Person;
let policies: string[];
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-04-01T02:00:00Z' });
  await arrangeProgramme(gateway);
  platform = await arrangePerson(gateway, Role.PLATFORM);
  colleague = await arrangePerson(gateway, Role.PLATFORM);
  const insurer = await arrangeInsurer(gateway);
  const programme = programmeInput(otherProvince);
  const rules = { ...programme.rules, budget: '200000.00' };
  await putProgrammeInForce(await arrangeDrafters(gateway), { ...programme, rules });
  const place = { division: '330106', validFrom: '2024-01-01' };
  const [large, small] = [await arrangeEnterprise(gateway, place), await arrangeEnterprise(gateway, place)];
  const term = { startsOn: '2024-02-01', endsOn: '2026-01-31' };
  const rows = [
    policyRow(large, { ...term, product: 'CYBER_SECURITY', premium: '100000.00' }),
    policyRow(large, { ...term, product: 'FIRST_SET_EQUIPMENT', premium: '1000000.00' }),
    policyRow(small, { ...term, product: 'PATENT_EXECUTION', premium: '60000.00' }),
    policyRow(small, { ...term, product: 'PATENT_EXECUTION', premium: '60000.00' }),
  ];
  const input = { programme: programme.code, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: { ...input, idempotencyKey: 'push' },
  });
  policies = submitPolicies.rows!.map(({ policy }) => policy!.id);
  await arrangePapers(gateway);
  await platform.client.get(ComputeProposalDocument, {
    input: { programme: programme.code, idempotencyKey: 'compute' },
  });
});
afterAll(() => gateway.stop());

/** Grants and holds, the largest first, while these policies are kept out. */
async function without(...places: number[]) {
  for (const place of places) {
    const policyId = policies[place]!;
    const input = {
      policyId,
      version: 1,
      reason: '已补贴',
      source: '文件',
      idempotencyKey: `block-${places.join()}-${place}`,
    };
    await platform.client.get(BlockPolicyDocument, { input });
  }
  const { claims } = await platform.client.get(ClaimHoldsDocument, { programme: otherProvince.code });
  for (const place of places) {
    const input = { policyId: policies[place]!, version: 1, reason: '有误' };
    await colleague.client.get(UnblockPolicyDocument, { input });
  }
  return claims.nodes.map(({ grantedAmount, hold }) => [grantedAmount, hold?.amountLeft, hold?.excess]);
}

test('after a policy is removed, caps and the budget’s factor still apply to the rest', async () => {
  // The large one: 50,000.00 (ceiling) and 400,000.00, at most 300,000.00; the small one: twice 24,000.00, at most
  // 20,000.00 for the product. Together 320,000.00, of which the budget has 200,000.00.
  expect(await without()).toEqual([
    ['187500.00', undefined, undefined],
    ['12500.00', undefined, undefined],
  ]);
  // 400,000.00 are above the cap alone, and so is 24,000.00: nothing was granted for the other policy.
  expect(await without(0, 3)).toEqual([
    ['187500.00', undefined, undefined],
    ['12500.00', undefined, undefined],
  ]);
  // 50,000.00 × 200,000 ÷ 320,000.
  expect(await without(1)).toEqual([
    ['187500.00', '31250.00', '156250.00'],
    ['12500.00', undefined, undefined],
  ]);
  expect(await without(0, 1, 2, 3)).toEqual([
    ['187500.00', '0.00', '187500.00'],
    ['12500.00', '0.00', '12500.00'],
  ]);
});
