import {
  buildSchema,
  getNamedType,
  type GraphQLOutputType,
  isLeafType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { MianshenEvent } from '../../packages/client/src/index.js';
import { Role } from '../../src/access/role.js';
import { EventType } from '../../src/event/event-type.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { eventShapes } from '../../src/modules.js';
import { afterNotice, askYear } from '../kit/claimed-year.js';
import { publishedYear } from '../kit/published-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { allSealed } from '../kit/sealed.js';
import { arrangePerson, type Person } from '../kit/world.js';

/* What an event carries, typed: derived from what the modules declare, compared with what was stored. */

let gateway: TestGateway;
let auditor: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2), environment: { BACKGROUND_JOBS: 'true' } });
  await askYear(gateway, 2);
  auditor = await arrangePerson(gateway, Role.AUDITOR);
  await allSealed(gateway);
});
afterAll(() => gateway.stop());

async function servedSchema(role = 'AUDITOR') {
  const answer = await gateway.client().fetch(`/schema.graphql?role=${role}`);
  return buildSchema(await answer.text());
}

const typeNameOf = (type: string) =>
  `${type
    .split('_')
    .map((word) => word[0] + word.slice(1).toLowerCase())
    .join('')}Data`;
const keysOf = (type: EventType) => Object.keys(eventShapes[type]?.shape ?? {}).filter((key) => key !== 'changes');

async function unionOf() {
  const union = (await servedSchema()).getType('EventData');
  if (!isUnionType(union)) throw new Error('EventData is no union');
  return union;
}

function selectionOf(output: GraphQLOutputType): string {
  const type = getNamedType(output);
  if (isLeafType(type) || !isObjectType(type)) return '';
  return `{ ${Object.values(type.getFields())
    .map((field) => `${field.name} ${selectionOf(field.type)}`)
    .join(' ')} }`;
}

interface Found {
  type: EventType;
  timestamp: string;
  cursor: string;
  subject: string;
  data: (Record<string, unknown> & { __typename: string }) | null;
  dataJson: Record<string, unknown>;
}

/** Every event, with every field of its type, each under a name of its own. */
async function allEvents(): Promise<Found[]> {
  const fragments = (await unionOf()).getTypes().map((type) => {
    const fields = Object.values(type.getFields());
    const selected = fields.map((field) => `${type.name}_${field.name}: ${field.name} ${selectionOf(field.type)}`);
    return `... on ${type.name} { ${selected.join(' ')} }`;
  });
  const query = `{ events(first: 100) { nodes {
    type timestamp: occurredAt cursor subject: subjectId dataJson data { __typename ${fragments.join(' ')} } } } }`;
  return (await auditor.client.get<{ events: { nodes: Found[] } }, never>(query)).events.nodes;
}

/** What the stored value looks like in the schema. */
function shown(type: EventType, { from, to, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const keys = keysOf(type);
  const named = {
    ...rest,
    ...(keys.includes('from') && { before: from }),
    ...(keys.includes('to') && { [keys.includes('from') ? 'after' : 'to']: to }),
  };
  return Object.fromEntries(Object.entries(named).filter(([key]) => key !== 'changes'));
}

test('every type of event with data has a GraphQL type with every field', async () => {
  const union = await unionOf();
  const carrying = Object.values(EventType).filter((type) => keysOf(type).length > 0);
  expect(carrying.length).toBeGreaterThan(80);
  expect(union.getTypes().map(({ name }) => name)).toEqual(carrying.map(typeNameOf).toSorted());
  const counts = union.getTypes().map((type) => [type.name, Object.keys(type.getFields()).length]);
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries(carrying.map((type) => [typeNameOf(type), keysOf(type).length])),
  );
  const { before, reason } = union
    .getTypes()
    .find(({ name }) => name === 'ClaimStatusChangedData')!
    .getFields();
  expect([`${before!.type}`, `${reason!.type}`]).toEqual(['ClaimStatus', 'String']);
  const published = union.getTypes().find(({ name }) => name === 'NoticePublishedData')!;
  expect(`${published.getFields()['totalAmount']!.type}`).toBe('Money!');
  expect(`${published.getFields()['closesOn']!.type}`).toBe('Date!');
});

test('typed data equals the stored data', async () => {
  const events = await allEvents();
  expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(8);
  for (const { type, data, dataJson } of events) {
    if (keysOf(type).length === 0) {
      expect(data).toBeNull();
      continue;
    }
    const { __typename, ...fields } = data!;
    expect(__typename).toBe(typeNameOf(type));
    const values = Object.entries(fields).map(([name, value]) => [name.slice(__typename.length + 1), value]);
    const stored = values.filter(([, value]) => value !== null);
    expect(Object.fromEntries(stored)).toEqual(
      Object.fromEntries(Object.entries(shown(type, dataJson)).filter(([, value]) => value !== null)),
    );
  }
});

test('the key of an object is shown as its global id, in typed data and in JSON', async () => {
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     values ($1, 'OBJECTION_WITHDRAWN', 'SYSTEM', 'Objection', gen_random_uuid(), $2)`,
    [afterNotice, { noticeId: '01234567-89ab-4cde-8f01-23456789abcd', creditCode: null }],
  );
  const expected = { noticeId: globalId('PublicityNotice', '01234567-89ab-4cde-8f01-23456789abcd'), creditCode: null };
  await expect
    .poll(async () => {
      const { events } = await auditor.client.get<{ events: { nodes: { data: unknown; dataJson: unknown }[] } }, never>(
        `{ events(filter: { types: [OBJECTION_WITHDRAWN] }) { nodes { dataJson data { ... on ObjectionWithdrawnData { noticeId creditCode } } } } }`,
      );
      return events.nodes.flatMap(({ data, dataJson }) => [data, dataJson]);
    })
    .toEqual([expected, expected]);
});

/** These differ by what they are of, and need a name of their own beside each other. */
const ambiguous = new Set(['before', 'after', 'status', 'kind', 'role', 'by', 'to', 'papers']);

test('fields of the same name and different types can be selected together', async () => {
  const schema = await servedSchema();
  const fragments = (await unionOf()).getTypes().map((type) => {
    const names = Object.values(type.getFields()).filter(({ name }) => !ambiguous.has(name));
    return `... on ${type.name} { __typename ${names.map((field) => `${field.name} ${selectionOf(field.type)}`).join(' ')} }`;
  });
  const faults = validate(schema, parse(`{ events { nodes { data { ${fragments.join(' ')} } } } }`));
  expect(faults.map(({ message }) => message)).toEqual([]);
});

test('a reader who sees no events has no types of them in their schema', async () => {
  expect((await servedSchema('PUBLIC')).getType('EventData')).toBeUndefined();
});

test('the JSON Schema describes what was stored, and nothing else', async () => {
  const answer = await gateway.client().fetch('/schema/events.json');
  expect(answer.headers.get('content-type')).toBe('application/schema+json; charset=utf-8');
  const etag = answer.headers.get('etag')!;
  const again = await gateway.client().fetch('/schema/events.json', { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  const schema = z.fromJSONSchema((await answer.json()) as Parameters<typeof z.fromJSONSchema>[0]);
  const events = (await allEvents()).map(({ dataJson, ...event }) => ({ ...event, data: dataJson }));
  expect(events.filter((event) => !schema.safeParse(event).success)).toEqual([]);
  const wrong = events.map((event) => ({ ...event, data: { ...event.data, unknown: 1 } }));
  expect(wrong.filter((event) => schema.safeParse(event).success)).toEqual([]);
  const withoutData = events.map(({ type, timestamp, cursor, subject }) => ({ type, timestamp, cursor, subject }));
  expect(withoutData.filter((event) => !schema.safeParse(event).success)).toEqual([]);
});

/** Compiled with the tests: where `type` is known, so is `data`. */
function lastDay(event: MianshenEvent): string | undefined {
  if (event.type === 'WEBHOOK_TEST') return event.cursor ?? undefined;
  return event.type === 'CLAIM_EXTENDED' ? event.data?.until : undefined;
}

test('the kit distinguishes events by their type', () => {
  const event = { timestamp: '2025-08-20T02:00:00.000Z', cursor: 'c', subject: 's' };
  const data = { until: '2025-09-30', reason: '理由', changes: [] };
  expect(lastDay({ ...event, type: 'CLAIM_EXTENDED', data })).toBe('2025-09-30');
  expect(lastDay({ ...event, type: 'WEBHOOK_TEST', cursor: null })).toBeUndefined();
});
