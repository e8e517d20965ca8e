import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { launchBrowser, violations, visit, widthOf } from '../kit/browser.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, arrangeRelease, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { codeFor } from '../kit/published-year.js';
import { arrangeProgramme } from '../kit/world.js';

/** Objecting with papers on the public page, and following it up by the receipt, as somebody without an account does. */
let gateway: TestGateway;
let notice: PublishedNotice;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let serial = 0;

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(30));
  await logged(gateway, 31);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<void> {
  await context?.close();
  ({ context, page, complaints } = await visit(browser, gateway.url, options));
}
beforeEach(() => open());
afterEach(() => context.close());

const wrongOf = (code: string) => (code === '000000' ? '111111' : '000000');
const pdf = (name: string, text = name) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n${text}`),
});
const submit = () => page.locator('.objection button[type=submit]').click();
const papers = () => page.locator('.papers li');
const field = (name: string) => page.locator(`#objection-${name}`);
const faultsOf = (name: string) => page.locator(`#objection-${name}-faults`);
const focused = () => page.evaluate(() => document.activeElement?.id);

/** Opens a line, has a code sent, and types what is asked for; returns the phone and its code. */
async function begin(index: number, language = ''): Promise<{ phone: string; code: string }> {
  const phone = `138000000${String((serial += 1)).padStart(2, '0')}`;
  await page.goto(`/lines/${globalId('Recipient', notice.lines[index]!.id)}${language}`);
  await field('phone').fill(phone);
  await submit();
  await field('code').waitFor();
  const code = await codeFor(gateway, phone);
  await field('code').fill(code);
  await field('name').fill('张三');
  await field('statement').fill('金额有误，见附件');
  return { phone, code };
}

async function receiptOf(): Promise<string> {
  return (await page.locator('.receipt').textContent()) ?? '';
}

/** What goes to the department with the objection to a line. */
function attached(index: number) {
  return gateway.sql<{ size: number }>(
    `select size from objection join objection_filing on objection_id = objection.id
     join objection_attachment using (challenge_id) where credit_code = $1 order by size`,
    [notice.lines[index]!.creditCode],
  );
}

test('phone, code, statement, receipt; a refusal is shown beside its field and no input is lost', async () => {
  await page.goto(`/lines/${globalId('Recipient', notice.lines[2]!.id)}`);
  await field('phone').fill('123');
  await submit();
  await faultsOf('phone').waitFor();
  await expect.poll(focused).toBe('objection-phone');
  const { code } = await begin(2);
  await field('code').fill(wrongOf(code));
  await field('file').setInputFiles([pdf('证据.pdf')]);
  await submit();
  await faultsOf('code').waitFor();
  await expect.poll(focused).toBe('objection-code');
  expect(await violations(page)).toEqual([]);
  expect(await papers().textContent()).toContain('提交时上传');
  await field('code').fill(code);
  await field('name').fill('匿');
  await submit();
  await faultsOf('name').waitFor();
  expect(await faultsOf('name').textContent()).toContain('实名');
  expect(await papers().textContent()).toContain('已上传');
  expect(await field('statement').inputValue()).toBe('金额有误，见附件');
  await field('name').fill('张三');
  await submit();
  expect(await receiptOf()).toMatch(/^[\w-]{43}$/);
  expect(await attached(2)).toEqual([{ size: 19 }]);
  expect(complaints).toEqual([]);
});

test('a line names the accepted types of papers; others are reported and not added', async () => {
  await begin(3);
  expect(await page.locator('#objection-file-hint').textContent()).toMatch(/PDF、OFD、JPEG 或 PNG.*10 MB.*5 份/);
  await field('file').setInputFiles([
    { name: '照片.heic', mimeType: 'image/heic', buffer: Buffer.from('heic') },
    { name: 'large.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
    { name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    ...[1, 2, 3, 4, 5, 6].map((number) => pdf(`${number}.pdf`)),
  ]);
  await expect.poll(() => papers().count()).toBe(5);
  const said = await faultsOf('file').textContent();
  for (const name of ['照片.heic', 'large.pdf', 'empty.pdf', '6.pdf']) expect(said).toContain(name);
  expect(said).not.toContain('5.pdf');
});

test('a refusal of the server is shown at its paper, and the objection waits for it', async () => {
  await begin(4);
  await field('file').setInputFiles([pdf('一.pdf'), { ...pdf('伪装.png'), buffer: Buffer.from('no image') }]);
  await submit();
  const refused = papers().filter({ hasText: '伪装.png' });
  await refused.locator('.bad').waitFor();
  expect(await refused.textContent()).toContain('文件内容不是');
  expect(await papers().first().textContent()).toContain('已上传');
  expect(await attached(4)).toEqual([]);
  await refused.getByRole('button', { name: '移除 伪装.png' }).click();
  await expect.poll(focused).toBe('objection-file');
  await submit();
  await receiptOf();
  expect(await attached(4)).toHaveLength(1);
});

test('a removed paper is not filed, even if it was uploaded before', async () => {
  const { code } = await begin(5);
  await field('file').setInputFiles([pdf('wrong.pdf', 'a paper that was meant for nobody'), pdf('right.pdf')]);
  await field('name').fill('匿');
  await submit();
  await faultsOf('name').waitFor();
  await page.getByRole('button', { name: '移除 wrong.pdf' }).click();
  await field('name').fill('张三');
  await field('code').fill(` ${code} `);
  await submit();
  await receiptOf();
  expect(await attached(5)).toEqual([{ size: 18 }]);
});

test('a failed upload is named, and another attempt files it once', async () => {
  await begin(6);
  await field('file').setInputFiles([pdf('one.pdf'), pdf('two.pdf')]);
  await page.route('**/attachments', (route) => route.abort());
  await submit();
  await expect.poll(() => papers().locator('.bad').count()).toBe(2);
  expect(await page.locator('.objection > .faults').textContent()).toContain('尚未提交');
  await page.unroute('**/attachments');
  // The answer to the filing is lost on its way: it was filed, and the reader cannot know.
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    await (route.request().postData()?.includes('PageObjection(') ? route.abort() : route.fulfill({ response }));
  });
  await submit();
  await expect.poll(() => page.locator('.objection > .faults').textContent()).toContain('都还在');
  await page.unroute('**/graphql');
  await submit();
  expect(await receiptOf()).toMatch(/^[\w-]{43}$/);
  const sizes = await attached(6);
  expect(sizes).toHaveLength(2);
});

test('a new code keeps the old one until it arrives, and everything that was typed', async () => {
  const { phone, code } = await begin(7);
  await field('file').setInputFiles([pdf('paper.pdf')]);
  await page.getByRole('button', { name: '重新获取验证码' }).click();
  await faultsOf('phone').waitFor();
  expect(await field('code').inputValue()).toBe(code);
  await gateway.sql(`update contact_challenge set sent_at = sent_at - interval '2 minutes'`);
  await page.getByRole('button', { name: '重新获取验证码' }).click();
  await expect.poll(() => field('code').inputValue()).toBe('');
  await expect.poll(() => gateway.texts.filter((text) => text.phone === phone).length).toBe(2);
  await field('code').fill(await codeFor(gateway, phone));
  // Another number is another contact: its code is still to come.
  await field('phone').fill('13800009999');
  await expect.poll(() => field('code').count()).toBe(0);
  expect(await field('statement').inputValue()).toBe('金额有误，见附件');
  await field('phone').fill(phone);
  await submit();
  await receiptOf();
  expect(await attached(7)).toHaveLength(1);
});

test('the progress of an upload is shown', async () => {
  await begin(8);
  await field('file').setInputFiles([pdf('slow.pdf')]);
  let arrive = () => {};
  await page.route('**/attachments', async (route) => {
    await new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await route.continue();
  });
  await submit();
  await papers().locator('progress').waitFor();
  expect(await papers().textContent()).toMatch(/正在上传 \d+%/);
  expect(await page.locator('.field [role=status]').textContent()).toBe('正在上传 slow.pdf');
  expect(await violations(page)).toEqual([]);
  arrive();
  await receiptOf();
});

describe.each([
  ['360 wide, in Chinese', { viewport: { width: 360, height: 800 } }, ''],
  ['1280 wide and dark, in English', { colorScheme: 'dark' }, '?lang=en'],
] as const)('%s', (_, options, language) => {
  test('the form with papers and the receipt pass axe, and fit the screen', async () => {
    await open(options);
    const width = page.viewportSize()!.width;
    await begin(language ? 9 : 10, language);
    await field('file').setInputFiles([
      pdf(`${'averylongname'.repeat(8)}.pdf`),
      { ...pdf('false.png'), buffer: Buffer.from('no image') },
      { ...pdf('notes.txt') },
    ]);
    await faultsOf('file').waitFor();
    expect(await violations(page)).toEqual([]);
    await submit();
    await papers().locator('.bad').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    await papers().last().getByRole('button').click();
    await submit();
    await page.locator('.receipt').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('div.good a').click();
    await page.locator('.followed').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
  });
});

describe('a receipt', () => {
  let receipt: string;
  const asked: string[] = [];

  async function file(index: number): Promise<string> {
    await begin(index);
    await submit();
    return receiptOf();
  }
  const decide = (index: number, status: string, reason: string) =>
    gateway.sql(`update objection set status = $2, reason = $3, ended_at = $4 where credit_code = $1`, [
      notice.lines[index]!.creditCode,
      status,
      reason,
      gateway.clock.now(),
    ]);
  const followed = () => page.locator('.followed');

  test('leads from the filing to its outcome by a lasting link; its secret is in no request’s address', async () => {
    receipt = await file(11);
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('link', { name: '查询处理进度' }).click();
    await followed().waitFor();
    await expect.poll(focused).toBe('list');
    expect(await page.title()).toContain('异议进度查询');
    expect(page.url()).toBe(`${gateway.url}/objections#receipt=${receipt}`);
    expect(await followed().textContent()).toMatch(/处理中.*2025-09-10.*2025-09-17/);
    expect(await followed().textContent()).toContain(notice.lines[11]!.name);
    await page.reload();
    await followed().waitFor();
    expect(await page.getAttribute('.language', 'href')).toBe(`/objections?lang=en#receipt=${receipt}`);
    expect(asked.map((url) => new URL(url).pathname + new URL(url).search).join('\n')).not.toContain(receipt);
    expect(await page.content()).not.toMatch(/张三|金额有误|1380000/);
  });

  test('shows the decision and its reason, and the line as long as the list has it', async () => {
    await decide(11, 'DISMISSED', '经核查，保单与发票相符');
    await page.goto('/objections?lang=en');
    await page.getByLabel('Receipt').fill(`  ${receipt}`);
    await page.keyboard.press('Enter');
    await followed().waitFor();
    expect(await followed().getAttribute('data-status')).toBe('DISMISSED');
    expect(await followed().textContent()).toContain('经核查，保单与发票相符');
    await followed().getByRole('link', { name: notice.lines[11]!.name }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe(notice.lines[11]!.name);
    await page.goBack();
    await followed().waitFor();
    await decide(11, 'UPHELD', '保单已退保');
    const left = notice.lines.filter((_, index) => index !== 11);
    const renewed = left.map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
    await arrangeRelease(gateway, notice.key, 2, renewed, '保单已退保');
    await page.getByRole('button', { name: 'Look it up' }).click();
    await expect.poll(() => followed().getAttribute('data-status')).toBe('UPHELD');
    expect(await followed().textContent()).toContain(notice.lines[11]!.creditCode);
    expect(await followed().textContent()).not.toContain(notice.lines[11]!.name);
  });

  test('that does not exist is reported as unknown; an error is reported, and can be retried', async () => {
    await page.goto('/');
    await page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: '异议查询' }).click();
    await page.getByLabel('回执').fill('nothing');
    await page.keyboard.press('Enter');
    await page.locator('#receipt-faults').waitFor();
    expect(await page.locator('#receipt-faults').textContent()).toContain('没有找到');
    expect(await violations(page)).toEqual([]);
    await page.route('**/graphql', (route) => route.abort());
    await page.getByLabel('回执').fill(receipt);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#receipt-faults').textContent()).toContain('未成功');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: '查询' }).click();
    await followed().waitFor();
    await page.getByRole('link', { name: '跳到主要内容' }).focus();
    await page.keyboard.press('Enter');
    expect(page.url()).toContain(receipt);
  });

  test('of a closed notice is reachable from its lines too', async () => {
    await gateway.sql(`update publicity_notice set status = 'CLOSED' where id = $1`, [notice.key]);
    await page.goto(`/lines/${globalId('Recipient', notice.lines[12]!.id)}`);
    await page.locator('section[aria-labelledby=object]').getByRole('link', { name: '异议进度查询' }).click();
    await page.getByLabel('回执').waitFor();
  });
});
