import { programmeCode as programme } from '../../../test/kit/world.js';
import type { Life } from './life.js';

interface Notice {
  notice: { id: string; version: number };
}

const noticeOver = '2025-08-28T02:00:00Z';

/** Plays from the published list to the confirmed claims, with objections and corrections. */
export async function publicise(life: Life, proposalId: string): Promise<void> {
  const { science, approver, companies } = life.world;
  const select = 'notice { id version }';
  const publishing = { proposalId, idempotencyKey: 'publish' };
  const published = { select, event: 'NOTICE_PUBLISHED' };
  const { notice } = await life.do<Notice>(science, 'publishNotice', publishing, published);
  let { version } = notice;
  for (const amount of ['999.99', '999.98', '999.97']) {
    const corrections = [{ creditCode: companies[1]?.creditCode, amount }];
    const input = { noticeId: notice.id, version, corrections, reason: '金额有误', idempotencyKey: amount };
    ({ version } = (await life.do<Notice>(approver, 'correctNotice', input, { select })).notice);
  }
  await object(life, notice.id);
  await life.moveClock(noticeOver);
  version = await versionOf(life, notice.id);
  await life.do(
    science,
    'closeNotice',
    { noticeId: notice.id, version },
    { unless: ['VERSION_CONFLICT', 'NOTICE_ALREADY_CLOSED'] },
  );
}

/** Files three objections: one is upheld and removes its line, one is dismissed, one is withdrawn. */
async function object(life: Life, noticeId: string): Promise<void> {
  const { science, companies } = life.world;
  const [upheld, dismissed] = [await file(life, noticeId, 2), await file(life, noticeId, 3)];
  const withdrawn = await file(life, noticeId, 4);
  const corrections = [{ creditCode: companies[2]?.creditCode, remove: true }];
  const decided = { event: 'OBJECTION_DECIDED' };
  const decision = { objectionId: upheld.id, version: upheld.version, upheld: true, reason: '属实', corrections };
  await life.do(science, 'decideObjection', decision, decided);
  const dismissal = { objectionId: dismissed.id, version: dismissed.version, upheld: false, reason: '不属实' };
  await life.do(science, 'decideObjection', { ...dismissal, corrections: [] }, decided);
  await life.do(
    undefined,
    'withdrawObjection',
    { receipt: withdrawn.receipt },
    { unless: ['OBJECTION_ALREADY_ENDED'] },
  );
}

interface Filed {
  id: string;
  version: number;
  receipt: string;
}

/** Files an objection. A code can be used once, so after a lost answer another code is requested with another phone. */
function file(life: Life, noticeId: string, place: number): Promise<Filed> {
  const { companies, gateways, receiver } = life.world;
  const creditCode = companies[place]?.creditCode;
  let attempt = 0;
  return life.acknowledged('an objection', async (turn) => {
    attempt += 1;
    const phone = `137${place}${String(attempt).padStart(7, '0')}`;
    const anybody = gateways[turn]!.client();
    const asking =
      'mutation ($input: RequestObjectionCodeInput!) { requestObjectionCode(input: $input) { challengeId } }';
    const { requestObjectionCode } = await anybody.get<{ requestObjectionCode: { challengeId: string } }, object>(
      asking,
      { input: { noticeId, phone } },
    );
    const code = await codeFor(receiver.codes, phone);
    const input = { ...requestObjectionCode, code, creditCode, name: '王小明', statement: '保单不实' };
    const filing = `mutation ($input: FileObjectionInput!) { fileObjection(input: $input) {
      receipt objection { id version } userErrors { code } } }`;
    const { fileObjection } = await anybody.get<{ fileObjection: { receipt: string; objection: Filed } }, object>(
      filing,
      { input },
    );
    if (!fileObjection.objection) return undefined;
    life.played.set('requestObjectionCode', (life.played.get('requestObjectionCode') ?? 0) + 1);
    life.played.set('fileObjection', (life.played.get('fileObjection') ?? 0) + 1);
    return { ...fileObjection.objection, receipt: fileObjection.receipt };
  });
}

async function codeFor(codes: Map<string, string>, phone: string): Promise<string> {
  for (let tries = 0; tries < 60; tries += 1) {
    const code = codes.get(phone);
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No code came to ${phone}`);
}

async function versionOf(life: Life, noticeId: string): Promise<number> {
  const query = 'query ($id: ID!) { node(id: $id) { ... on PublicityNotice { version } } }';
  const { node } = await life.ask<{ node: { version: number } }>(life.world.science, query, { id: noticeId });
  return node.version;
}

export async function askForAccounts(life: Life): Promise<void> {
  const input = { programme, idempotencyKey: 'ask' };
  const event = { event: 'PAYMENT_INFORMATION_REQUESTED' };
  await life.do(life.world.platform, 'requestPaymentInformation', input, event);
}
