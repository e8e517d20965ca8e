import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeKinds } from '../../src/feed/formats/vocabulary.js';
import { changeNames } from '../../src/web/list/line-texts.js';
import { DecideObjectionDocument, FileObjectionDocument, WithdrawObjectionDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { programmeCode } from '../kit/world.js';
import { eventually } from '../kit/eventually.js';
import { confirmContact, publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';

/** Every way in which an objection can end, as the change feed and the history of the line show it. */
let gateway: TestGateway;
let year: PublishedYear;

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(5), now: '2025-08-20T02:00:00Z' });
  year = yearOf(gateway, 5);
});
afterAll(() => gateway.stop());

interface Change {
  kind: string;
  creditCode: string | null;
  reason: string | null;
}

async function changes(): Promise<Change[]> {
  const text = await (await gateway.client().fetch('/feed/changes.ndjson?since=0')).text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Change);
}

let serial = 0;
async function file(creditCode: string | null) {
  serial += 1;
  const confirmed = await confirmContact(gateway, year.noticeId, `1380000${String(serial).padStart(4, '0')}`);
  const { fileObjection } = await gateway.client().get(FileObjectionDocument, {
    input: { ...confirmed, creditCode, name: '王小明', statement: '该企业保单不实' },
  });
  return { ...fileObjection.objection!, receipt: fileObjection.receipt! };
}

async function decide(creditCode: string | null, upheld: boolean, corrections: object[] = []) {
  const { id: objectionId, version } = await file(creditCode);
  const reason = `理由 ${serial}`;
  const input = { objectionId, version, upheld, reason, corrections: corrections as never };
  const { decideObjection } = await year.science.client.get(DecideObjectionDocument, { input });
  expect(decideObjection.userErrors).toEqual([]);
  return reason;
}

/** The kinds that the feed has for a line (or the whole notice), without those of the first release. */
async function receivedBy(creditCode: string | null, last: string): Promise<Change[]> {
  const own = async () =>
    (await changes()).filter(
      (change) => change.creditCode === creditCode && !['ADDED', 'NOTICE_PUBLISHED', 'MOVED'].includes(change.kind),
    );
  return eventually(async () => {
    const found = await own();
    return found.some(({ kind }) => kind === last) && found;
  }, `${last} in the feed`);
}

async function historyOf(creditCode: string): Promise<string[]> {
  const { recipients } = await gateway
    .client()
    .get<{ recipients: { nodes: { history: { kind: string }[] }[] } }, object>(
      `query ($notice: ID!, $code: String!) { recipients(noticeId: $notice, filter: { creditCode: $code }) {
        nodes { history { kind } } } }`,
      { notice: year.noticeId, code: creditCode },
    );
  return (recipients.nodes[0]?.history ?? [])
    .map(({ kind }) => kind)
    .filter((kind) => !['ADDED', 'MOVED'].includes(kind));
}

type Lines = { nodes: { creditCode: string; status: string }[]; totalCount: number };

/** As anybody reads it: from memory, where the gateway has it there. */
async function linesOf(statuses: string[] | null): Promise<Lines> {
  const { programme } = await gateway.client().get<{ programme: { recipients: Lines } }, object>(
    `query ($code: String!, $filter: RecipientFilter) { programme(code: $code) {
        recipients(filter: $filter, orderBy: CREDIT_CODE) { totalCount nodes { creditCode status } } } }`,
    { code: programmeCode, filter: statuses && { statuses } },
  );
  return programme.recipients;
}

async function listedWith(status: string): Promise<string[]> {
  const { recipients } = await gateway.client().get<{ recipients: Lines }, object>(
    `query ($notice: ID!, $filter: RecipientFilter) { recipients(noticeId: $notice, filter: $filter) {
        totalCount nodes { creditCode status } } }`,
    { notice: year.noticeId, filter: { statuses: [status] } },
  );
  expect(recipients.totalCount).toBe(recipients.nodes.length);
  return recipients.nodes.map(({ creditCode }) => creditCode);
}

async function expectStatus(creditCode: string, status: string): Promise<void> {
  const found = await eventually(async () => {
    const line = (await linesOf(null)).nodes.find((one) => one.creditCode === creditCode);
    return line?.status === status && line;
  }, `${status} of ${creditCode}`);
  expect((await linesOf([status])).nodes).toContainEqual(found);
  if (status !== 'EXCLUDED') expect(await listedWith(status)).toContain(creditCode);
}

test('an objection upheld with a lower amount is shown as upheld, with its reason', async () => {
  const { creditCode } = year.companies[0]!;
  const reason = await decide(creditCode, true, [{ creditCode, amount: '500.00' }]);
  const received = await receivedBy(creditCode, 'OBJECTION_UPHELD');
  expect(received.map(({ kind }) => kind).toSorted()).toEqual(['CORRECTED', 'OBJECTED', 'OBJECTION_UPHELD']);
  expect(received.find(({ kind }) => kind === 'OBJECTION_UPHELD')?.reason).toBe(reason);
  expect(await historyOf(creditCode)).toEqual(received.map(({ kind }) => kind));
  await expectStatus(creditCode, 'LISTED');
});

test('one that removes the line is shown as upheld, and the company as excluded', async () => {
  const { creditCode } = year.companies[1]!;
  await decide(creditCode, true, [{ creditCode, remove: true }]);
  const received = await receivedBy(creditCode, 'OBJECTION_UPHELD');
  expect(received.map(({ kind }) => kind).toSorted()).toEqual(['EXCLUDED', 'OBJECTED', 'OBJECTION_UPHELD', 'REMOVED']);
  await expectStatus(creditCode, 'EXCLUDED');
  // It is on no list any more, but among the lines of the programme.
  expect(await listedWith('EXCLUDED')).toEqual([]);
  expect((await linesOf(null)).totalCount).toBe(5);
});

test('a dismissed one is shown as dismissed, with its reason', async () => {
  const { creditCode } = year.companies[2]!;
  const reason = await decide(creditCode, false);
  const received = await receivedBy(creditCode, 'OBJECTION_DISMISSED');
  expect(received).toMatchObject([
    { kind: 'OBJECTED', reason: null },
    { kind: 'OBJECTION_DISMISSED', reason },
  ]);
  expect(await historyOf(creditCode)).toEqual(['OBJECTED', 'OBJECTION_DISMISSED']);
});

test('a withdrawn one is shown as withdrawn, also if another one to the same line is dismissed', async () => {
  const { creditCode } = year.companies[3]!;
  const { receipt } = await file(creditCode);
  await expectStatus(creditCode, 'OBJECTED');
  const { withdrawObjection } = await gateway.client().get(WithdrawObjectionDocument, { input: { receipt } });
  expect(withdrawObjection.userErrors).toEqual([]);
  expect((await receivedBy(creditCode, 'OBJECTION_WITHDRAWN')).map(({ kind }) => kind)).toEqual([
    'OBJECTED',
    'OBJECTION_WITHDRAWN',
  ]);
  await expectStatus(creditCode, 'LISTED');
  await decide(creditCode, false);
  expect((await receivedBy(creditCode, 'OBJECTION_DISMISSED')).map(({ kind }) => kind)).toEqual([
    'OBJECTED',
    'OBJECTION_WITHDRAWN',
    'OBJECTED',
    'OBJECTION_DISMISSED',
  ]);
});

test('one to the whole notice is published when it is decided, without a line', async () => {
  const before = (await changes()).length;
  const { receipt } = await file(null);
  await gateway.client().get(WithdrawObjectionDocument, { input: { receipt } });
  const reason = await decide(null, false);
  const received = await receivedBy(null, 'OBJECTION_DISMISSED');
  expect(received.filter(({ kind }) => kind.startsWith('OBJECT'))).toMatchObject([
    { kind: 'OBJECTION_DISMISSED', reason },
  ]);
  expect((await changes()).length).toBe(before + 1);
});

interface Edge {
  cursor: string;
  node: { creditCode: string };
}

async function edgesAfter(after: string | null): Promise<Edge[]> {
  const { programme } = await gateway.client().get<{ programme: { recipients: { edges: Edge[] } } }, object>(
    `query ($code: String!, $after: String) { programme(code: $code) {
      recipients(first: 2, after: $after, orderBy: RANK) { edges { cursor node { creditCode } } } } }`,
    { code: programmeCode, after },
  );
  return programme.recipients.edges;
}

test('a line with two objections is under objection until both are decided; pages continue across lists', async () => {
  const { creditCode } = year.companies[4]!;
  await file(creditCode);
  await expectStatus(creditCode, 'OBJECTED');
  await decide(creditCode, false);
  await receivedBy(creditCode, 'OBJECTION_DISMISSED');
  expect(await listedWith('OBJECTED')).toEqual([creditCode]);
  const codes: string[] = [];
  for (let edges = await edgesAfter(null); edges.length > 0; edges = await edgesAfter(edges.at(-1)!.cursor)) {
    codes.push(...edges.map(({ node }) => node.creditCode));
  }
  expect(codes.toSorted()).toEqual(year.companies.map((company) => company.creditCode).toSorted());
});

test('every kind that the feed published is in its vocabulary, and on the page in both languages', async () => {
  const kinds = new Set((await changes()).map(({ kind }) => kind));
  for (const kind of kinds) expect(changeKinds, kind).toHaveProperty(kind);
  // The page shows what happened to a line.
  for (const kind of Object.keys(changeKinds).filter((one) => !/^(NOTICE|SERVICE_NOTICE|PROGRAMME)_/.test(one))) {
    expect(changeNames.zh, kind).toHaveProperty(kind);
    expect(changeNames.en, kind).toHaveProperty(kind);
  }
});
