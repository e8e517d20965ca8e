import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear } from '../kit/published-year.js';
import { allSealed } from '../kit/sealed.js';
import { arrangePerson, type Person } from '../kit/world.js';

/* Events by type and by who acted: the same as of all events those that fit, for each who reads them. */

let gateway: TestGateway;
let readers: Record<string, Person>;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  const [policy] = await gateway.sql<{ institution: string; enterprise: string }>(
    'select institution_id as institution, enterprise_id as enterprise from policy limit 1',
  );
  readers = {
    auditor: await arrangePerson(gateway, Role.AUDITOR),
    insurer: await arrangePerson(gateway, Role.INSURER, policy!.institution),
    company: await arrangePerson(gateway, Role.ENTERPRISE, policy!.enterprise),
  };
  await allSealed(gateway);
});
afterAll(() => gateway.stop());

interface Found {
  events: { totalCount: number; nodes: { cursor: string; type: string; actorRole: string }[] };
}

const read = async (reader: string, filter: object | undefined, page: object) =>
  (
    await readers[reader]!.client.get<Found, object>(
      `query ($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {
        events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
          totalCount
          nodes { cursor type actorRole }
        }
      }`,
      { filter, ...page },
    )
  ).events;

async function expectFitting(reader: string, filter: { types?: string[]; actorRoles?: string[] }): Promise<void> {
  const { nodes: all } = await read(reader, undefined, { first: 100 });
  const fits = ({ type, actorRole }: (typeof all)[number]) =>
    (filter.types?.includes(type) ?? true) && (filter.actorRoles?.includes(actorRole) ?? true);
  const fitting = all.filter(fits);
  const [forward, back] = [await read(reader, filter, { first: 3 }), await read(reader, filter, { last: 3 })];
  expect(forward).toEqual({ totalCount: fitting.length, nodes: fitting.slice(0, 3) });
  expect(back.nodes).toEqual(fitting.slice(-3));
  const middle = all.length >> 1;
  const after = await read(reader, filter, { first: 3, after: all[middle]!.cursor });
  expect(after.nodes).toEqual(
    all
      .slice(middle + 1)
      .filter(fits)
      .slice(0, 3),
  );
}

const distinct = (values: string[]) => [...new Set(values)];

test.each(['auditor', 'insurer', 'company'])('%s', async (reader) => {
  const { nodes, totalCount } = await read(reader, undefined, { first: 100 });
  expect(nodes).toHaveLength(totalCount);
  const [types, roles] = [distinct(nodes.map(({ type }) => type)), distinct(nodes.map(({ actorRole }) => actorRole))];
  expect(Math.min(types.length, roles.length)).toBeGreaterThan(1);
  for (const actorRole of [...roles, 'CITY']) {
    await expectFitting(reader, { actorRoles: [actorRole] });
    for (const type of types) await expectFitting(reader, { types: [type], actorRoles: [actorRole] });
  }
  for (const type of types) await expectFitting(reader, { types: [type] });
  await expectFitting(reader, { types, actorRoles: roles });
  await expectFitting(reader, { types: [types[0]!, types[0]!], actorRoles: [roles[0]!, roles[0]!] });
  await expectFitting(reader, { types: [] });
  await expectFitting(reader, { actorRoles: [] });
});
