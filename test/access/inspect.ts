import { Role } from '../../src/access/role.js';
import type { TestGateway } from '../kit/gateway.js';
import { arrangePerson, programmeCode } from '../kit/world.js';
import { done } from './done.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { secrets, type TwoSides } from './populate.js';

interface Item {
  id: string;
  version: number;
  policy: { missingDocuments: string[] };
}

/** A spot check of every policy of each side, in which one fails; and one of each side let in, as if by the department. */
export async function inspect(gateway: TestGateway, { mine, theirs, offices }: TwoSides): Promise<void> {
  const { SCIENCE, REGULATOR } = offices;
  const colleague = await arrangePerson(gateway, Role.SCIENCE);
  for (const side of [mine, theirs]) {
    const institution = globalId('Institution', side.insurer.subjectId as string);
    const drawing = { programme: programmeCode, institutionIds: [institution], percent: '100', amountBounds: [] };
    const drawn = await done<{ spotCheck: { items: { nodes: Item[] } } }>(
      REGULATOR.client,
      'drawSpotCheck',
      { ...drawing, idempotencyKey: `walk ${institution}` },
      'spotCheck { items { nodes { id version policy { missingDocuments } } } }',
    );
    // Those without papers are in no approved proposal, so that nothing is asked back.
    const failing = drawn.spotCheck.items.nodes.filter(({ policy }) => policy.missingDocuments.length > 0);
    for (const { id: itemId, version } of failing) {
      const text = side === theirs ? secrets.finding : '另一个结论';
      const finding = { itemId, version, verdict: 'FAILED', faults: ['POLICY_DOCUMENT_INVALID'], text };
      await done(SCIENCE.client, 'recordFinding', finding);
      await done(colleague.client, 'confirmFinding', { itemId, version: version + 1 });
    }
  }
  await gateway.sql(
    `insert into policy_admission (policy_id, institution_id, enterprise_id, reason, admitted_by, admitted_at)
     select distinct on (institution_id) id, institution_id, enterprise_id,
       case enterprise_id when $1 then $2 else '另一个理由' end, $3::uuid, now() from policy`,
    [theirs.enterprise.id, secrets.finding, SCIENCE.accountId],
  );
}
