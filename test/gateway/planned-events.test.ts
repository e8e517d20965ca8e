import { execute, type ExecutionResult, type GraphQLObjectType, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { QueryExecutor } from '../../src/gateway/execution/query-executor.js';
import { WrittenResult } from '../../src/gateway/execution/written-result.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Walker } from '../access/walker.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { plainFields } from '../kit/plain-fields.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangeReaders, type Readers } from '../kit/readers.js';

/** What PostgreSQL writes of an event's object is what resolvers return: each field that it can write, for each kind of reader. */
const schema = buildGatewaySchema();
const executor = new QueryExecutor(schema);
const claim = schema.getType('Claim') as GraphQLObjectType;
type Reader = typeof Role.ENTERPRISE | typeof Role.AUDITOR;

let gateway: TestGateway;
let readers: Readers;
/** One of the company that reads, and one of another company. */
let own: string;
let other: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  readers = await arrangeReaders(gateway);
  const claims = await gateway.sql<{ id: string; owner: string }>('select id, enterprise_id as owner from claim');
  const { subjectId } = readers.viewers.ENTERPRISE;
  own = claims.find(({ owner }) => owner === subjectId)!.id;
  other = claims.find(({ owner }) => owner !== subjectId)!.id;
});
afterAll(() => gateway.stop());

const changeOf = (subjectId: string) => ({
  position: '7',
  occurredAt: new Date('2026-03-01T08:00:00Z'),
  type: 'CLAIM_STATUS_CHANGED',
  subjectId,
  data: { from: null, to: 'CONFIRMED', reason: '"原因"' },
});

const documentOf = (selection: string) => parse(`subscription { claimStatusChanged { ${selection} } }`);

/** As a batch returns it. */
function answer(role: Reader, selection: string, subjectId = own): Promise<ExecutionResult> {
  const operation = { document: documentOf(selection), operationName: undefined, variables: {} };
  return readers.answer(readers.viewers[role], async (context) => {
    const result = await executor.answerEvent(operation, context, changeOf(subjectId));
    return { isWritten: result instanceof WrittenResult, data: result.data, failed: Boolean(result.errors) };
  });
}

async function resolved(role: Reader, selection: string, subjectId = own): Promise<ExecutionResult> {
  const document = documentOf(selection);
  return readers.answer(readers.viewers[role], async (contextValue) =>
    execute({ schema, document, contextValue, rootValue: changeOf(subjectId) }),
  );
}

const event = '__typename cursor occurredAt was: fromStatus toStatus reason';

test.each([Role.ENTERPRISE, Role.AUDITOR] as const)('%s gets what resolvers return', async (role) => {
  let written = 0;
  for (const field of plainFields(new Walker(schema, role), claim, 2)) {
    const selection = `${event} claim { ${field} }`;
    const found = await answer(role, selection);
    if (!('isWritten' in found) || !found.isWritten) continue;
    const { data, errors } = await resolved(role, selection);
    expect(errors, field).toBeUndefined();
    expect(found.data, `${role} ${field}`).toEqual(data);
    expect(found.data?.['claimStatusChanged']).toMatchObject({ reason: '"原因"', claim: expect.anything() });
    written += 1;
  }
  expect(written).toBeGreaterThan(15);
});

const usual = `${event} claim { id status grantedAmount enterprise { name } }`;

test('a claim of another company is null, and what many follow is written', async () => {
  for (const [role, id] of [
    [Role.ENTERPRISE, own],
    [Role.ENTERPRISE, other],
    [Role.AUDITOR, other],
  ] as const) {
    const found = await answer(role, usual, id);
    expect(found).toMatchObject({ isWritten: true });
    expect(found.data).toEqual((await resolved(role, usual, id)).data);
  }
  const hidden = await answer(Role.ENTERPRISE, usual, other);
  expect(hidden.data?.['claimStatusChanged']).toMatchObject({ cursor: expect.any(String), claim: null });
});

test('an event without its object, or with it twice, is resolved', async () => {
  for (const selection of [event, 'a: claim { id } b: claim { status }']) {
    const found = await answer(Role.AUDITOR, selection);
    expect(found).toMatchObject({ isWritten: false, failed: false });
    expect(found.data).toEqual((await resolved(Role.AUDITOR, selection)).data);
  }
});

test('a snapshot in which an event is resolved writes none, so that its loaders hold what resolvers can read', async () => {
  const operation = (selection: string) => ({
    document: documentOf(selection),
    operationName: undefined,
    variables: {},
  });
  const seen = await readers.answer(readers.viewers.AUDITOR, async (context) => {
    const first = await executor.answerEvent(operation('a: claim { id } b: claim { id }'), context, changeOf(own));
    const second = await executor.answerEvent(operation(usual), context, changeOf(own));
    return [first, second].map((result) => ({ isWritten: result instanceof WrittenResult, data: result.data }));
  });
  expect(seen.map(({ isWritten }) => isWritten)).toEqual([false, false]);
  expect(seen[1]?.data).toEqual((await resolved(Role.AUDITOR, usual)).data);
});
