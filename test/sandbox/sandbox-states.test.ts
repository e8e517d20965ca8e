import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { SandboxState } from '../../src/kernel/sandboxes.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson, type Person } from '../kit/world.js';
import { clientOf, create, read, remove } from './sandboxes.js';

let gateway: TestGateway;
let builder: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ sandboxes: true });
  builder = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

const expected: Record<SandboxState, { day: string; proposals: string[]; notices: string[]; claims: string[] }> = {
  WINDOW_OPEN: { day: '2025-08-25', proposals: [], notices: [], claims: [] },
  UNDER_REVIEW: { day: '2025-09-12', proposals: ['SUBMITTED'], notices: [], claims: ['IN_REVIEW'] },
  IN_PUBLICITY: { day: '2025-10-10', proposals: ['APPROVED'], notices: ['OPEN'], claims: ['PUBLICISED'] },
  AWAITING_CLAIMS: { day: '2025-10-21', proposals: ['APPROVED'], notices: ['CLOSED'], claims: ['AWAITING_CLAIM'] },
  PAID: { day: '2025-11-10', proposals: ['APPROVED'], notices: ['CLOSED'], claims: ['PAID'] },
};

test.each(Object.values(SandboxState))('%s: the programme has that state', { timeout: 60_000 }, async (state) => {
  const sandbox = await create(builder, state);
  const { claims, subsidyProposals, publicityNotices, policies, clock } = await read(sandbox);
  expect(policies.totalCount).toBeGreaterThan(20);
  const found = {
    day: clock.now.slice(0, 10),
    proposals: subsidyProposals.nodes.map(({ status }) => status),
    notices: publicityNotices.nodes.map(({ status }) => status),
    claims: claims.sumsByStatus.map(({ status }) => status),
  };
  expect(found).toEqual(expected[state]);
  expect(new Set(sandbox.people.map(({ role }) => role))).toEqual(
    new Set(Object.values(Role).filter((role) => role !== Role.PUBLIC)),
  );
  const { claims: own } = await clientOf(sandbox, Role.ENTERPRISE).get<{ claims: { totalCount: number } }, never>(
    '{ claims { totalCount } }',
  );
  expect(own.totalCount).toBe(['WINDOW_OPEN', 'UNDER_REVIEW'].includes(state) ? own.totalCount : 1);
  expect((await remove(builder, sandbox.id)).deletedId).toBe(sandbox.id);
  await expect(fetch(`${sandbox.url}/healthz`)).rejects.toThrow();
});
