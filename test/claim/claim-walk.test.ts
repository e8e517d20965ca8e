import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimStates } from '../../src/claim/claim.states.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { verifyLog } from '../../src/event/sealed/verify-log.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { after, type Model, newModel, type Step } from './claim-model.js';
import { ClaimWalker } from './claim-walker.js';

/**
 * Random years of two companies over the network, each step with its role's own token, one after the other and several
 * at once. What the gateway answers and what it then holds has to be what a small model says: at once, of some order of
 * the steps.
 */
const claimCount = 2;
let gateway: TestGateway;
let walker: ClaimWalker;
let serial = 0;

beforeAll(async () => {
  gateway = await startTestGateway();
  walker = await ClaimWalker.start(gateway, claimCount);
});
afterAll(() => gateway.stop());

function heldBy({ notice, claims, batches }: Model): unknown {
  return {
    notice: [notice.closed, notice.version],
    claims: claims.map(({ status, version }) => [status, version]),
    batches: batches.map(({ status, version, lines }) => [status, version, Object.values(lines)]),
    recoveries: claims.flatMap(({ recovery }) =>
      recovery ? [[recovery.version, recovery.halvesDue > 0 ? 'OPEN' : 'CLOSED']] : [],
    ),
  };
}

const kinds = [
  ...(['object', 'dismiss', 'close', 'ask', 'confirm', 'extend', 'forfeit'] as const),
  ...(['order', 'release', 'result', 'giveBack', 'openRecovery', 'repay'] as const),
];

/** A step as it is drawn; what is seen beforehand is filled in when its turn comes. */
interface Drawn {
  do: Step['do'];
  claim: number;
  paid: boolean;
}

const everyStep: Drawn[] = kinds.flatMap((what) =>
  [0, 1].flatMap((claim) => [true, false].map((paid) => ({ do: what, claim, paid }))),
);

/** Mostly one of the steps that lead on from where things are; now and then any step at all. */
const draw = fc.record({ any: fc.constantFrom(...everyStep), onward: fc.integer({ min: -1, max: 1_000 }) });
type Draw = typeof draw extends fc.Arbitrary<infer T> ? T : never;

function stepOf(model: Model, { any, onward }: Draw): Step {
  const leading = everyStep.filter((one) => {
    const { outcome, model: then } = after(model, seeing(model, one));
    return outcome === 'DONE' && JSON.stringify(then) !== JSON.stringify(model);
  });
  return seeing(model, onward < 0 ? any : (leading[onward % leading.length] ?? any));
}

function seeing(model: Model, { do: what, claim, paid }: Drawn): Step {
  const own = model.claims[claim]!;
  const batches = [...model.batches.keys()];
  const paying = batches.findLast((place) => claim in model.batches[place]!.lines);
  switch (what) {
    case 'close':
      return { do: what, seen: model.notice.version };
    case 'object':
      return { do: what, claim, serial: (serial += 1) };
    case 'dismiss':
      return { do: what, claim, serial: own.objections[0] };
    case 'confirm':
    case 'extend':
    case 'openRecovery':
      return { do: what, claim, seen: own.version };
    case 'release':
      return { do: what, batch: batches.at(-1), seen: model.batches.at(-1)?.version ?? 0 };
    case 'result':
      return { do: what, claim, paid, batch: paying };
    case 'repay':
      return { do: what, claim, seen: own.recovery?.version };
    default:
      return { do: what };
  }
}

function ordersOf<T>(items: T[]): T[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, place) => ordersOf(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));
}

/** Does steps at once; returns the model after the order of them that explains everything, or fails. */
async function explained(model: Model, steps: Step[]): Promise<Model> {
  const keys = await walker.keys();
  const outcomes = await Promise.all(steps.map((step) => walker.perform(step, keys)));
  const found = { outcomes, held: await walker.held() };
  const candidates = ordersOf([...steps.keys()]).map((order) => {
    const expected: string[] = [];
    let end = model;
    for (const place of order) ({ outcome: expected[place], model: end } = after(end, steps[place]!));
    return { end, said: { outcomes: expected, held: heldBy(end) } };
  });
  const fitting = candidates.find(({ said }) => JSON.stringify(said) === JSON.stringify(found));
  if (!fitting) expect(found, JSON.stringify(steps)).toEqual(candidates[0]!.said);
  return fitting!.end;
}

/** One step, the same step several times at once, several steps at once, or the passing of time. */
const round = fc.oneof(
  { weight: 3, arbitrary: fc.record({ draws: fc.tuple(draw), times: fc.constant(1) }) },
  { weight: 3, arbitrary: fc.record({ draws: fc.tuple(draw), times: fc.integer({ min: 2, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ draws: fc.array(draw, { minLength: 2, maxLength: 4 }), times: fc.constant(1) }) },
  { weight: 1, arbitrary: fc.constant('wait' as const) },
);

const exactly = (...steps: Step['do'][]) => ({
  draws: steps.map((what) => ({ any: { do: what, claim: 0, paid: true }, onward: -1 })),
  times: 1,
});

/** Walks that found a fault once: a request that forfeits passed over a claim that another request had locked. */
const examples = [['wait' as const, exactly('close'), exactly('ask'), 'wait' as const, exactly('forfeit', 'confirm')]];

test('for any steps in any order, also simultaneous ones, the gateway answers and stores what the model does', async () => {
  const reached = new Set<string>();
  const walk = () =>
    fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 8, maxLength: 16 }), async (rounds) => {
        await walker.restart();
        let model = newModel(claimCount);
        for (const one of rounds) {
          const seen = model;
          const steps: Step[] =
            one === 'wait'
              ? [{ do: 'wait' }]
              : one.draws.flatMap((drawn) => Array.from({ length: one.times }, () => stepOf(seen, drawn)));
          model = await explained(seen, steps);
          for (const { status } of model.claims) reached.add(status);
        }
      }),
      { numRuns: 20, examples: examples.map((walk) => [walk]) },
    );
  // By chance one may reach few states; no walk on the spot reaches more in several.
  for (let walks = 0; walks < 4 && reached.size <= 5; walks += 1) await walk();
  expect(reached.size).toBeGreaterThan(5);
  await everyEventIsAMove();
  const { faults } = await verifyLog(new RequestTransaction(gateway.database.em, systemSession));
  expect(faults).toEqual([]);
}, 300_000);

/** Nothing was ever written that is not a move of the state machine. */
async function everyEventIsAMove(): Promise<void> {
  const rows = await gateway.sql<{ move: string }>(`
    select distinct (data->>'from') || ' ' || (data->>'to') as move from event
    where type = 'CLAIM_STATUS_CHANGED' and data->>'from' is not null`);
  const known = claimStates.moves.map(({ from, to }) => `${from} ${to}`);
  expect(rows.map(({ move }) => move).filter((move) => !known.includes(move))).toEqual([]);
}
