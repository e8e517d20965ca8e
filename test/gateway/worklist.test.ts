import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role, signedIn } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { waitingWork } from '../../src/gateway/worklist.resolver.js';
import { WorklistKind } from '../../src/worklist/worklist-kind.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { growTables, idOf, kinds } from '../kit/grown.js';
import { reportPlans, takePlans } from '../kit/plans.js';
import { waitingRows } from '../kit/waiting-rows.js';
import { arrangePerson, arrangeProgramme, type Person } from '../kit/world.js';

/* What waits for each role, compared with the list that each entry leads to. A new kind is in here without being named. */

const lists = buildGatewaySchema().getQueryType()!.getFields();

interface Entry {
  kind: WorklistKind;
  count: number;
  since: string | null;
  dueBy: string | null;
  list: string;
  arguments: Record<string, unknown>;
  programme: { code: string } | null;
  first: { id: string; __typename: string } | null;
}

const worklist = `{ viewer { worklist {
  kind count since dueBy list arguments programme { code } first { id __typename }
} } }`;

let gateway: TestGateway;
const people = new Map<Role, Person>();
beforeAll(async () => {
  gateway = await startTestGateway({ beforeConnecting: reportPlans, madeUpEvents: true });
  await arrangeProgramme(gateway);
  await gateway.sql(`
    insert into programme select (jsonb_populate_record(programme, '{"code": "FJ-2026"}' ||
      jsonb_build_object('id', gen_random_uuid()))).* from programme`);
  await growTables(gateway, waitingRows);
  const [region] = await gateway.sql<{ id: string }>(`select id from region where code = '3501'`);
  const subjects: Partial<Record<Role, string>> = {
    INSURER: idOf(kinds.institution, 4),
    ENTERPRISE: idOf(kinds.enterprise, 4),
    CITY: region!.id,
  };
  for (const role of signedIn) people.set(role, await arrangePerson(gateway, role, subjects[role] ?? null));
}, 120_000);
afterAll(() => gateway.stop());

async function worklistOf(role: Role): Promise<Entry[]> {
  const { viewer } = await people.get(role)!.client.get<{ viewer: { worklist: Entry[] } }, never>(worklist);
  return viewer.worklist;
}

/** What the list of an entry answers to its arguments. */
async function listed(role: Role, { list, arguments: given }: Entry): Promise<number> {
  const args = lists[list]!.args.filter(({ name }) => name in given);
  expect(args.map(({ name }) => name).toSorted()).toEqual(Object.keys(given).toSorted());
  const [declared, passed] = [
    args.map((arg) => `$${arg.name}: ${arg.type}`),
    args.map(({ name }) => `${name}: $${name}`),
  ];
  const { found } = await people
    .get(role)!
    .client.get<{ found: { totalCount: number } }, object>(
      `query (${declared.join(', ')}) { found: ${list}(${passed.join(', ')}) { totalCount } }`,
      given,
    );
  return found.totalCount;
}

test.each(signedIn)('%s: each count is the totalCount of the list that it leads to', async (role) => {
  const entries = await worklistOf(role);
  const declared = [...waitingWork.values()].filter(({ roles }) => roles.includes(role)).map(({ kind }) => kind);
  expect([...new Set(entries.map(({ kind }) => kind))]).toEqual(declared);
  const counted = entries.map(({ kind, programme, count }) => ({ kind, programme, count }));
  const found = [];
  for (const entry of entries) {
    found.push({ kind: entry.kind, programme: entry.programme, count: await listed(role, entry) });
  }
  expect(counted).toEqual(found);
  expect(counted.every(({ count }) => count > 0)).toBe(true);
});

test('every kind waits for somebody', () => {
  expect([...waitingWork.keys()].toSorted()).toEqual(Object.values(WorklistKind).toSorted());
});

test('an entry names the most urgent object, its deadline and its programme', async () => {
  const [objections] = (await worklistOf(Role.SCIENCE)).filter(({ kind }) => kind === 'OBJECTION_DECISION');
  const { programme, first, dueBy, arguments: given } = objections!;
  expect(given).toEqual({ filter: { programme: programme!.code, status: 'OPEN' } });
  const { node } = await people
    .get(Role.SCIENCE)!
    .client.get<{ node: object }, object>(
      `query ($id: ID!) { node(id: $id) { ... on Objection { status decideBy notice { programme { code } } } } }`,
      { id: first!.id },
    );
  expect(node).toEqual({ status: 'OPEN', decideBy: dueBy, notice: { programme } });
});

test('whoever has no token has no worklist, and AUDITOR has nothing to do', async () => {
  const { data, errors } = await gateway.client().ask(`{ viewer { role worklist { kind } } }`);
  expect(data).toEqual({ viewer: { role: 'PUBLIC', worklist: null } });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await worklistOf(Role.AUDITOR)).toEqual([]);
});

test('after the window of a programme no paper is waited for', async () => {
  gateway.clock.set(new Date('2026-03-01T00:00:00Z'));
  const kindsOf = async (role: Role) => (await worklistOf(role)).map(({ kind }) => kind);
  expect(await kindsOf(Role.INSURER)).not.toContain('POLICY_PAPERS');
  expect(await kindsOf(Role.CITY)).toEqual([]);
  gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
});

/** Companies of a city are counted from the policies of the programme, as `cityProgress` does. */
test.each(signedIn.filter((role) => role !== Role.CITY))('%s: only rows that wait are read', async (role) => {
  const read = async () => {
    await takePlans();
    const { viewer } = await people
      .get(role)!
      .client.get<{ viewer: { worklist: Entry[] } }, never>(`{ viewer { worklist { kind count } } }`);
    const waiting = viewer.worklist.reduce((sum, { count }) => sum + count, 0);
    const plans = await takePlans();
    return plans.filter(({ rowsRead }) => rowsRead > 2 * waiting + 1_000).map(({ relations }) => relations.join('; '));
  };
  expect(await read()).toEqual([]);
});
