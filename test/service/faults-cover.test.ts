import fs from 'node:fs';
import { expect, test } from 'vitest';
import { moneyMutations, neverDue, notPlayed } from '../../bench/faults/mutations.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';

/* `npm run faults` plays every mutation that moves money: a new one is played too, or this fails. */
const folder = 'bench/faults';
const sources = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const text = sources
  .filter((file) => file !== 'mutations.ts')
  .map((file) => fs.readFileSync(`${folder}/${file}`, 'utf8'))
  .join('\n');
const schema = buildGatewaySchema();
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
const isPlayed = (name: string): boolean => new RegExp(`['\\s{]${name}['(]`).test(text);

test('each mutation of the schema is part of the fault tests, or excluded with a reason', () => {
  expect(mutations.filter((name) => !isPlayed(name) && !(name in { ...notPlayed, ...neverDue }))).toEqual([]);
  expect(Object.keys({ ...notPlayed, ...neverDue }).filter((name) => !mutations.includes(name))).toEqual([]);
});

test('no mutation that returns amounts is excluded', () => {
  expect(moneyMutations(schema).filter((name) => name in notPlayed)).toEqual([]);
});
