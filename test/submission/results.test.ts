import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
afterAll(() => gateway.stop());

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
