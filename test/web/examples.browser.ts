import fs from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { Role } from '../../src/access/role.js';
import { serveExamples } from '../../examples/serve.mjs';
import {
  AddBankAccountDocument,
  ClaimStepsDocument,
  ConfirmClaimDocument,
  StatementOfTruthDocument,
} from '../generated/graphql.js';
import { launchBrowser, violations, type Visit, visit, widthOf } from '../kit/browser.js';
import { askYear } from '../kit/claimed-year.js';
import { publishedYear } from '../kit/published-year.js';
import { picture } from '../kit/examples.js';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../kit/gateway.js';
import { password, registerPerson } from '../kit/people.js';
import { csvOf } from '../kit/upload.js';
import { arrangeNotice, type PublishedNotice, someLines } from '../kit/published.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
} from '../kit/world.js';

let gateway: TestGateway;
let served: Awaited<ReturnType<typeof serveExamples>>;
let browser: Browser;
let at: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A gateway for the tests of one example, and the server of the examples beside it. */
function against(options: TestGatewayOptions, arrange: () => Promise<void>): void {
  beforeAll(async () => {
    gateway = await startTestGateway(options);
    served = await serveExamples({ gateway: gateway.url, port: 0 });
    await arrange();
  });
  afterAll(async () => {
    await served?.stop();
    await gateway?.stop();
  });
}

afterEach(async () => {
  const elsewhere = at.foreign.filter((url) => !url.startsWith(gateway.url) && !url.startsWith('blob:'));
  expect(elsewhere, 'requests to other hosts').toEqual([]);
  expect(at.complaints).toEqual([]);
  await at.context.close();
});

const looks = [
  ['phone', 390, 'light'],
  ['phone', 390, 'dark'],
  ['desktop', 1440, 'light'],
  ['desktop', 1440, 'dark'],
] as const;

async function expectReadable(name: string): Promise<void> {
  for (const [device, width, colorScheme] of looks) {
    await at.page.setViewportSize({ width, height: 844 });
    await at.page.emulateMedia({ colorScheme });
    expect(await violations(at.page), `${name}, ${device}, ${colorScheme}`).toEqual([]);
    expect(await widthOf(at.page)).toBeLessThanOrEqual(width);
    await picture(at.page, `${name}-${width}-${colorScheme}`);
  }
}

describe('readers-list', () => {
  let notice: PublishedNotice;
  const rows = () => at.page.locator('#lines tr');

  against({ now: '2025-09-10T02:00:00Z' }, async () => {
    await arrangeProgramme(gateway);
    notice = await arrangeNotice(gateway, someLines(45));
  });
  beforeEach(async () => {
    at = await visit(browser, served.url);
    await at.page.goto('/readers-list/');
    await expect.poll(() => rows().count()).toBe(20);
  });

  test('is readable on a phone and on a desktop, light and dark', async () => {
    await expectReadable('readers-list');
    await rows().nth(2).getByRole('button').click();
    await at.page.waitForSelector('dialog[open]');
    await expectReadable('readers-list-detail');
  });

  test('turns pages forward and back', async () => {
    await at.page.getByRole('button', { name: '下一页' }).click();
    await expect.poll(() => rows().first().textContent()).toContain(notice.lines[20]!.name);
    await at.page.getByRole('button', { name: '下一页' }).click();
    await expect.poll(() => rows().count()).toBe(5);
    expect(await at.page.getByRole('button', { name: '下一页' }).isDisabled()).toBe(true);
    await at.page.getByRole('button', { name: '上一页' }).click();
    await expect.poll(() => rows().first().textContent()).toContain(notice.lines[20]!.name);
  });

  test('finds a company by code or name, and the address holds the search', async () => {
    const sought = notice.lines[31]!;
    await at.page.fill('#q', sought.creditCode.toLowerCase());
    await at.page.press('#q', 'Enter');
    await expect.poll(() => rows().count()).toBe(1);
    expect(await rows().first().textContent()).toContain(sought.name);
    await at.page.reload();
    await expect.poll(() => rows().count()).toBe(1);
    await at.page.fill('#q', '没有这家');
    await at.page.press('#q', 'Enter');
    await expect.poll(() => at.page.locator('#count').textContent()).toContain('没有符合条件的企业');
    await at.page.goBack();
    await expect.poll(() => rows().count()).toBe(1);
  });

  test('filters by city and shows what a line is made of', async () => {
    const cityLines = notice.lines.filter(({ regionCode }) => regionCode === '3505');
    await at.page.selectOption('#city', '3505');
    await at.page.getByRole('button', { name: '查询' }).click();
    await expect.poll(() => at.page.locator('#count').textContent()).toContain(`共 ${cityLines.length} 家`);
    await rows().first().getByRole('button').click();
    const dialog = at.page.getByRole('dialog', { name: cityLines[0]!.name });
    await expect.poll(() => dialog.textContent()).toContain(cityLines[0]!.creditCode);
    await dialog.getByRole('button', { name: '关闭' }).click();
    expect(await dialog.isVisible()).toBe(false);
  });
});

describe('insurers-desk', () => {
  let clerk: Person;
  let file: string;
  let accepted: string;

  against({}, async () => {
    await arrangeProgramme(gateway);
    clerk = await arrangeInsurer(gateway);
    const company = await arrangeEnterprise(gateway);
    const rows = [policyRow(company), policyRow(company, { premium: '一千元' })];
    accepted = rows[0]!.policyNo!;
    file = csvOf(rows);
  });
  beforeEach(async () => {
    at = await visit(browser, served.url);
    await at.page.goto('/insurers-desk/');
  });

  const chooseFile = (input: string, name: string, content: string | Buffer) =>
    at.page.setInputFiles(input, { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  const textOf = (selector: string) => at.page.locator(selector).textContent();

  async function signIn(): Promise<void> {
    await at.page.fill('#token', clerk.token);
    await at.page.getByRole('button', { name: '进入', exact: true }).click();
    await at.page.waitForSelector('#desk:not([hidden])');
  }

  test('a clerk takes the template, drops a file, reads and downloads what failed', async () => {
    await expectReadable('insurers-desk-sign-in');
    await signIn();
    expect(await textOf('#who')).toBe('闽江财产保险');
    const template = at.page.waitForEvent('download');
    await at.page.getByRole('button', { name: '下载填报模板' }).click();
    expect((await template).suggestedFilename()).toMatch(/^policies-.*\.xlsx$/);
    await chooseFile('#policy-file', '八月保单.csv', file);
    await expect.poll(() => textOf('#result'), { timeout: 20_000 }).toContain('处理完毕');
    expect(await textOf('#status')).toContain('共 2 行，通过 1 行，未通过 1 行');
    await expect.poll(() => textOf('#failed-rows')).toMatch(/^3.*一千/);
    const failed = at.page.waitForEvent('download');
    await at.page.getByRole('button', { name: '下载未通过的行' }).click();
    const workbook = await fs.readFile(await (await failed).path());
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    await expect.poll(() => textOf('#policies')).toContain(accepted);
    expect(await textOf('#policies')).toContain('缺');
    for (const name of ['下载全部需核对的行', '下载尚缺材料清单']) {
      const download = at.page.waitForEvent('download');
      await at.page.getByRole('button', { name }).click();
      const bytes = await fs.readFile(await (await download).path());
      expect(bytes.subarray(0, 2).toString()).toBe('PK');
    }
    const receipt = at.page.waitForEvent('download');
    await at.page.getByRole('button', { name: '下载报送回执（PDF）' }).click();
    expect((await fs.readFile(await (await receipt).path())).subarray(0, 5).toString()).toBe('%PDF-');
    await expectReadable('insurers-desk');
  });

  test('a clerk signs in with phone and password; a mistake loses no input', async () => {
    const { phone, token } = await registerPerson(gateway, 'INSURER');
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string };
    await gateway.sql('update role_grant set subject_id = $2 where account_id = $1', [sub, clerk.subjectId]);
    const signInWith = async (secret: string) => {
      await at.page.fill('#password', secret);
      await at.page.getByRole('button', { name: '登录', exact: true }).click();
    };
    await at.page.fill('#phone', phone);
    await signInWith('not the password');
    await expect.poll(() => textOf('#problem')).toContain('不匹配');
    expect(await at.page.inputValue('#phone')).toBe(phone);
    await signInWith(password);
    await at.page.waitForSelector('#desk:not([hidden])');
    expect(await textOf('#who')).toBe('闽江财产保险');
  });

  test('single papers are uploaded for the policy in whose row they are missing', async () => {
    await signIn();
    await chooseFile('#policy-file', '八月保单.csv', file);
    await expect.poll(() => textOf('#status'), { timeout: 20_000 }).toContain('处理完毕');
    const attach = async (kind: string, content: string) => {
      const chosen = at.page.waitForEvent('filechooser');
      await at.page.getByRole('button', { name: `为保单 ${accepted} 上传${kind}` }).click();
      await (await chosen).setFiles({ name: '扫描件.pdf', mimeType: 'application/pdf', buffer: Buffer.from(content) });
    };
    await attach('保单', 'not a paper');
    await expect.poll(() => textOf('#problem')).toContain('PDF');
    expect(at.complaints.splice(0)).toEqual([expect.stringContaining('415')]);
    for (const kind of ['保单', '发票']) {
      await attach(kind, '%PDF-1.7 scan');
      await expect.poll(() => textOf('#count')).toBe(`已为保单 ${accepted} 上传${kind}。`);
    }
    const row = at.page.locator('#policies tr', { hasText: accepted });
    expect(await row.getByRole('button').count()).toBe(0);
    expect(await row.textContent()).not.toContain('缺');
  });

  test('accepts files that LibreOffice wrote', async () => {
    await signIn();
    for (const extension of ['xlsx', 'ods']) {
      const written = await fs.readFile(`test/spreadsheet/files/typed-in-libreoffice.${extension}`);
      await chooseFile('#policy-file', `typed.${extension}`, written);
      // The second file holds the same policies.
      const counts = extension === 'xlsx' ? '通过 2 行，未通过 0 行' : '通过 0 行，未通过 2 行';
      await expect.poll(() => textOf('#status'), { timeout: 20_000 }).toMatch(`处理完毕。共 2 行，${counts}`);
    }
  });

  test('a file without a known heading is refused with the gateway’s reason', async () => {
    await signIn();
    await chooseFile('#policy-file', 'other.csv', '甲,乙\n1,2');
    await expect.poll(() => textOf('#status'), { timeout: 20_000 }).toContain('文件无法读取');
    expect((await textOf('#notes'))!.length).toBeGreaterThan(10);
  });

  test('a token of another role leads back to signing in', async () => {
    const company = await arrangePerson(gateway, Role.ENTERPRISE, (await arrangeEnterprise(gateway)).id);
    await at.page.fill('#token', company.token);
    await at.page.getByRole('button', { name: '进入', exact: true }).click();
    await expect.poll(() => textOf('#problem')).toContain('不是保险机构');
    expect(await at.page.isVisible('#sign-in')).toBe(true);
  });
});

describe('my-subsidy', () => {
  let name: string;
  let owner: Person;
  let colleague: Person;

  against({ world: publishedYear(2), environment: { BACKGROUND_JOBS: 'true' } }, async () => {
    const year = await askYear(gateway, 2);
    const [company, other] = year.companies;
    name = company!.name;
    owner = await arrangePerson(gateway, Role.ENTERPRISE, company!.id);
    colleague = await arrangePerson(gateway, Role.ENTERPRISE, other!.id);
  });

  test('a company reads its amount, adds an account, and confirms', async () => {
    at = await visit(browser, served.url, { viewport: { width: 390, height: 844 } });
    const { page } = at;
    await page.goto('/my-subsidy/');
    await page.fill('#token', owner.token);
    await page.getByRole('button', { name: '查看我的补贴' }).click();
    await expect.poll(() => page.locator('#status').textContent()).toBe('待您确认');
    expect(await page.locator('#company').textContent()).toBe(name);
    expect(await page.locator('#amount').textContent()).toBe('1,000.00 元');
    expect(await page.locator('#steps li').count()).toBeGreaterThan(0);
    await page.waitForSelector('#add-account >> visible=true');
    await expectReadable('my-subsidy');
    await page.fill('#holder', name);
    await page.fill('#bank-name', '中国工商银行福建省分行');
    await page.fill('#bank-code', '123');
    await page.fill('#number', accountNumber);
    await page.getByRole('button', { name: '保存账户' }).click();
    await page.waitForSelector('#bank-code[aria-invalid=true]');
    await expectReadable('my-subsidy-refused');
    await page.fill('#bank-code', bankCode);
    await page.getByRole('button', { name: '保存账户' }).click();
    await page.getByRole('radio').check();
    await page.check('#accept');
    await expectReadable('my-subsidy-choice');
    await page.getByRole('button', { name: '确认并领取' }).click();
    await expect.poll(() => page.locator('#status').textContent()).toContain('已确认');
    expect(await page.locator('#next-step').textContent()).toContain(accountNumber.slice(-4));
    await expectReadable('my-subsidy-claimed');
  });

  test('changes made elsewhere appear without a reload', async () => {
    at = await visit(browser, served.url, { viewport: { width: 390, height: 844 } });
    const { page } = at;
    await page.goto('/my-subsidy/');
    const stream = page.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
    await page.fill('#token', colleague.token);
    await page.getByRole('button', { name: '查看我的补贴' }).click();
    await expect.poll(() => page.locator('#status').textContent()).toBe('待您确认');
    await stream;
    await confirmOverApi(colleague, (await page.locator('#company').textContent())!);
    await expect.poll(() => page.locator('#status').textContent()).toContain('已确认');
  });
});

const accountNumber = '6222021001110001';
const bankCode = `10239100001${bankCodeCheck('10239100001')}`;

/** The company confirms with another program than the page. */
async function confirmOverApi({ client }: Person, holder: string): Promise<void> {
  const { claims } = await client.get(ClaimStepsDocument, {});
  const { id: claimId, version } = claims.nodes[0]!;
  const { addBankAccount } = await client.get(AddBankAccountDocument, {
    input: { bankName: '工商银行', bankCode, number: accountNumber, holder, idempotencyKey: 'other' },
  });
  const { statementOfTruth } = await client.get(StatementOfTruthDocument, {});
  const input = { claimId, version, bankAccountId: addBankAccount.bankAccount!.id };
  const { confirmClaim } = await client.get(ConfirmClaimDocument, {
    input: { ...input, acceptedStatement: statementOfTruth.version },
  });
  expect(confirmClaim.userErrors).toEqual([]);
}
