import { createHash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, type Person, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* What the archive of an insurer keeps of a submission. */
let gateway: TestGateway;
let clerk: Person;
let submission: string;
let csv: string;
let rows: ReturnType<typeof policyRow>[];
const fileName = '八月保单 骉.csv';

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  clerk = await arrangeInsurer(gateway);
  const company = await arrangeEnterprise(gateway);
  const row = (premium: string) => policyRow(company, { premium });
  rows = [row('1234567.80'), row('1000.05'), row('-5')];
  csv = csvOf(rows);
  ({ id: submission } = await upload(clerk.client, csv, { fileName }));
  expect(await ended(clerk.client, submission)).toMatchObject({ acceptedCount: 2, failedCount: 1 });
});
afterAll(() => gateway.stop());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** All that is printed, without the blanks that the layout puts in between. */
async function printed(bytes: Uint8Array): Promise<string> {
  const { text, totalPages } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
  expect(totalPages).toBe(1);
  return text.replaceAll(/\s/g, '');
}

test('the receipt has the digests of the file, the accepted rows and the stored policies, as the insurer computes them', async () => {
  const response = await clerk.client.fetch(`/submissions/${submission}/receipt.pdf`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes.length).toBeLessThan(100_000);
  const text = await printed(bytes);
  const held = rows
    .slice(0, 2)
    .map(({ policyNo, premium }) => `${policyNo}|${premium}\n`)
    .toSorted()
    .join('');
  for (const part of [
    `批次编号${submission}`,
    '报送文件八月保单',
    `文件大小${Buffer.byteLength(csv)}字节`,
    sha256(csv),
    '总行数3',
    '已受理2（其中更正0）',
    '未受理1',
    '份数2',
    '保费合计1,235,567.85元',
    sha256(held),
  ]) {
    expect(text).toContain(part);
  }
});

test('without written rows there is no receipt, and each insurer reads its own only', async () => {
  const refused = async (person: Person, id: string) => {
    const response = await person.client.fetch(`/submissions/${id}/receipt.pdf`, {
      headers: { 'accept-language': 'zh' },
    });
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    return [response.status, errors[0]?.message];
  };
  const dry = await upload(clerk.client, csv, { dryRun: 'true' });
  await ended(clerk.client, dry.id);
  expect(await refused(clerk, dry.id)).toEqual([409, '试算不写入数据，没有回执。']);
  const spoiled = await upload(clerk.client, 'no heading that is known\n1');
  await ended(clerk.client, spoiled.id);
  expect(await refused(clerk, spoiled.id)).toEqual([409, '该文件整体未受理，没有回执。']);
  const other = await arrangeInsurer(gateway);
  expect(await refused(other, submission)).toEqual([404, '没有您的该批量上传记录。']);
});
