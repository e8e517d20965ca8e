import type { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role, signedIn } from '../../src/access/role.js';
import type { EventType } from '../../src/event/event-type.js';
import { globalId, keyOf } from '../../src/kernel/values/global-id.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { waitingWork } from '../../src/gateway/worklist.resolver.js';
import { WorklistKind } from '../../src/worklist/worklist-kind.js';
import { sampleOf } from '../kit/extent.js';
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
  forOthersCount: number;
  since: string | null;
  dueBy: string | null;
  list: string;
  arguments: Record<string, unknown>;
  programme: { code: string } | null;
  first: { id: string; type: string } | null;
}

const worklist = `{ viewer { worklist {
  kind count forOthersCount since dueBy list arguments programme { code } first { id type: __typename }
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
});
afterAll(() => gateway.stop());

async function worklistOf(role: Role): Promise<Entry[]> {
  const { viewer } = await people.get(role)!.client.get<{ viewer: { worklist: Entry[] } }, never>(worklist);
  return viewer.worklist;
}

/** What the list of an entry returns for its arguments. */
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

test('every kind of work has a role that it waits for', () => {
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

/** Makes an account one of those who prepared a waiting row, as the use case of each kind finds it. */
const column = (table: string, name: string) => `update ${table} set ${name} = $2 where id = $1`;
const act = (type: EventType, place: string) => `
  insert into event (occurred_at, type, actor_id, actor_role, subject_type, subject_id, programme_id, data)
  select now(), '${type}', $2, 'SCIENCE', 'Made', ${place}, '{}'`;
const preparing: Record<string, string[]> = {
  PERSON_CHECK: [column('person_check', 'account_id')],
  PERSON_CHECK_CONFIRMATION: [column('person_check', 'account_id'), column('person_check', 'checked_by')],
  BINDING_CONFIRMATION: [column('enterprise_binding', 'account_id')],
  INSTITUTION_CONFIRMATION: ['registered_by', 'science_confirmed_by', 'regulator_confirmed_by'].map((name) =>
    column('institution', name),
  ),
  LIST_IMPORT_CONFIRMATION: [column('list_import', 'uploaded_by')],
  DRAFT_APPROVAL: ['prepared_by', 'science_approved_by', 'regulator_approved_by'].map((name) => column('draft', name)),
  PROPOSAL_OPINION: ['computed_by', 'submitted_by'].map((name) => column('subsidy_proposal', name)),
  PROPOSAL_DECISION: [
    ...['computed_by', 'submitted_by', 'opinion_by'].map((name) => column('subsidy_proposal', name)),
    act('POLICY_BLOCKED', '$1::uuid, programme_id') + ' from subsidy_proposal where id = $1::uuid',
  ],
  NOTICE_PUBLICATION: ['computed_by', 'submitted_by', 'decided_by'].map((name) => column('subsidy_proposal', name)),
  OBJECTION_DECISION: [
    `with one as (select id from subsidy_proposal limit 1), shown as (
       update publicity_notice set proposal_id = (select id from one)
       where id = (select notice_id from objection where id = $1))
     update subsidy_proposal set decided_by = $2 where id = (select id from one)`,
  ],
  SERVICE_NOTICE_PUBLICATION: [column('service_notice', 'prepared_by')],
  PAYMENT_ORDER: [act('PROPOSAL_APPROVED', '$1::uuid, programme_id') + ' from claim where id = $1::uuid'],
  PAYMENT_RELEASE: [column('payment_batch', 'ordered_by')],
  RECOVERY_REPAYMENT: [act('RECOVERY_OPENED', '$1::uuid, null')],
  SPOT_CHECK_CONFIRMATION: [
    `insert into spot_check_finding select (jsonb_populate_record(null::spot_check_finding, jsonb_build_object(
       'id', gen_random_uuid(), 'item_id', item.id, 'institution_id', item.institution_id, 'verdict', 'PASSED', 'faults', '{}'::text[], 'text', '', 'recorded_as', 'SCIENCE',
       'recorded_by', $2::uuid, 'recorded_at', now(), 'confirmed', false))).*
     from spot_check_item as item where item.spot_check_id = $1 and status = 'RECORDED'`,
  ],
};

test('exactly the kinds decided under four eyes can wait for others', () => {
  const mutations = buildGatewaySchema().getMutationType()!.getFields();
  const kindsOf = buildGatewaySchema().getType('WorklistKind') as GraphQLEnumType;
  const deciding = kindsOf.getValues().filter(({ description }) => {
    const [, operation = ''] = /\(`(\w+)`\)/.exec(description ?? '') ?? [];
    return (mutations[operation]?.extensions as AccessExtension | undefined)?.fourEyes;
  });
  const declared = [...waitingWork.values()].filter(({ fourEyes }) => fourEyes).map(({ kind }) => kind);
  expect(declared.toSorted()).toEqual(deciding.map(({ name }) => name).toSorted());
  expect(Object.keys(preparing).toSorted()).toEqual(declared.toSorted());
});

const roleFor = (kind: WorklistKind) => waitingWork.get(kind)!.roles[0]!;
const cases = [...waitingWork.keys()].flatMap((kind) =>
  (preparing[kind] ?? []).map((way, place) => [kind, place, way] as const),
);

test.each(sampleOf(cases, 4))(
  '%s: work that a person prepared with any account waits for others (%i)',
  async (kind, _, way) => {
    const role = roleFor(kind);
    const other = people.get(role)!;
    const [decider, elsewhere] = [await arrangePerson(gateway, role), await arrangePerson(gateway, Role.PLATFORM)];
    await gateway.sql(
      `insert into account_secret (account_id, phone_digest, sealed_phone, person_digest)
     select id, id::text, '', $2 from unnest($1::uuid[]) as id`,
      [[decider.accountId, elsewhere.accountId], decider.accountId],
    );
    const entriesOf = async ({ client }: Person) => {
      const { viewer } = await client.get<{ viewer: { worklist: Entry[] } }, never>(worklist);
      return viewer.worklist.filter((entry) => entry.kind === kind);
    };
    const before = await entriesOf(decider);
    expect(before.map(({ forOthersCount }) => forOthersCount)).toEqual(before.map(() => 0));
    const { programme, first, count } = before[0]!;
    await gateway.sql(way, [keyOf(first!.type, first!.id), elsewhere.accountId]);
    const after = (await entriesOf(decider)).find((entry) => entry.programme?.code === programme?.code)!;
    expect(after.count).toBe(count);
    expect(after.forOthersCount).toBeGreaterThan(0);
    expect(after.first?.id).not.toBe(first!.id);
    const theirs = (await entriesOf(other)).map(({ forOthersCount }) => forOthersCount);
    expect(theirs).toEqual(theirs.map(() => 0));
  },
);

test('work that waits for others is refused to the person who prepared it', async () => {
  const decider = await arrangePerson(gateway, Role.REGULATOR);
  const [found] = await gateway.sql<{ id: string; version: number }>(
    `update institution set registered_by = $1
     where id = (select id from institution where status = 'PENDING' and regulator_confirmed_at is null order by id limit 1)
     returning id, version`,
    [decider.accountId],
  );
  const { viewer } = await decider.client.get<{ viewer: { worklist: Entry[] } }, never>(worklist);
  expect(viewer.worklist.find(({ kind }) => kind === 'INSTITUTION_CONFIRMATION')!.forOthersCount).toBe(1);
  const { confirmInstitution } = await decider.client.get<{ confirmInstitution: { userErrors: object[] } }, object>(
    `mutation ($input: InstitutionStepInput!) { confirmInstitution(input: $input) { userErrors { code } } }`,
    { input: { institutionId: globalId('Institution', found!.id), version: found!.version } },
  );
  expect(confirmInstitution.userErrors).toEqual([{ code: 'FOUR_EYES' }]);
});

test('without a token there is no worklist, and the AUDITOR’s is empty', async () => {
  const { data, errors } = await gateway.client().ask(`{ viewer { role worklist { kind } } }`);
  expect(data).toEqual({ viewer: { role: 'PUBLIC', worklist: null } });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await worklistOf(Role.AUDITOR)).toEqual([]);
});

test('after the window of a programme no paper is due', async () => {
  gateway.clock.set(new Date('2026-03-01T00:00:00Z'));
  const kindsOf = async (role: Role) => (await worklistOf(role)).map(({ kind }) => kind);
  expect(await kindsOf(Role.INSURER)).not.toContain('POLICY_PAPERS');
  expect(await kindsOf(Role.CITY)).toEqual([]);
  gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
});

/** Companies of a city are counted from the policies of the programme, as `cityProgress` does. */
test.each(sampleOf(signedIn, 3).filter((role) => role !== Role.CITY))(
  '%s: only rows that wait are read',
  async (role) => {
    const read = async () => {
      await takePlans();
      const { viewer } = await people
        .get(role)!
        .client.get<{ viewer: { worklist: Entry[] } }, never>(`{ viewer { worklist { kind count } } }`);
      const waiting = viewer.worklist.reduce((sum, { count }) => sum + count, 0);
      const plans = await takePlans();
      return plans
        .filter(({ rowsRead }) => rowsRead > 2 * waiting + 1_000)
        .map(({ relations }) => relations.join('; '));
    };
    expect(await read()).toEqual([]);
  },
);
