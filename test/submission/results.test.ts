import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mianshen } from '../kit/command.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* What a clerk gets back of a file: rows to correct, rows to check, papers that are missing; in Chinese. */
let gateway: TestGateway;
let clerk: Person;
let company: ArrangedEnterprise;
let submission: string;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-results-'));
const rows: ReturnType<typeof policyRow>[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  clerk = await arrangeInsurer(gateway);
  company = await arrangeEnterprise(gateway);
  const mistyped = `${company.creditCode.slice(0, 9)}${company.creditCode[10]}${company.creditCode[9]}${company.creditCode.slice(11)}`;
  rows.push(
    policyRow(company),
    policyRow(company, { creditCode: mistyped === company.creditCode ? `9${mistyped.slice(0, 16)}9` : mistyped }),
  );
  rows.push(policyRow(company, { invoiceNo: rows[0]!.invoiceNo, product: 'RD_INTERRUPTION' }));
  const { id } = await upload(clerk.client, csvOf(rows));
  submission = id;
  expect(await ended(clerk.client, id)).toMatchObject({ acceptedCount: 2, failedCount: 1, flaggedCount: 2 });
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const chinese = { headers: { 'accept-language': 'zh' } };

test('the results have the failed rows and those to be checked, each with what to do', async () => {
  const response = await clerk.client.fetch(`/submissions/${submission}/results.csv`, chinese);
  const lines = parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[];
  expect(lines.map((line) => [line['原文件行号'], line['受理结果']])).toEqual([
    ['2', '已受理，请核对'],
    ['3', '未受理'],
    ['4', '已受理，请核对'],
  ]);
  expect(lines[1]?.['错误原因及处理办法']).toContain(`同名企业的代码为 ${company.creditCode}`);
  expect(lines[0]?.['提示（已受理，请核对）']).toContain(`发票号码与本机构保单“${rows[2]!.policyNo}”相同`);
  expect(lines[2]).toMatchObject({ 保单号: rows[2]!.policyNo, 发票号码: rows[0]!.invoiceNo, 险种: '研发中断保险' });
  const { sheets } = await readXlsx(
    new Uint8Array(await (await clerk.client.fetch(`/submissions/${submission}/results.xlsx`, chinese)).arrayBuffer()),
  );
  expect(sheets[0]?.rows).toHaveLength(4);
});

test('the checklist names what is missing, and names for the files', async () => {
  const response = await clerk.client.fetch(`/missing-papers.xlsx?programme=${programmeCode}`, chinese);
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  const [, first] = sheets[0]?.rows ?? [];
  expect(first?.[0]).toBe(rows[0]!.policyNo);
  expect(first?.slice(6)).toEqual([
    '保险单、保险费发票',
    `${rows[0]!.policyNo}_保单.pdf\n${rows[0]!.policyNo}_发票.pdf`,
  ]);
  expect(sheets[0]?.rows).toHaveLength(3);
  expect((await clerk.client.fetch('/missing-papers.xlsx')).status).toBe(400);
});

test('the command reports it in Chinese, and attaches papers by their file names', async () => {
  const environment = { MIANSHEN_URL: gateway.url, MIANSHEN_TOKEN: clerk.token, MIANSHEN_PROGRAMME: programmeCode };
  const run = (...args: string[]) => mianshen(args, { ...environment, LANG: 'zh_CN.UTF-8' });
  const status = await run('status', submission);
  expect(status.out).toContain('共 3 行，已受理 2 行，未受理 1 行');
  expect(status.out).toContain(`下载需核对的行：mianshen results ${submission}`);
  for (const kind of ['保单', '发票'])
    fs.writeFileSync(path.join(folder, `${rows[0]!.policyNo}_${kind}.pdf`), '%PDF-1.7');
  fs.writeFileSync(path.join(folder, 'nobody_保单.pdf'), '%PDF-1.7');
  const papers = await run('papers', folder);
  expect(papers).toMatchObject({ code: 1, out: expect.stringContaining('已挂接 2 份，未挂接 1 份') });
  const checklist = path.join(folder, 'missing.xlsx');
  expect(await run('missing-papers', '--output', checklist)).toMatchObject({ code: 0 });
  const { sheets } = await readXlsx(new Uint8Array(fs.readFileSync(checklist)));
  expect(sheets[0]?.rows.map(([policyNo]) => policyNo)).toEqual(['保单号', rows[2]!.policyNo]);
});
