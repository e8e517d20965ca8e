import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startTracing } from '../../src/tracing/start-tracing.js';
import { summaryOf } from '../../src/tracing/statement-spans.js';
import { traceFormat } from '../../src/tracing/tracing-settings.js';
import { RegisterWebhookDocument, RequestSmsCodeDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, upload } from '../kit/upload.js';
import { solveProof } from '../kit/people.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  links?: { traceId: string; spanId: string }[];
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

interface Received {
  resourceSpans: {
    resource: { attributes: ReceivedSpan['attributes'] };
    scopeSpans: { spans: ReceivedSpan[] }[];
  }[];
}

let collector: Server;
let gateway: TestGateway;
let insurer: Person;
let endTracing: () => Promise<void>;
const received: { path: string; headers: IncomingHttpHeaders; text: string }[] = [];

const secretName = '榕城不可见科技有限公司';

beforeAll(async () => {
  // A collector that takes OTLP over HTTP.
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
    received.push({ path: request.url as string, headers: request.headers, text: body.toString('utf8') });
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-collector-key=given');
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=trial');
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '20');
  endTracing = startTracing('http/json');
  gateway = await startTestGateway({ world: programmeWorld, environment: { BACKGROUND_JOBS: 'true' } });
  insurer = await arrangeInsurer(gateway);
});
afterAll(async () => {
  await gateway.stop();
  await endTracing();
  collector.close();
});

const spans = () =>
  received.flatMap(({ text }) =>
    (JSON.parse(text) as Received).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );

/** The spans of a trace, once the one of its request has arrived: it ends last. */
async function traceOf(traceId: string): Promise<ReceivedSpan[]> {
  const found = () => spans().filter((span) => span.traceId === traceId);
  await vi.waitFor(() => expect(found().map(({ name }) => name)).toContain('POST /graphql'), 10_000);
  return found();
}

const attributeOf = ({ attributes }: ReceivedSpan, name: string) =>
  attributes.find(({ key }) => key === name)?.value.stringValue;

async function ask(query: string, variables: object, traceId: string, parent: string): Promise<Response> {
  return insurer.client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-${parent}-01` },
    body: JSON.stringify({ query, variables }),
  });
}

test.each([
  ['query', `query Seek($name: String!) { policies(filter: { policyNo: $name }) { nodes { id } } }`, 'Seek'],
  [
    'mutation',
    `mutation Send($name: String!) { submitPolicies(input: { programme: "FJ-2025", dryRun: true, errorPolicy: REJECT_ALL,
      idempotencyKey: "traced", rows: [{ policyNo: $name }] }) { userErrors { code } } }`,
    'Send',
  ],
])('a %s has the parent that was sent, its operation and its statements, and no value', async (kind, query, name) => {
  const [traceId, parent] = [crypto.randomUUID().replaceAll('-', ''), '00f067aa0ba902b7'];
  const answer = await ask(query, { name: secretName }, traceId, parent);
  expect(answer.status, await answer.text()).toBe(200);
  const trace = await traceOf(traceId);
  const request = trace.find((span) => span.name === 'POST /graphql')!;
  expect(request.parentSpanId).toBe(parent);
  expect(attributeOf(request, 'mianshen.request_id')).toBe(answer.headers.get('x-request-id'));
  const operation = trace.find((span) => span.name === `${kind} ${name}`)!;
  expect(operation.parentSpanId).toBe(request.spanId);
  const statements = trace.filter((span) => attributeOf(span, 'db.system.name') === 'postgresql');
  expect(statements.filter((span) => span.parentSpanId === operation.spanId).length).toBeGreaterThan(0);
});

test('a text message is part of the trace of the request that caused it', async () => {
  const traceId = crypto.randomUUID().replaceAll('-', '');
  const traced = new Headers({ 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
  const input = { phone: '13800000123', purpose: 'SIGN_IN', proof: await solveProof(gateway) };
  const body = JSON.stringify({ query: String(RequestSmsCodeDocument), variables: { input } });
  const answer = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: traced, body });
  expect(answer.status).toBe(200);
  await vi.waitFor(() => {
    const own = spans().filter((span) => span.traceId === traceId);
    expect(own.map(({ name }) => name)).toContain('text message');
  }, 10_000);
});

const newTrace = () => crypto.randomUUID().replaceAll('-', '');
const from = (traceId: string) => ({ traceparent: `00-${traceId}-00f067aa0ba902b7-01` });

/** A span of this name in a trace of its own, which names the trace that caused it. */
const linked = (name: string, traceId: string) =>
  vi.waitFor(() => {
    const found = spans().find((span) => span.name === name && span.links?.some((link) => link.traceId === traceId));
    expect(found?.name, `${name} with a link`).toBe(name);
    expect(found?.traceId).not.toBe(traceId);
  }, 20_000);

test('the processing of a file has its own trace, linked to that of its upload', async () => {
  const traceId = newTrace();
  const row = policyRow(await arrangeEnterprise(gateway));
  const headers = { 'content-type': 'application/octet-stream', ...from(traceId) };
  const { status } = await upload(insurer.client, csvOf([row]), {}, headers);
  expect(status).toBe(202);
  await linked('policy file', traceId);
});

test('so has the processing of a list', async () => {
  const traceId = newTrace();
  const { client } = await arrangePerson(gateway, Role.PLATFORM);
  const answer = await client.fetch(`/upload/lists?kind=COMPANY_REGISTER&source=register&listDate=2025-08-01`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...from(traceId) },
    body: '统一社会信用代码,企业名称\n91350100M000100Y43,榕城测试科技有限公司\n',
  });
  expect(answer.status, await answer.text()).toBe(202);
  await linked('list', traceId);
});

test('so has the writing of an export', async () => {
  const traceId = newTrace();
  const input = { query: '{ policies { nodes { policyNo } } }', idempotencyKey: traceId };
  const mutation = `mutation ($input: ExportRowsInput!) { exportRows(input: $input) { userErrors { code message } } }`;
  const answer = await ask(mutation, { input }, traceId, '00f067aa0ba902b7');
  expect(await answer.json()).toMatchObject({ data: { exportRows: { userErrors: [] } } });
  await linked('job write exports', traceId);
});

test('a webhook delivery has its own trace, which its receiver can continue', async () => {
  const parents: unknown[] = [];
  const receiver = createServer((request, response) => {
    parents.push(request.headers['traceparent']);
    response.end();
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await insurer.client.get(RegisterWebhookDocument, { input: { url, types: [], idempotencyKey: 'traced' } });
  const row = policyRow(await arrangeEnterprise(gateway));
  await insurer.client.get(SubmitPoliciesDocument, {
    input: {
      programme: programmeCode,
      rows: [row],
      errorPolicy: 'REJECT_ALL',
      dryRun: false,
      idempotencyKey: 'traced',
    },
  });
  const [, traceId] = await vi.waitFor(() => /^00-(\w+)-/.exec(String(parents[0])) ?? expect.fail('no trace'), 10_000);
  await vi.waitFor(() => {
    const own = spans().filter((span) => span.traceId === traceId);
    expect(own.map(({ name }) => name)).toContain('webhook delivery');
  }, 10_000);
  await vi.waitFor(() => expect(spans().map(({ name }) => name)).toContain('job feed webhooks'), 10_000);
  const cause = newTrace();
  const rows = [policyRow(await arrangeEnterprise(gateway))];
  const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: cause };
  expect((await ask(String(SubmitPoliciesDocument), { input }, cause, '00f067aa0ba902b7')).status).toBe(200);
  await linked('webhook delivery', cause);
  receiver.close();
});

test('no exported span contains a client’s value, a token or a parameter', async () => {
  const everything = received.map(({ text }) => text).join('\n');
  expect(everything).not.toContain(secretName);
  expect(everything).not.toContain(insurer.accountId);
  expect(everything).not.toMatch(/Bearer|authorization|eyJ/i);
  const known = ['http.request.method', 'http.route', 'http.response.status_code', 'mianshen.request_id'];
  known.push('graphql.operation.type', 'graphql.operation.name', 'db.system.name', 'db.operation.name');
  known.push('db.query.summary', 'db.response.status_code');
  const keys = new Set(spans().flatMap(({ attributes }) => attributes.map(({ key }) => key)));
  expect([...keys].filter((key) => !known.includes(key))).toEqual([]);
});

test('the standard environment variables are respected', () => {
  const [{ path, headers, text }] = received as [(typeof received)[number]];
  expect(path).toBe('/v1/traces');
  expect(headers['x-collector-key']).toBe('given');
  const { attributes } = (JSON.parse(text) as Received).resourceSpans[0]!.resource;
  expect(attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'mianshen' } });
  expect(attributes).toContainEqual({ key: 'deployment.environment.name', value: { stringValue: 'trial' } });
});

test.each([
  [{}, undefined],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'http/protobuf'],
  [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, 'http/json'],
  [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'true' }, undefined],
  [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, undefined],
])('%o: traces as %s', (environment, format) => {
  expect(traceFormat(environment)).toBe(format);
});

test.each([{ OTEL_TRACES_EXPORTER: 'jaeger' }, { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }])(
  '%o is refused',
  (environment) => {
    expect(() => traceFormat(environment)).toThrow(/OTEL_/);
  },
);

test.each([
  [`select a from policy join "claim" on true where name = 'from secret'`, 'select policy claim'],
  [`select -- taken from secret\n 1 from /* not from secret */ claim, lateral unnest(a)`, 'select claim'],
  [`insert into recipient values ('x')`, 'insert recipient'],
  [`copy (select $$from secret$$ from policy) to stdout`, 'copy'],
  [`begin; set local role mianshen_reader`, 'begin'],
  ['', 'statement'],
])('of the statement %s nothing is kept but %s', (text, name) => {
  expect(summaryOf(text).name).toBe(name);
});
