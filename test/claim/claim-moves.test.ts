import fs from 'node:fs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawMachine } from '../../src/kernel/state-machine.js';
import { SettableClock } from '../../src/kernel/clock.js';
import { claimStates } from '../../src/claim/claim.states.js';
import { ClaimStatus } from '../../src/claim/claim-status.js';
import { moveClaims } from '../../src/claim/claims.sql.js';
import { Listener } from '../../src/database/connections/listener.js';
import { EventStream } from '../../src/event/follow/event-stream.js';
import { tokenKey } from '../../src/access/token/access-token.js';
import { ContextFactory } from '../../src/http/request-context.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear } from '../kit/published-year.js';
import { testSecret } from '../kit/secret.js';

/**
 * The states as the programme's description draws them, written down a second time; and, for "false data found before
 * payment takes the policy out" (§4), EXCLUDED from each state between the notice and the order.
 */
const model: Record<string, string[]> = {
  PROPOSED: ['IN_REVIEW'],
  IN_REVIEW: ['PUBLICISED', 'EXCLUDED'],
  PUBLICISED: ['CONFIRMED', 'OBJECTED'],
  OBJECTED: ['PUBLICISED', 'EXCLUDED'],
  EXCLUDED: [],
  CONFIRMED: ['AWAITING_CLAIM', 'EXCLUDED'],
  AWAITING_CLAIM: ['CLAIMED', 'FORFEITED', 'EXCLUDED'],
  CLAIMED: ['PAYMENT_ORDERED', 'EXCLUDED'],
  FORFEITED: [],
  // FINANCE may return it before anything was sent; the department then orders it again.
  PAYMENT_ORDERED: ['PAID', 'PAYMENT_FAILED', 'CLAIMED'],
  PAYMENT_FAILED: ['AWAITING_CLAIM'],
  PAID: ['RECOVERING'],
  RECOVERING: ['RECOVERED'],
  RECOVERED: [],
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(1) });
});
afterAll(() => gateway.stop());

test('docs/states.md shows the declared state machine', () => {
  // Prettier pads tables; what they say has to be the same.
  const plain = (text: string) =>
    text
      .replaceAll(/-{3,}/g, '---')
      .replaceAll(/[ \t]+/g, ' ')
      .replaceAll(/^ /gm, '')
      .replaceAll(/ ?\| ?/g, '|');
  expect(plain(fs.readFileSync('docs/states.md', 'utf8'))).toContain(plain(drawMachine(claimStates)));
});

test('the moves are exactly the declared ones', () => {
  const pairs = claimStates.moves
    .filter(({ from, to }) => from !== null && from !== to)
    .map(({ from, to }) => `${from} ${to}`);
  const wanted = Object.entries(model).flatMap(([from, targets]) => targets.map((to) => `${from} ${to}`));
  expect(pairs.toSorted()).toEqual(wanted.toSorted());
});

test(
  'after random steps a claim has the model’s state, with one event for each step',
  { timeout: 60_000 },
  async () => {
    const events = new EventStream(
      gateway.database.em,
      new Listener(gateway.database.gatewayUrl, console as never),
      console as never,
    );
    const contexts = new ContextFactory(
      gateway.database.em,
      new SettableClock(new Date()),
      events,
      tokenKey(testSecret),
    );
    const status = fc.constantFrom(...Object.values(ClaimStatus));
    const walk = fc.array(fc.tuple(fc.nat(), status, fc.boolean()), { minLength: 5, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(walk, async (steps) => {
        await gateway.sql(`update claim set status = 'PROPOSED'`);
        const before = await eventCount();
        let [present, moved] = ['PROPOSED', 0];
        for (const [pick, wild, legally] of steps) {
          const allowed = [...(model[present] as string[]), ...(present === 'AWAITING_CLAIM' ? [present] : [])];
          const to = legally && allowed.length > 0 ? (allowed[pick % allowed.length] as string) : wild;
          const context = contexts.ofSystem();
          const move = context.db.write((em) =>
            moveClaims(em, context, { from: present as ClaimStatus, to: to as ClaimStatus, which: sql`true` }),
          );
          if (allowed.includes(to)) {
            await move;
            [present, moved] = [to, moved + 1];
          } else {
            await expect(move).rejects.toThrow(`no move from ${present} to ${to}`);
          }
          expect(await gateway.sql(`select status from claim`)).toEqual([{ status: present }]);
        }
        expect((await eventCount()) - before).toBe(moved);
      }),
      { numRuns: 40 },
    );
  },
);

async function eventCount(): Promise<number> {
  const [row] = await gateway.sql<{ count: number }>(
    `select count(*)::int as count from event where type = 'CLAIM_STATUS_CHANGED'`,
  );
  return row?.count ?? 0;
}
