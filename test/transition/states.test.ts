import { isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { drawMachine, system } from '../../src/kernel/state-machine.js';
import { modules, stateMachines } from '../../src/modules.js';

/*
 * What is declared of each kind of object with states. Whether the program keeps to it is seen by the triggers of the test
 * databases (test/kit/state-triggers.ts), in every test.
 */
const schema = buildGatewaySchema();

/** Work that is neither an operation nor a job: HTTP routes, services, and a later version that replaces an earlier one. */
const services = [
  'replacement',
  'upload',
  'intake',
  'list import',
  'text messages',
  'delivery reports',
  'demonstration',
];
const jobs = modules.flatMap((module) => module.jobs ?? []).map(({ name }) => name);

function rolesOf(operation: string): string[] {
  const mutation = schema.getMutationType()?.getFields()[operation];
  const directives = (mutation?.extensions['directives'] ?? []) as {
    name: { value: string };
    arguments: { name: { value: string }; value: { values: { value: string }[] } }[];
  }[];
  const access = directives.find(({ name }) => name.value === 'access');
  return access?.arguments.find(({ name }) => name.value === 'roles')?.value.values.map(({ value }) => value) ?? [];
}

describe.each(stateMachines.map((machine) => [machine.type, machine] as const))('%s', (_, machine) => {
  const { type, statuses, moves } = machine;

  test('every state can be reached, and every move is between states that exist', () => {
    const reached = new Set<string>();
    const reach = (from: string | null): void => {
      for (const move of moves.filter((one) => one.from === from && !reached.has(one.to))) {
        reached.add(move.to);
        reach(move.to);
      }
    };
    reach(null);
    expect([...reached].toSorted()).toEqual([...statuses].toSorted());
    expect(moves.flatMap(({ from }) => from ?? []).filter((from) => !statuses.includes(from))).toEqual([]);
  });

  test('no move is declared twice', () => {
    const said = moves.flatMap(({ from, to, through }) => through.map((name) => `${from} ${to} ${name}`));
    expect(said.filter((one, place) => said.indexOf(one) !== place)).toEqual([]);
  });

  test('its operation exists, and its roles may call it', () => {
    for (const { by, through } of moves) {
      const operations = through.filter((name) => schema.getMutationType()?.getFields()[name]);
      const others = through.filter((name) => !operations.includes(name));
      expect(others.filter((name) => !jobs.includes(name) && !services.includes(name))).toEqual([]);
      const callers = operations.flatMap(rolesOf);
      const background = others.length > 0;
      expect(
        by.filter((role) => !callers.includes(role) && !(background && (role === system || others.includes('upload')))),
      ).toEqual([]);
    }
  });

  test('the type is in the schema if it can be followed', () => {
    const found = schema.getType(type);
    if (found) expect(isObjectType(found)).toBe(true);
    expect(drawMachine(machine)).toContain('stateDiagram-v2');
  });
});
