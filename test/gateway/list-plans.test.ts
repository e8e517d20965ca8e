import { getNamedType, isInputObjectType } from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { idOf, kinds, sizes } from '../kit/grown.js';
import { encodeCursor } from '../../src/kernel/lists/cursor.js';
import type { Order } from '../../src/kernel/lists/order.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { PublishedLists } from '../../src/recipient/memory/published-lists.js';
import { rowsByIndex } from '../../src/submission/submissions.sql.js';
import { eventually } from '../kit/eventually.js';
import { forgetAnswers } from '../kit/forget-answers.js';
import { logged } from '../kit/published.js';
import {
  countToBound,
  formsOf,
  type List,
  lists,
  listsIn,
  readPage,
  readTotal,
  requiredOf,
  rolesOf,
} from '../kit/list-forms.js';
import { type ReadStatement, reportPlans, takePlans } from '../kit/plans.js';
import { arrangePerson, programmeCode } from '../kit/world.js';
import { grownWorld } from '../kit/worlds.js';

/*
 * A page reads some hundreds of rows, whatever the size of the table: every list of the schema, for every kind of
 * reader, in every order, with every filter and pair of filters, at the start, deep inside, from the end and back. A new list
 * is in here without being named.
 */

/** The most rows of tables that a page of 20 may read, its look-ups included; the tables hold up to 80,000. */
const mostRows = 1_500;

/** Pages of tables and indexes that a page of 20 may touch for each of these rows. */
const pagesOfRow = 2;

/** Pages of one index whose entries a page of 20 may pass by: some hundreds are on each. */
const mostPassed = 20;

/**
 * What may read more, how many rows at most, and why: a list, a role and its form. Where two conditions hold for rows that
 * lie far apart, no index of one of them bounds a page; `npm run bench:lists` says what each takes with a million policies.
 */
const wider: [form: RegExp, rows: number][] = [
  // An institution's policies are read in the order of their numbers where it has none of the programme on these days.
  [
    /^policies INSURER orderBy: POLICY_NO, filter: \{ accepted\w+: "\S+", programme:/,
    (2 * sizes.policies) / sizes.institutions,
  ],
  // Every company has an account here: that none lacks one is seen by all companies and all accounts.
  [/^cityCompanies .*lacks: BANK_ACCOUNT(?!, creditCode)/, 2 * sizes.enterprises],
];

/** How often each list is measured. The planner knows samples of the tables, and each further time it gets new ones: SAMPLES=10. */
const samples = Number(process.env['SAMPLES'] ?? 1);

let gateway: TestGateway;
let readers: Partial<Record<Role, ApiClient>>;
let creditCode: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: grownWorld, beforeConnecting: reportPlans, madeUpEvents: true });
  const [company] = await gateway.sql<{ credit_code: string }>('select credit_code from enterprise where id = $1', [
    idOf(kinds.enterprise, 4),
  ]);
  creditCode = company!.credit_code;
  const as = async (role: Role, subject?: string) => (await arrangePerson(gateway, role, subject)).client;
  const [city] = await gateway.sql<{ id: string }>(`select id from region where code = '3501'`);
  readers = {
    [Role.AUDITOR]: await as(Role.AUDITOR),
    [Role.INSURER]: await as(Role.INSURER, idOf(kinds.institution, 4)),
    [Role.ENTERPRISE]: await as(Role.ENTERPRISE, idOf(kinds.enterprise, 4)),
    [Role.CITY]: await as(Role.CITY, city!.id),
    [Role.PLATFORM]: await as(Role.PLATFORM),
    [Role.PUBLIC]: gateway.client(),
  };
});
afterAll(() => gateway.stop());

/** While its lines are written to the log, each reader passes by their entries in the index of changes. */
beforeAll(() => logged(gateway, sizes.enterprises + 1));

/** A published list is read once; from then on its lines are selected in memory. */
beforeAll(() =>
  eventually(async () => {
    await forgetAnswers(gateway);
    await takePlans();
    const programmes = lists.find(({ name }) => name === 'programmes')!;
    const ofEach = 'nodes { recipients(filter: { statuses: [PAID] }) { nodes { __typename } } }';
    await readPage(readers[Role.AUDITOR]!, programmes, ['first: 3'], ofEach);
    return (await takePlans()).every(({ rowsRead }) => rowsRead <= mostRows);
  }, 'the published lists are in memory'),
);

const boundOf = (list: List, role: Role, form: string[]): number =>
  wider.find(([described]) => described.test(`${list.name} ${role} ${form.join(', ')}`))?.[1] ?? mostRows;

const passedFar = ({ passed }: ReadStatement) => passed.filter(({ pages }) => pages > mostPassed);

function readsTooMuch(statement: ReadStatement, most: number): boolean {
  const { rowsRead, pages, relations } = statement;
  // Jobs in the background log what was grown and prepare the feed. They write, or read what is not logged yet.
  if (relations.some((relation) => /^ModifyTable|log_release/.test(relation))) return false;
  return rowsRead > most || pages > pagesOfRow * most || passedFar(statement).length > 0;
}

function describePlan(statement: ReadStatement): string {
  const passed = passedFar(statement).map(({ index, pages }) => `passed by ${pages} pages of ${index}`);
  return [...statement.relations, `${statement.pages} pages`, ...passed].join('; ');
}

/** Reads one form of a list in every place, and returns the statements that read too much. */
async function measure(role: Role, list: List, form: string[]): Promise<string[]> {
  const client = readers[role] as ApiClient;
  const most = boundOf(list, role, form);
  const slow: string[] = [];
  const visit = async (place: string) => {
    const ends = await readPage(client, list, [...form, place]);
    for (const statement of (await takePlans()).filter((one) => readsTooMuch(one, most)))
      slow.push(`${form.filter(Boolean).join(', ')} ${place.slice(0, 20)}: ${describePlan(statement)}`);
    return ends;
  };
  await forgetAnswers(gateway);
  await takePlans();
  const { endCursor: early } = await visit('first: 20');
  const { startCursor: deep } = await visit('last: 20');
  if (!deep) return slow;
  await visit(`first: 20, after: "${deep}"`);
  await visit(`last: 20, before: "${deep}"`);
  await visit(`last: 20, before: "${early}"`);
  return slow;
}

async function slowFormsOf(list: List, role: Role): Promise<string[]> {
  const slow: string[] = [];
  for (const form of formsOf(list, role, creditCode)) {
    const measured = () => measure(role, list, form);
    // Background work of the gateway may be recorded once; a page that reads too much does so each time.
    if ((await measured()).length > 0) slow.push(...(await measured()));
  }
  return slow;
}

describe.each(lists)('$name', (field) => {
  const timeout = samples * 300_000;
  test.each(rolesOf(field))('%s: no form reads more than a bound of rows', { timeout }, async (role) => {
    for (let sample = 1; sample <= samples; sample += 1) {
      if (sample > 1) await gateway.sql('analyze');
      expect(await slowFormsOf(field, role)).toEqual([]);
    }
  });
});

/** The most rows of tables that counting to 1,000 may read, the page beside it included. */
const mostCounted = 8_500;

describe.each(lists)('$name, counted to 1,000', (field) => {
  test.each(rolesOf(field))(
    '%s: counts as many rows, and reads no more than a bound',
    { timeout: 300_000 },
    async (role) => {
      const client = readers[role] as ApiClient;
      const wrong: string[] = [];
      for (const form of formsOf(field, role, creditCode)) {
        const total = await readTotal(client, field, form);
        await forgetAnswers(gateway);
        await takePlans();
        const bounded = await countToBound(client, field, form);
        const most = Math.max(mostCounted, boundOf(field, role, form));
        const read = (await takePlans()).filter((one) => one.rowsRead > most);
        const described = form.filter(Boolean).join(', ');
        if (bounded.count !== Math.min(total, 1_000) || bounded.isExact !== total <= 1_000)
          wrong.push(`${described}: ${JSON.stringify(bounded)} of ${total}`);
        wrong.push(...read.map((statement) => `${described}: ${describePlan(statement)}`));
      }
      expect(wrong).toEqual([]);
    },
  );
});

/** Filters that few or no rows match. */
const filtered: Record<string, string[]> = {
  'programmes recipients': ['LISTED', 'OBJECTED', 'PAID'].flatMap((status) =>
    ['first: 20', 'last: 20, orderBy: NAME'].map((place) => `${place}, filter: { statuses: [${status}] }`),
  ),
};

describe('the lists of an object', () => {
  const nested = lists.flatMap((list) =>
    rolesOf(list).flatMap((role) => listsIn(list, role).map((name) => ({ list, role, name }))),
  );

  test.each(nested)('$role: $list.name { $name }', async ({ list, role, name }) => {
    const slow = [];
    for (const place of ['first: 20', 'last: 20', ...(filtered[`${list.name} ${name}`] ?? [])]) {
      await takePlans();
      const fields = `nodes { ${name}(${place}) { nodes { __typename } } }`;
      await readPage(readers[role] as ApiClient, list, [...requiredOf(list, creditCode), 'first: 3'], fields);
      slow.push(...(await takePlans()).filter((one) => readsTooMuch(one, mostRows)));
    }
    expect(slow.map(describePlan)).toEqual([]);
  });
});

test.each([
  ['policies', 'orderBy: POLICY_NO, filter: { acceptedFrom: "2025-01-10", acceptedUntil: "2024-01-01" }'],
  ['policies', 'orderBy: ACCEPTED_AT_DESC, filter: { acceptedFrom: "2025-01-11", acceptedUntil: "2025-01-10" }'],
  ['policies', 'orderBy: POLICY_NO, filter: { startsFrom: "2024-01-02", startsUntil: "2024-01-01" }'],
  ['claims', 'orderBy: STATUS_CHANGED_AT, filter: { amountFrom: "200.01", amountTo: "200.00" }'],
])('a range of %s that leaves nothing is not looked for: %s', async (name, form) => {
  const list = lists.find((one) => one.name === name)!;
  // The columns of a list are asked for once.
  await readPage(readers[Role.AUDITOR]!, list, ['first: 1']);
  await forgetAnswers(gateway);
  await takePlans();
  const { startCursor } = await readPage(readers[Role.AUDITOR]!, list, [form, 'first: 20']);
  const { count, isExact } = await countToBound(readers[Role.AUDITOR]!, list, [form]);
  expect([startCursor, count, isExact]).toEqual([null, 0, true]);
  // The planner saw that there is nothing: the plan names no table.
  expect((await takePlans()).flatMap(({ relations }) => relations)).toEqual([]);
});

test('what waits is counted in an index: no table is read for it', async () => {
  await takePlans();
  const { errors } = await readers[Role.PLATFORM]!.ask<unknown, unknown>('{ viewer { worklist { kind count } } }');
  expect(errors).toBeUndefined();
  const relations = (await takePlans()).flatMap((statement) => statement.relations);
  expect(relations.join()).toContain('Index Only Scan on claim');
  const rowsOf = (relation: string) => Number(/: (\d+)$/.exec(relation)?.[1]);
  const ofTables = relations.filter((relation) => !relation.startsWith('Index Only Scan'));
  expect(ofTables.filter((relation) => rowsOf(relation) > mostRows / 10)).toEqual([]);
});

const claimsOf2026 = 'programme: "FJ-2026", statuses:';

test.each([
  ['city: "3505", statuses: [PAID, AWAITING_CLAIM], notified: false', 1],
  ['city: "3505", statuses: [PAID], notified: false', 0],
  [`${claimsOf2026} [PAID]`, 0],
  [`${claimsOf2026} [PAID, FORFEITED]`, 1],
  [`${claimsOf2026} [PAID], city: "3505"`, 0],
  [`${claimsOf2026} [PAID], notified: true`, 0],
])('claims by amount, { %s }: what hardly any is, or none, is not looked for in all', async (filter, least) => {
  const list = lists.find(({ name }) => name === 'claims')!;
  for (const orderBy of ['GRANTED_AMOUNT', 'GRANTED_AMOUNT_DESC']) {
    await forgetAnswers(gateway);
    await takePlans();
    const form = [`orderBy: ${orderBy}, filter: { ${filter} }`];
    const { startCursor } = await readPage(readers[Role.PLATFORM]!, list, [...form, 'first: 20']);
    expect((await takePlans()).filter((one) => readsTooMuch(one, mostRows)).map(describePlan)).toEqual([]);
    expect([orderBy, startCursor !== null]).toEqual([orderBy, least > 0]);
  }
});

test('submissions of a programme that has none are not looked for in all', async () => {
  const list = lists.find(({ name }) => name === 'submissions')!;
  for (const more of ['', ', status: COMPLETED', ', source: FILE', ', failed: false']) {
    await forgetAnswers(gateway);
    await takePlans();
    const form = [`filter: { programme: "FJ-2026"${more} }`];
    expect(await countToBound(readers[Role.AUDITOR]!, list, form)).toEqual({ count: 0, isExact: true });
    expect((await takePlans()).filter((one) => readsTooMuch(one, mostRows)).map(describePlan)).toEqual([]);
  }
});

const byCreditCode: Order = { name: 'CREDIT_CODE', keys: [{ sql: sql`credit_code`, type: 'text' }] };

const cursorOfRow = (index: number) => encodeCursor(rowsByIndex, [String(index)]);

test.each(['{}', '{ failed: false }', '{ failed: true }', '{ warned: false }', '{ warned: true }'])(
  'rows of a large file, %s: no page reads more than a bound of rows',
  async (filter) => {
    const id = globalId('Submission', idOf(kinds.submission, 1));
    for (const place of ['first: 20', 'last: 20', `first: 20, after: "${cursorOfRow(9_000)}"`]) {
      await forgetAnswers(gateway);
      await takePlans();
      const { errors } = await readers[Role.AUDITOR]!.ask<unknown, unknown>(
        `{ submission(id: "${id}") { rows(filter: ${filter}, ${place}) { nodes { index } boundedCount { count } } } }`,
      );
      expect(errors).toBeUndefined();
      const read = (await takePlans()).filter(({ rowsRead }) => rowsRead > 3 * mostRows);
      expect(read.map(describePlan)).toEqual([]);
    }
  },
);

test('a submission and a programme that it is not of are not looked for', async () => {
  const list = lists.find(({ name }) => name === 'policies')!;
  const id = globalId('Submission', idOf(kinds.submission, 1));
  const form = `filter: { submissionId: "${id}", programme: "FJ-2026" }`;
  for (const role of [Role.AUDITOR, Role.PLATFORM] as const) {
    await forgetAnswers(gateway);
    await takePlans();
    expect(await countToBound(readers[role]!, list, [form])).toEqual({ count: 0, isExact: true });
    expect((await takePlans()).filter(({ rowsRead }) => rowsRead > mostRows / 10).map(describePlan)).toEqual([]);
  }
});

const companiesOf: Partial<Record<Role, string>> = {
  [Role.AUDITOR]: 'true',
  [Role.INSURER]: `id in (select enterprise_id from institution_enterprise where institution_id = '${idOf(kinds.institution, 4)}')`,
};
const rolesThatSearch = Object.keys(companiesOf) as Role[];

test.each(rolesThatSearch)('%s: a part of a name is found, however frequent it is', async (role) => {
  const list = lists.find(({ name }) => name === 'enterprises')!;
  const names = [
    '福州',
    '州',
    '龘',
    'xyzzy',
    'ab',
    'abc',
    'abcd',
    'aaaaaaaa',
    '福州 c1',
    '9 ef 公司',
    '福州 科技 有限 公司 州 福',
  ];
  for (const words of names.map((name) => name.split(' '))) {
    const form = `filter: { name: "${words.join(' ')}" }`;
    await takePlans();
    const { startCursor } = await readPage(readers[role]!, list, [form, 'first: 20']);
    const slow = (await takePlans()).filter(({ rowsRead, pages }) => rowsRead > mostRows || pages > 2 * mostRows);
    expect(slow.map(describePlan), form).toEqual([]);
    const contained = words.map((word) => `strpos(name_key, '${word}') > 0`).join(' and ');
    const [expected] = await gateway.sql<{ count: number; first: string | null }>(
      `select count(*)::int as count, min(credit_code) as first from enterprise where ${companiesOf[role]} and ${contained}`,
    );
    expect(await readTotal(readers[role]!, list, [form]), form).toBe(expected!.count);
    expect(startCursor, form).toBe(expected!.first && encodeCursor(byCreditCode, [expected!.first]));
  }
});

test('until a published list is in memory, the database finds its lines of a state in an index', async () => {
  const cold = vi.spyOn(PublishedLists.prototype, 'find').mockResolvedValue(undefined);
  const programmes = lists.find(({ name }) => name === 'programmes')!;
  const slow: string[] = [];
  for (const status of ['OBJECTED', 'PAID', 'CONFIRMED']) {
    for (const place of ['first: 20', 'last: 20', 'first: 20, orderBy: NAME', 'last: 20, orderBy: AMOUNT_ASC']) {
      await forgetAnswers(gateway);
      await takePlans();
      const lines = `recipients(filter: { statuses: [${status}] }, ${place}) { nodes { __typename } }`;
      await readPage(readers[Role.AUDITOR]!, programmes, ['first: 3'], `nodes { ${lines} }`);
      const read = (await takePlans()).filter((one) => readsTooMuch(one, mostRows));
      slow.push(...read.map((one) => `${status} ${place}: ${describePlan(one)}`));
    }
  }
  expect(cold).toHaveBeenCalled();
  cold.mockRestore();
  expect(slow).toEqual([]);
});

test('what cities achieved is counted in an index of policies', async () => {
  for (const role of [Role.CITY, Role.PLATFORM] as const) {
    await takePlans();
    const { errors } = await readers[role]!.ask<unknown, unknown>(
      `{ cityProgress(programme: "${programmeCode}") { companyCount policyCount publicisedCount } }`,
    );
    expect(errors).toBeUndefined();
    const relations = (await takePlans()).flatMap((statement) => statement.relations);
    const ofPolicies = relations.filter((relation) => /on policy\b/.test(relation));
    expect(ofPolicies).toEqual([expect.stringMatching(/^Index Only Scan/)]);
  }
});

test.each(['350128', '3509'])('a city with few companies, %s, reads no policies and claims of others', async (code) => {
  const [city] = await gateway.sql<{ id: string }>('select id from region where code = $1', [code]);
  const { client } = await arrangePerson(gateway, Role.CITY, city!.id);
  const queries = [
    `{ cityProgress(programme: "${programmeCode}") { companyCount policyCount publicisedCount } }`,
    `{ cityCompanies(programme: "${programmeCode}") { totalCount } }`,
    '{ viewer { worklist { kind count } } }',
  ];
  for (const query of queries) {
    await takePlans();
    const { errors } = await client.ask<unknown, unknown>(query);
    expect(errors).toBeUndefined();
    const plans = await takePlans();
    expect(plans.filter((one) => readsTooMuch(one, mostRows)).map(describePlan), query).toEqual([]);
  }
});

const wide = (text: string) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** Other ways in which people write the same code, number or name. */
const otherwise: Record<string, (text: string) => string[]> = {
  creditCode: (code) => [code.toLowerCase(), wide(code), ` ${code.slice(0, 6)} ${code.slice(6)}\u200b`],
  policyNo: (number) => [wide(number), ` ${number}\u200b`],
  name: (name) => [wide(name), ` ${name.slice(0, 2)} ${name.slice(2)}\u200b`, name.replaceAll('(', '（')],
};

test('a filter by code, number or name finds the same in any spelling', async () => {
  const [policy] = await gateway.sql<{ policy_no: string; name: string }>(
    `select policy_no, enterprise.name from policy join enterprise on enterprise.id = enterprise_id
     where enterprise_id = $1 limit 1`,
    [idOf(kinds.enterprise, 4)],
  );
  const values: Record<string, string> = { creditCode, policyNo: policy!.policy_no, name: policy!.name };
  const [found, missed]: [Set<string>, string[]] = [new Set(), []];
  for (const field of lists) {
    const type = getNamedType(field.args.find(({ name }) => name === 'filter')?.type);
    const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    for (const name of fields.filter((one) => values[one])) {
      const value = values[name] as string;
      const ask = async (text: string) => {
        const filter = `filter: { ${name}: ${JSON.stringify(text)} }`;
        const form = [...requiredOf(field, creditCode), 'first: 5', filter];
        return (await readPage(readers[Role.AUDITOR] as ApiClient, field, form)).startCursor;
      };
      const first = await ask(value);
      if (first) found.add(`${field.name} ${name}`);
      for (const text of otherwise[name]!(value)) {
        if ((await ask(text)) !== first) missed.push(`${field.name} ${name}: ${text}`);
      }
    }
  }
  expect(missed).toEqual([]);
  for (const known of ['enterprises name', 'enterprises creditCode', 'policies policyNo'])
    expect(found).toContain(known);
});

test('the measured statements are those that the readers run', async () => {
  await takePlans();
  await readPage(
    readers[Role.AUDITOR]!,
    lists.find(({ name }) => name === 'policies')!,
    ['first: 20'],
  );
  const relations = (await takePlans()).flatMap((statement) => statement.relations);
  expect(relations.join()).toContain('on policy');
});
