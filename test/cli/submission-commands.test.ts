import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mianshen } from '../kit/command.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* What a clerk does with the command once a file was pushed; and the doctor, which needs no gateway. */
let gateway: TestGateway;
let submission: string;
let csv: string;
let environment: Record<string, string>;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-commands-'));
const rows: ReturnType<typeof policyRow>[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  const clerk = await arrangeInsurer(gateway);
  const company = await arrangeEnterprise(gateway);
  rows.push(policyRow(company), policyRow(company, { premium: '-5' }));
  rows.push(policyRow(company, { invoiceNo: rows[0]!.invoiceNo, product: 'RD_INTERRUPTION' }));
  csv = csvOf(rows);
  ({ id: submission } = await upload(clerk.client, csv));
  expect(await ended(clerk.client, submission)).toMatchObject({ acceptedCount: 2, failedCount: 1, flaggedCount: 2 });
  const given = { MIANSHEN_URL: gateway.url, MIANSHEN_TOKEN: clerk.token, MIANSHEN_PROGRAMME: programmeCode };
  environment = { ...given, LANG: 'zh_CN.UTF-8' };
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => mianshen(args, environment);

test('`receipt` saves the receipt, which has the digest of the file', async () => {
  const file = path.join(folder, 'receipt.pdf');
  expect(await run('receipt', submission, '--output', file)).toMatchObject({ code: 0 });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(fs.readFileSync(file))), {
    mergePages: true,
  });
  expect(text.replaceAll(/\s/g, '')).toContain(createHash('sha256').update(csv).digest('hex'));
});

test('`status` says in Chinese how many rows failed and are to be checked, and how to get them', async () => {
  const status = await run('status', submission);
  expect(status.out).toContain('共 3 行，已受理 2 行，未受理 1 行');
  expect(status.out).toContain(`mianshen failed-rows ${submission}`);
  expect(status.out).toContain(`下载需核对的行：mianshen results ${submission}`);
});

test('`papers` attaches files by their names, and `missing-papers` says which are missing still', async () => {
  const papers = path.join(folder, 'papers');
  fs.mkdirSync(papers);
  for (const name of [`${rows[0]!.policyNo}_保单`, `${rows[0]!.policyNo}_发票`, 'nobody_保单']) {
    fs.writeFileSync(path.join(papers, `${name}.pdf`), '%PDF-1.7');
  }
  const attached = await run('papers', papers);
  expect(attached).toMatchObject({ code: 1, out: expect.stringContaining('已挂接 2 份，未挂接 1 份') });
  const checklist = path.join(folder, 'missing.xlsx');
  expect(await run('missing-papers', '--output', checklist)).toMatchObject({ code: 0 });
  const { sheets } = await readXlsx(new Uint8Array(fs.readFileSync(checklist)));
  expect(sheets[0]?.rows.map(([policyNo]) => policyNo)).toEqual(['保单号', rows[2]!.policyNo]);
});

test('`doctor` names a setting that is wrong, and ends with 1', async () => {
  const { code, out } = await mianshen(['doctor'], { NODE_ENV: 'production', SECRET_KEY: 'short' });
  expect(out).toContain('SECRET_KEY');
  expect(code).toBe(1);
});
