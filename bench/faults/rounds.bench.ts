import { afterAll, expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { moneyMutations, neverDue } from './mutations.js';
import { playRound, type RoundReport } from './round.js';

/*
 * `npm run faults`: gateways and the database are killed, frozen and disconnected at random times while clients play a
 * year of the programme, push, upload, and follow events. ROUNDS (10), SEED (1) and GATEWAYS (2).
 */
const rounds = Number(process.env['ROUNDS'] ?? 10);
const first = Number(process.env['SEED'] ?? 1);
const gatewayCount = Number(process.env['GATEWAYS'] ?? 2);

const reports: RoundReport[] = [];
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Returns the faults in a report; no round may have any. */
function losses({ rows, hangs, followers, deliveries, faults }: RoundReport) {
  const watched = Object.values(followers);
  const sum = (count: (faults: (typeof watched)[number]) => number) =>
    watched.reduce((all, one) => all + count(one), 0);
  return {
    rowsLost: rows.lost,
    rowsDoubled: rows.doubled,
    hangs,
    passedBy: sum(({ passedBy }) => passedBy),
    doubled: sum(({ doubled }) => doubled),
    outOfOrder: sum(({ outOfOrder }) => outOfOrder),
    hooksLost: deliveries.hooksLost,
    hooksOutOfOrder: deliveries.hooksOutOfOrder,
    textsLost: deliveries.textsLost,
    faults: faults.length,
  };
}

afterAll(() => {
  const add = (one: Record<string, number>, other: Record<string, number>) =>
    Object.fromEntries(Object.keys(other).map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)]));
  say({
    rounds: reports.length,
    disturbances: reports.map(({ disturbances }) => disturbances).reduce(add, {}),
    acknowledged: reports.reduce((sum, { acknowledged, rows }) => sum + acknowledged + rows.acknowledged, 0),
    received: reports
      .flatMap(({ followers }) => Object.values(followers))
      .reduce((sum, { received }) => sum + received, 0),
    repeated: reports.reduce((sum, { deliveries }) => sum + deliveries.hooksRepeated + deliveries.textsRepeated, 0),
    ...reports.map(losses).reduce(add, {}),
  });
});

test.each(Array.from({ length: rounds }, (_, place) => first + place))('round with seed %i', async (seed) => {
  const { report, life } = await playRound(seed, gatewayCount);
  reports.push(report);
  say(report);
  expect(losses(report)).toEqual(Object.fromEntries(Object.keys(losses(report)).map((key) => [key, 0])));
  const missing = moneyMutations(buildGatewaySchema()).filter((name) => !life.played.has(name) && !neverDue[name]);
  expect(missing, 'mutations that answer with money and were not played').toEqual([]);
});
