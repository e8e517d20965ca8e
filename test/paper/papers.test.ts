import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { MissingPapersDocument, RemoveDocumentDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { type S3Store, startS3Store } from '../kit/s3-store.js';
import { csvOf, uploaded } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, arrangePush, type Person, policyRow } from '../kit/world.js';
import { Role } from '../../src/access/role.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;
let storage: S3Store;

beforeAll(async () => {
  storage = await startS3Store('papers');
  const { endpoint, bucket, accessKeyId, secretAccessKey } = storage.settings;
  gateway = await startTestGateway({
    environment: {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    },
  });
  ({ insurer, enterprise } = await arrangePush(gateway));
});
afterAll(async () => {
  await gateway.stop();
  await storage.stop();
});

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`);

async function zipOf(files: Record<string, Buffer | string>): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks) as Buffer<ArrayBuffer>;
}

async function send(body: BodyInit, client = insurer.client) {
  const headers: Record<string, string> =
    body instanceof FormData ? {} : { 'content-type': 'application/octet-stream' };
  const response = await client.fetch('/upload/documents', { method: 'POST', body, headers });
  return { status: response.status, ...((await response.json()) as Record<string, never>) } as never as {
    status: number;
    id: string;
    sha256: string;
    mediaType: string;
    matched: { file: string; policyNo: string; kind: string; document: string }[];
    unmatched: { file: string; code: string }[];
    errors: { extensions: { code: string } }[];
  };
}

async function pushed(count: number) {
  const rows = Array.from({ length: count }, () => policyRow(enterprise));
  await uploaded(insurer.client, csvOf(rows));
  return rows;
}

async function papersOf(policyNo: string) {
  const { policies } = await insurer.client.get(MissingPapersDocument, { policyNo });
  return policies.nodes[0] as NonNullable<(typeof policies.nodes)[0]>;
}

test('a paper is stored once, in the bucket, its type detected from its content', async () => {
  const first = await send(pdf('one'));
  expect(first).toMatchObject({ status: 201, mediaType: 'application/pdf' });
  expect(await send(pdf('one'))).toMatchObject({ status: 201, id: first.id });
  expect(await storage.names()).toEqual([`documents/${first.sha256.slice(0, 2)}/${first.sha256}`]);
  expect(await send(await zipOf({ 'OFD.xml': '<ofd/>' }))).toMatchObject({ mediaType: 'application/ofd' });
  expect(await send('plain text')).toMatchObject({ status: 415 });
  const form = new FormData();
  form.append('file', new Blob([pdf('form')]), 'paper.pdf');
  expect(await send(form)).toMatchObject({ status: 201 });
  expect(await send(Buffer.concat([pdf('x'), Buffer.alloc(20 * 1024 * 1024)]))).toMatchObject({ status: 413 });
});

test('a ZIP is matched to policies by the names in it, and what did not match is reported', async () => {
  const [one, two, three] = (await pushed(3)) as [never, never, never] as ReturnType<typeof policyRow>[];
  const archive = await zipOf({
    [`${one?.policyNo}_保单.pdf`]: pdf('a'),
    [`发票-${one?.policyNo}.pdf`]: pdf('b'),
    [`${two?.policyNo}/保单 1.pdf`]: pdf('c'),
    [`${three?.invoiceNo}.pdf`]: pdf('d'),
    'nobody_保单.pdf': pdf('e'),
    [`${three?.policyNo}.pdf`]: pdf('f'),
    [`${three?.policyNo}_保单.exe`]: 'MZ',
    '__MACOSX/._x': 'x',
  });
  const report = await send(archive);
  expect(report.status).toBe(200);
  expect(report.matched.map(({ policyNo, kind }) => `${policyNo} ${kind}`)).toEqual([
    `${one?.policyNo} POLICY`,
    `${one?.policyNo} INVOICE`,
    `${two?.policyNo} POLICY`,
    `${three?.policyNo} INVOICE`,
  ]);
  expect(report.unmatched.map(({ file, code }) => [file, code])).toEqual([
    ['nobody_保单.pdf', 'PAPER_POLICY_UNKNOWN'],
    [`${three?.policyNo}.pdf`, 'PAPER_KIND_UNKNOWN'],
    [`${three?.policyNo}_保单.exe`, 'PAPER_TYPE_UNKNOWN'],
  ]);
  expect((await papersOf(one?.policyNo as string)).missingDocuments).toEqual([]);
  expect((await papersOf(two?.policyNo as string)).missingDocuments).toEqual(['INVOICE']);
  expect(await send(archive)).toMatchObject({ matched: report.matched });
  expect((await papersOf(one?.policyNo as string)).documents).toHaveLength(2);
});

test('a damaged archive is refused', async () => {
  const archive = await zipOf({ 'a.pdf': pdf('a') });
  expect(await send(archive.subarray(0, 60))).toMatchObject({
    status: 422,
    errors: [{ extensions: { code: 'ARCHIVE_UNREADABLE' } }],
  });
});

test('a damaged paper and one with an unsafe path are reported and do not stop the others', async () => {
  const [row] = (await pushed(1)) as [ReturnType<typeof policyRow>];
  const zip = new ZipFile();
  for (const [name, text] of Object.entries({ a: 'spoil me', b: 'good' }))
    zip.addBuffer(pdf(text), `__/${row.policyNo}_${name === 'a' ? '保单' : '发票'}.pdf`, { compress: false });
  zip.addBuffer(pdf('up'), '__/nobody_保单.pdf');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks).toString('latin1').replaceAll('__/', '../').replace('spoil me', 'spoiled.');
  const report = await send(Buffer.from(bytes, 'latin1') as Buffer<ArrayBuffer>);
  expect(report.matched.map(({ file }) => file)).toEqual([`../${row.policyNo}_发票.pdf`]);
  expect(report.unmatched.map(({ file, code }) => [file, code])).toEqual([
    [`../${row.policyNo}_保单.pdf`, 'PAPER_DAMAGED'],
    ['../nobody_保单.pdf', 'PAPER_POLICY_UNKNOWN'],
  ]);
  const named = await zipOf({ '__\u0007.pdf': pdf('a') });
  expect(await send(named)).toMatchObject({ status: 422, errors: [{ extensions: { code: 'ARCHIVE_UNREADABLE' } }] });
});

test('a paper can be removed', async () => {
  const [row] = (await pushed(1)) as [ReturnType<typeof policyRow>];
  await send(await zipOf({ [`${row.policyNo}_保单.pdf`]: pdf('off') }));
  const { id: policyId, version, documents } = await papersOf(row.policyNo);
  const input = { policyId, version, documentId: documents?.[0]?.document?.id as string, kind: 'POLICY' as const };
  const removed = await insurer.client.get(RemoveDocumentDocument, { input });
  expect(removed.removeDocument.policy?.missingDocuments).toEqual(['POLICY', 'INVOICE']);
  const again = await insurer.client.get(RemoveDocumentDocument, { input });
  expect(again.removeDocument, 'the same request is answered again').toEqual(removed.removeDocument);
  const never = await insurer.client.get(RemoveDocumentDocument, { input: { ...input, kind: 'INVOICE' } });
  expect(never.removeDocument.userErrors).toMatchObject([{ code: 'DOCUMENT_NOT_ATTACHED' }]);
});

test('only its institution and the offices read a paper, and each reading is logged', async () => {
  const { id, sha256 } = await send(pdf('secret'));
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  const other = await arrangeInsurer(gateway, '别家');
  const company = await arrangePerson(gateway, Role.ENTERPRISE, enterprise.id);
  const get = async (client = insurer.client) => client.fetch(`/documents/${id}`);
  expect((await get(gateway.client())).status).toBe(401);
  expect((await get(other.client)).status).toBe(404);
  expect((await get(company.client)).status, 'whatever the id').toBe(403);
  for (const client of [insurer.client, auditor.client]) {
    const response = await get(client);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.pdf"$/);
    expect(await response.text()).toBe('%PDF-1.7\nsecret');
  }
  const readings = await gateway.sql(`select actor_id, data from event where type = 'DOCUMENT_DOWNLOADED' order by id`);
  expect(readings).toEqual([
    { actor_id: insurer.accountId, data: { sha256, role: 'INSURER' } },
    { actor_id: auditor.accountId, data: { sha256, role: 'AUDITOR' } },
  ]);
});
