import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { ObjectionAttachment } from '../../src/objection/objection.js';
import {
  AuditTrailDocument,
  FileObjectionDocument,
  KeepObjectionAttachmentsDocument,
  ObjectionFilingsDocument,
} from '../generated/graphql.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { confirmContact, publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { arrangePerson } from '../kit/world.js';

/** Papers of objections, as somebody without an account uploads them and the deciding department reads them. */
let gateway: TestGateway;
let year: PublishedYear;
let confirmed: { challengeId: string; code: string };

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2) });
  year = yearOf(gateway, 2);
  confirmed = await confirmContact(gateway, year.noticeId, '13800000001');
});
afterAll(() => gateway.stop());

const paper = (text: string) => Buffer.from(`%PDF-1.7\n${text}`);

async function upload(body: BodyInit, { challengeId, code } = confirmed) {
  const headers = { 'objection-code': code, 'content-type': 'application/octet-stream' };
  const init = { method: 'POST', body, headers };
  if (body instanceof FormData) Reflect.deleteProperty(headers, 'content-type');
  const response = await gateway.client().fetch(`/objections/${challengeId}/attachments`, init);
  const answer = (await response.json()) as {
    sha256: string;
    mediaType: string;
    attachmentCount: number;
    errors?: { extensions: { code: string } }[];
  };
  return { ...answer, status: response.status, refusal: answer.errors?.[0]?.extensions.code };
}

const keep = async (sha256s: string[], contact = confirmed) =>
  (await gateway.client().get(KeepObjectionAttachmentsDocument, { input: { ...contact, sha256s } }))
    .keepObjectionAttachments;

const file = async (contact = confirmed) =>
  (
    await gateway.client().get(FileObjectionDocument, {
      input: { ...contact, creditCode: year.companies[0]!.creditCode, name: '王小明', statement: '保单不实，见附件' },
    })
  ).fileObjection;

test('an upload needs the code, a permitted type and size', async () => {
  const wrong = { ...confirmed, code: confirmed.code === '000000' ? '111111' : '000000' };
  expect(await upload(paper('no'), wrong)).toMatchObject({ status: 422, refusal: 'OBJECTION_CODE_WRONG' });
  expect(await upload('<script>alert(1)</script>')).toMatchObject({ status: 415, refusal: 'UNSUPPORTED_MEDIA_TYPE' });
  const large = Buffer.concat([paper('large'), Buffer.alloc(10 * 1024 * 1024)]);
  expect(await upload(large)).toMatchObject({ status: 413, refusal: 'PAYLOAD_TOO_LARGE' });
  const withoutCode = await gateway
    .client()
    .fetch(`/objections/${confirmed.challengeId}/attachments`, { method: 'POST', body: paper('no') });
  expect(withoutCode.status).toBe(400);
  expect(await gateway.sql('select 1 from objection_attachment')).toEqual([]);
});

test('a paper is sent as raw body or form; the same bytes are the same paper; at most five are accepted', async () => {
  const first = await upload(paper('one'));
  expect(first).toMatchObject({ status: 201, mediaType: 'application/pdf', attachmentCount: 1 });
  expect(first.sha256).toBe(createHash('sha256').update(paper('one')).digest('hex'));
  expect(await upload(paper('one'))).toMatchObject({ status: 201, attachmentCount: 1 });
  const form = new FormData();
  form.append('file', new Blob([paper('two')]), '证据.pdf');
  expect(await upload(form)).toMatchObject({ status: 201, attachmentCount: 2 });
  const more = await Promise.all(['three', 'four', 'five', 'six', 'seven'].map((text) => upload(paper(text))));
  expect(more.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(more.filter(({ refusal }) => refusal === 'OBJECTION_ATTACHMENTS_TOO_MANY')).toHaveLength(2);
});

test('before filing a paper can be removed; the papers of others cannot', async () => {
  const other = await confirmContact(gateway, year.noticeId, '13800000003');
  const [one, two] = [await upload(paper('one'), other), await upload(paper('two'), other)];
  const wrong = { ...other, code: other.code === '000000' ? '111111' : '000000' };
  expect(await keep([], wrong)).toMatchObject({ userErrors: [{ code: 'OBJECTION_CODE_WRONG', path: ['code'] }] });
  expect(await keep([one.sha256, 'unknown'], other)).toEqual({ attachmentCount: 1, userErrors: [] });
  const left = `select sha256 from objection_attachment where challenge_id = '${other.challengeId}'`;
  expect(await gateway.sql(left)).toEqual([{ sha256: one.sha256 }]);
  expect(await upload(paper('two'), other)).toMatchObject({ sha256: two.sha256, attachmentCount: 2 });
  expect(await keep([], other)).toEqual({ attachmentCount: 0, userErrors: [] });
  expect(await gateway.sql('select 1 from objection_attachment')).toHaveLength(5);
});

test('after filing no paper is added or removed', async () => {
  expect((await file()).userErrors).toEqual([]);
  expect(await upload(paper('late'))).toMatchObject({ status: 422, refusal: 'OBJECTION_ALREADY_FILED' });
  expect(await keep([])).toMatchObject({ attachmentCount: null, userErrors: [{ code: 'OBJECTION_ALREADY_FILED' }] });
  // Nor by any statement of the gateway, whatever its code says.
  const system = new RequestTransaction(gateway.database.em, systemSession);
  expect(await system.write((em) => em.nativeDelete(ObjectionAttachment, {}))).toBe(0);
});

test('only the deciding department reads papers, each time with an event that names no objector', async () => {
  const { objections } = await year.science.client.get(ObjectionFilingsDocument);
  const [{ id: objectionId, filing }] = objections.nodes as [(typeof objections.nodes)[number]];
  expect(filing?.attachments).toHaveLength(5);
  const { id, sha256 } = filing!.attachments.find((one) => one.mediaType === 'application/pdf')!;
  const read = (client: ApiClient) => client.fetch(`/objection-attachments/${id}`);
  const bytes = Buffer.from(await (await read(year.science.client)).arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);

  expect((await read(gateway.client())).status).toBe(401);
  for (const role of [Role.PLATFORM, Role.REGULATOR, Role.FINANCE, Role.AUDITOR]) {
    expect((await read((await arrangePerson(gateway, role)).client)).status, role).toBe(403);
  }
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  const trail = await eventually(async () => {
    const { auditTrail } = await auditor.client.get(AuditTrailDocument, { subject: objectionId });
    return auditTrail.nodes.length >= 3 && auditTrail.nodes;
  }, 'the readings are sealed');
  expect(trail.map(({ type, actorRole }) => [type, actorRole])).toEqual([
    ['OBJECTION_FILED', 'PUBLIC'],
    ['OBJECTION_FILING_READ', 'SCIENCE'],
    ['OBJECTION_ATTACHMENT_READ', 'SCIENCE'],
  ]);
});

test('after the notice has ended nothing is uploaded', async () => {
  const late = await confirmContact(gateway, year.noticeId, '13800000002');
  gateway.clock.set(new Date('2025-08-20T02:10:00Z'));
  await gateway.sql(`update publicity_notice set closes_on = '2025-08-19'`);
  expect(await upload(paper('late'), late)).toMatchObject({ status: 422, refusal: 'NOTICE_NOT_OPEN' });
});
