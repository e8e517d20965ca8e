import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchKeyOf } from '../../src/kernel/text/search-key.js';
import { Role } from '../../src/access/role.js';
import {
  CorrectNoticeDocument,
  DecideObjectionDocument,
  FileObjectionDocument,
  NoticePublishedDocument,
  ObjectionFiledDocument,
  ObjectionFilingsDocument,
  ObjectionOfReceiptDocument,
  ObjectionsDocument,
  PublicityNoticesDocument,
  RecipientsDocument,
  RecipientStatisticsDocument,
  RequestObjectionCodeDocument,
  WithdrawObjectionDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { newestCursor } from '../kit/newest-cursor.js';
import { settle } from '../kit/jobs.js';
import { closeDueNotices } from '../../src/notice/notice.jobs.js';
import { remindObjections } from '../../src/objection/objection.jobs.js';
import { eventually } from '../kit/eventually.js';
import { confirmContact, publishedYear, type PublishedYear, readClaims, yearOf } from '../kit/published-year.js';
import { arrangePerson } from '../kit/world.js';

/** The list is public: five companies of 1,000 yuan each, from Friday 2025-09-26, over a make-up Sunday. */
let gateway: TestGateway;
let year: PublishedYear;
let serial = 0;

beforeAll(async () => {
  gateway = await startTestGateway({
    world: publishedYear(6),
    now: '2025-08-20T02:00:00Z',
    environment: { BACKGROUND_JOBS: 'true' },
  });
  year = yearOf(gateway, 6);
});
afterAll(() => gateway.stop());

async function file(creditCode: string | null, statement = '该企业保单不实') {
  serial += 1;
  const confirmed = await confirmContact(gateway, year.noticeId, `1380000${String(serial).padStart(4, '0')}`);
  const { fileObjection } = await gateway.client().get(FileObjectionDocument, {
    input: { ...confirmed, creditCode, name: '王小明', statement },
  });
  expect(fileObjection.userErrors).toEqual([]);
  return { ...fileObjection.objection!, receipt: fileObjection.receipt! };
}

const statusOf = async (place: number) =>
  (await readClaims(year.science)).get(year.companies[place]!.creditCode)?.status;
const release = async () => (await gateway.client().get(PublicityNoticesDocument)).publicityNotices.nodes[0]!;

test('no code, a wrong code and no name are refused, and attempts are counted', async () => {
  const phone = '13900000000';
  const { challengeId, code } = await confirmContact(gateway, year.noticeId, phone);
  const wrong = code === '000000' ? '111111' : '000000';
  const input = { challengeId, code: wrong, creditCode: null, name: '王小明', statement: '不实' };
  const ask = async (changes: Partial<typeof input>) =>
    (await gateway.client().get(FileObjectionDocument, { input: { ...input, ...changes } })).fileObjection.userErrors;
  expect(await ask({ name: '匿' })).toMatchObject([{ code: 'OBJECTION_NAME_MISSING', path: ['name'] }]);
  expect(await ask({ statement: ' ' })).toMatchObject([{ code: 'OBJECTION_STATEMENT_UNFIT' }]);
  expect(await ask({ challengeId: 'nothing' })).toMatchObject([{ code: 'OBJECTION_CODE_WRONG' }]);
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await ask({})).toMatchObject([{ code: 'OBJECTION_CODE_WRONG', path: ['code'] }]);
  }
  expect(await ask({ code })).toMatchObject([{ code: 'OBJECTION_CODE_WRONG' }]);
});

test('a code is valid for half an hour', async () => {
  const confirmed = await confirmContact(gateway, year.noticeId, '13944444444');
  gateway.clock.set(new Date('2025-08-20T02:30:00Z'));
  const input = { ...confirmed, creditCode: null, name: '王小明', statement: '不实' };
  const { fileObjection } = await gateway.client().get(FileObjectionDocument, { input });
  expect(fileObjection.userErrors).toMatchObject([{ code: 'OBJECTION_CODE_WRONG' }]);
});

test('codes are limited, and sent to mobile numbers only', async () => {
  const ask = async (phone: string) =>
    (await gateway.client().get(RequestObjectionCodeDocument, { input: { noticeId: year.noticeId, phone } }))
      .requestObjectionCode.userErrors;
  expect(await ask('12345')).toMatchObject([{ code: 'OBJECTION_CONTACT_INVALID', path: ['phone'] }]);
  expect(await ask('13911111111')).toEqual([]);
  expect(await ask('13911111111')).toMatchObject([{ code: 'OBJECTION_CODE_SENT_TOO_OFTEN' }]);
});

test('codes to many numbers from one address are limited too', async () => {
  // As if twenty-nine others behind this address had asked within the hour.
  await gateway.sql(`insert into contact_challenge (id, notice_id, contact_digest, address_digest, sealed_contact,
      code_digest, sent_at, expires_at)
    select gen_random_uuid(), notice_id, 'other', address_digest, '', '', sent_at, expires_at
    from (select * from contact_challenge limit 1) as one, generate_series(1, 29)`);
  const input = { noticeId: year.noticeId, phone: '13966666666' };
  const { requestObjectionCode } = await gateway.client().get(RequestObjectionCodeDocument, { input });
  expect(requestObjectionCode.userErrors).toMatchObject([{ code: 'OBJECTION_CODE_SENT_TOO_OFTEN' }]);
  await gateway.sql(`delete from contact_challenge where contact_digest = 'other'`);
});

test('an objection suspends its line only; the department is notified immediately', async () => {
  const seen = year.science.client.follow(ObjectionFiledDocument, { after: await newestCursor(year.science.client) });
  const first = seen.next();
  const { id, receipt, decideBy } = await file(year.companies[0]!.creditCode);
  expect((await first).value?.objectionFiled.objection).toMatchObject({ id, status: 'OPEN' });
  await seen.return();
  expect(decideBy).toBe('2025-08-27');
  expect([await statusOf(0), await statusOf(1)]).toEqual(['OBJECTED', 'PUBLICISED']);
  const { objectionOfReceipt } = await gateway.client().get(ObjectionOfReceiptDocument, { receipt });
  expect(objectionOfReceipt).toMatchObject({ id, status: 'OPEN' });
});

test('the same code files only once and returns the same receipt', async () => {
  const confirmed = await confirmContact(gateway, year.noticeId, '13922222222');
  const input = { ...confirmed, creditCode: null, name: '李四方', statement: '整份名单有误' };
  const one = await gateway.client().get(FileObjectionDocument, { input });
  const other = await gateway.client().get(FileObjectionDocument, { input });
  expect(other.fileObjection).toEqual(one.fileObjection);
  await gateway.client().get(WithdrawObjectionDocument, { input: { receipt: one.fileObjection.receipt! } });
});

test('of two simultaneous requests with one code one files, and both get its receipt', async () => {
  const confirmed = await confirmContact(gateway, year.noticeId, '13955555555');
  const input = { ...confirmed, creditCode: null, name: '李四方', statement: '整份名单有误' };
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => gateway.client().get(FileObjectionDocument, { input })),
  );
  expect(answers.flatMap(({ fileObjection }) => fileObjection.userErrors)).toEqual([]);
  expect(new Set(answers.map(({ fileObjection }) => fileObjection.receipt)).size).toBe(1);
  await gateway.client().get(WithdrawObjectionDocument, {
    input: { receipt: answers[0]!.fileObjection.receipt! },
  });
});

test('an objection to the whole notice suspends no line', async () => {
  const { receipt } = await file(null, '整份名单的计算口径有误');
  const statuses = await Promise.all(year.companies.map((_, place) => statusOf(place)));
  expect(statuses.filter((status) => status === 'OBJECTED')).toHaveLength(1);
  await gateway.client().get(WithdrawObjectionDocument, { input: { receipt } });
});

test('only the deciding department knows who objected', async () => {
  const { objections } = await year.science.client.get(ObjectionFilingsDocument);
  expect(objections.nodes.map(({ filing }) => filing?.name)).toContain('王小明');
  for (const role of [Role.AUDITOR, Role.REGULATOR, Role.PLATFORM, Role.FINANCE]) {
    const { client } = await arrangePerson(gateway, role);
    const { errors } = await client.ask(ObjectionFilingsDocument);
    if (errors) expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    else expect(role).not.toBe(Role.AUDITOR);
  }
  const read = await gateway.sql(`select actor_id, data->>'role' as role, count(*)::int as times from event
    where type = 'OBJECTION_FILING_READ' group by 1, 2`);
  expect(read).toEqual([{ actor_id: year.science.accountId, role: 'SCIENCE', times: objections.nodes.length }]);
  const { objections: publicly } = await gateway.client().get(ObjectionsDocument, {});
  expect(publicly.totalCount).toBe(0);
  const [stored] = await gateway.sql<{ all: string }>(`
    select string_agg(filing::text, '') || (select string_agg(event::text, '') from event) as all
    from objection_filing as filing`);
  expect(stored?.all).not.toContain('王小明');
  expect(stored?.all).not.toContain('13800000001');
});

test('after a dismissal the line continues; the outcome and its reason are public', async () => {
  const { objections } = await year.science.client.get(ObjectionsDocument, { filter: { status: 'OPEN' } });
  const [open] = objections.nodes;
  const input = { objectionId: open!.id, version: open!.version, upheld: false, reason: '' };
  const nothing = await year.science.client.get(DecideObjectionDocument, { input });
  expect(nothing.decideObjection.userErrors).toMatchObject([{ code: 'REASON_MISSING', path: ['reason'] }]);
  const unfit = await year.science.client.get(DecideObjectionDocument, {
    input: { ...input, upheld: true, reason: '属实' },
  });
  expect(unfit.decideObjection.userErrors).toMatchObject([{ code: 'CORRECTIONS_UNFIT', path: ['corrections'] }]);
  const done = await year.science.client.get(DecideObjectionDocument, { input: { ...input, reason: '经核查不属实' } });
  expect(done.decideObjection.objection).toMatchObject({ status: 'DISMISSED' });
  expect(await statusOf(0)).toBe('PUBLICISED');
  const { objections: publicly } = await gateway.client().get(ObjectionsDocument, {});
  expect(publicly.nodes).toMatchObject([{ status: 'DISMISSED', reason: '经核查不属实' }]);
  const again = await year.science.client.get(DecideObjectionDocument, {
    input: { ...input, version: done.decideObjection.objection!.version, reason: '再来' },
  });
  expect(again.decideObjection.userErrors).toMatchObject([{ code: 'OBJECTION_ALREADY_ENDED' }]);
});

test('a line with two objections waits for the last decision', async () => {
  const { creditCode } = year.companies[1]!;
  const one = await file(creditCode);
  const other = await file(creditCode);
  await gateway.client().get(WithdrawObjectionDocument, { input: { receipt: one.receipt } });
  expect(await statusOf(1)).toBe('OBJECTED');
  await gateway.client().get(WithdrawObjectionDocument, { input: { receipt: other.receipt } });
  expect(await statusOf(1)).toBe('PUBLICISED');
});

test('after an upheld objection the line is removed or corrected in a new release; the one before remains', async () => {
  const removed = await file(year.companies[2]!.creditCode);
  const lowered = await file(year.companies[3]!.creditCode);
  const decide = (objection: { id: string; version: number }, corrections: object[]) =>
    year.science.client.get(DecideObjectionDocument, {
      input: {
        objectionId: objection.id,
        version: objection.version,
        upheld: true,
        reason: '经核查属实',
        corrections: corrections as never,
      },
    });
  const foreign = await decide(removed, [{ creditCode: year.companies[4]!.creditCode, remove: true }]);
  expect(foreign.decideObjection.userErrors).toMatchObject([{ code: 'CORRECTIONS_UNFIT' }]);
  const higher = await decide(lowered, [{ creditCode: year.companies[3]!.creditCode, amount: '1000.01' }]);
  expect(higher.decideObjection.userErrors).toMatchObject([{ code: 'CORRECTION_RAISES_AMOUNT' }]);
  await decide(removed, [{ creditCode: year.companies[2]!.creditCode, remove: true }]);
  await decide(lowered, [{ creditCode: year.companies[3]!.creditCode, amount: '400.05' }]);
  const claims = await readClaims(year.science);
  expect(claims.get(year.companies[2]!.creditCode)?.status).toBe('EXCLUDED');
  expect(claims.get(year.companies[3]!.creditCode)).toMatchObject({
    status: 'PUBLICISED',
    grantedAmount: '400.05',
    correctionCut: '599.95',
  });
  const { releases } = await release();
  expect(releases.map(({ number, recipientCount, totalAmount }) => [number, recipientCount, totalAmount])).toEqual([
    [1, 6, '6000.00'],
    [2, 5, '5000.00'],
    [3, 5, '4400.05'],
  ]);
  const { recipients } = await gateway.client().get(RecipientsDocument, { noticeId: year.noticeId });
  expect(recipients?.nodes.at(-1)).toMatchObject({ amount: '400.05', rank: 5 });
  const frozen = await gateway.sql(`select count(*)::int as lines, sum(amount) as total from recipient
    join notice_release as release on release.id = release_id where number = 1`);
  expect(frozen).toEqual([{ lines: 6, total: '6000.00' }]);
});

test('a correction without an objection is a new release too, and removes no line', async () => {
  const { version } = await release();
  const input = {
    noticeId: year.noticeId,
    version,
    reason: '企业更名',
    idempotencyKey: 'rename',
    corrections: [{ creditCode: year.companies[4]!.creditCode, name: '福州第五新科技有限公司' }],
  };
  const remove = { ...input, corrections: [{ creditCode: year.companies[4]!.creditCode, remove: true }] };
  const refused = await year.approver.client.get(CorrectNoticeDocument, { input: remove });
  expect(refused.correctNotice.userErrors).toMatchObject([{ code: 'CORRECTIONS_UNFIT' }]);
  const unknown = { ...input, corrections: [{ creditCode: '91350100M000100Y43', name: '别家' }] };
  const { correctNotice } = await year.approver.client.get(CorrectNoticeDocument, { input: unknown });
  expect(correctNotice.userErrors).toMatchObject([{ code: 'LINE_NOT_PUBLISHED' }]);
  await year.approver.client.get(CorrectNoticeDocument, { input });
  await year.approver.client.get(CorrectNoticeDocument, { input });
  expect((await release()).releases).toHaveLength(4);
});

test('the grouped list reveals no premium', async () => {
  const statistics = async (groupBy: 'CITY' | 'PRODUCT' | 'INSTITUTION' | 'QUALIFICATION') =>
    (await gateway.client().get(RecipientStatisticsDocument, { noticeId: year.noticeId, groupBy })).recipientStatistics;
  expect(await statistics('CITY')).toEqual([
    { key: '3501', name: '福州市', recipientCount: 5, totalAmount: '4400.05' },
  ]);
  expect(await statistics('QUALIFICATION')).toMatchObject([{ recipientCount: 5, totalAmount: '4400.05' }]);
  expect(await statistics('PRODUCT')).toMatchObject([
    { key: 'PRODUCT_LIABILITY', recipientCount: 5, totalAmount: null },
  ]);
  expect(await statistics('INSTITUTION')).toMatchObject([{ recipientCount: 5, totalAmount: null }]);
});

test('the department is reminded once before its time ends', async () => {
  const { id } = await file(year.companies[5]!.creditCode);
  gateway.clock.set(new Date('2025-08-26T02:00:00Z'));
  await eventually(async () => {
    const { objections } = await year.science.client.get(ObjectionFilingsDocument);
    return objections.nodes.find((objection) => objection.id === id)?.remindedAt;
  }, 'a reminder');
  await settle(gateway, remindObjections);
  const reminders = await gateway.sql(`select 1 from event where type = 'OBJECTION_REMINDED'`);
  expect(reminders).toHaveLength(1);
});

test('at the end of the last working day the notice closes automatically; only the line under objection waits', async () => {
  await settle(gateway, closeDueNotices, new Date('2025-08-27T15:59:59Z'));
  expect((await release()).status).toBe('OPEN');
  gateway.clock.set(new Date('2025-08-27T16:00:00Z'));
  await eventually(async () => (await release()).status === 'CLOSED', 'the notice closes');
  const claims = await readClaims(year.science);
  const statuses = year.companies.map(({ creditCode }) => claims.get(creditCode)?.status);
  expect(statuses).toEqual(['CONFIRMED', 'CONFIRMED', 'EXCLUDED', 'CONFIRMED', 'CONFIRMED', 'OBJECTED']);
  const { requestObjectionCode } = await gateway.client().get(RequestObjectionCodeDocument, {
    input: { noticeId: year.noticeId, phone: '13933333333' },
  });
  expect(requestObjectionCode.userErrors).toMatchObject([{ code: 'NOTICE_NOT_OPEN', path: ['noticeId'] }]);
});

test('a line decided after the closing continues immediately', async () => {
  const { objections } = await year.science.client.get(ObjectionsDocument, { filter: { status: 'OPEN' } });
  const [{ id: objectionId, version } = { id: '', version: 0 }] = objections.nodes;
  await year.science.client.get(DecideObjectionDocument, {
    input: { objectionId, version, upheld: false, reason: '经核查不属实' },
  });
  expect(await statusOf(5)).toBe('CONFIRMED');
});

test('anybody can subscribe to publications, from the first release to the closing', async () => {
  const [beginning] = await gateway.sql<{ position: string }>(`
    select position - 1 as position from event_seal join event on event.id = event_id
    where event.type = 'NOTICE_PUBLISHED'`);
  const after = Buffer.from(JSON.stringify(['EVENTS', String(beginning?.position)])).toString('base64url');
  const news: [string, number | undefined][] = [];
  for await (const { noticePublished } of gateway.client().follow(NoticePublishedDocument, { after })) {
    news.push([noticePublished.type, noticePublished.release?.number]);
    if (noticePublished.type === 'NOTICE_CLOSED') break;
  }
  expect(news).toEqual([
    ['NOTICE_PUBLISHED', 1],
    ['NOTICE_CORRECTED', 2],
    ['NOTICE_CORRECTED', 3],
    ['NOTICE_CORRECTED', 4],
    ['NOTICE_CLOSED', undefined],
  ]);
});

test('every line of every release has the search key of its name', async () => {
  const lines = await gateway.sql<{ name: string; key: string; release: number }>(
    `select name, search_key as key, number as release
     from recipient join notice_release on notice_release.id = release_id`,
  );
  expect(new Set(lines.map(({ release }) => release)).size).toBeGreaterThan(1);
  for (const { name, key } of lines) expect(key).toBe(searchKeyOf(name));
});
