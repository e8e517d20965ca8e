import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, violations, visit, widthOf } from '../kit/browser.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, arrangeRelease, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';
import { globalId } from '../../src/kernel/values/global-id.js';

let gateway: TestGateway;
let notice: PublishedNotice;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let foreign: string[];
let complaints: string[];

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(80));
  await logged(gateway, 81);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<void> {
  await context?.close();
  ({ context, page, foreign, complaints } = await visit(browser, gateway.url, options));
}
beforeEach(() => open());
afterEach(async () => {
  expect(foreign, 'requests to other hosts').toEqual([]);
  await context.close();
});

const rows = () => page.locator('.lines tbody tr');
const linePath = (index: number) => `/lines/${globalId('Recipient', notice.lines[index]!.id)}`;
const interactive = () => page.waitForFunction(() => document.querySelector('.search button') !== null);

describe.each([
  ['phone', 360, 'light'],
  ['desktop', 1280, 'light'],
  ['desktop', 1280, 'dark'],
] as const)('on a %s, %i wide, %s', (_, width, colorScheme) => {
  beforeEach(() => open({ viewport: { width, height: 900 }, colorScheme }));

  test.each([
    '/',
    '/?lang=en',
    '/?q=nobody',
    '/?order=NAME&city=3505',
    '/objections',
    '/objections?lang=en',
    '/check?code=91350100M000100Y43&product=PRODUCT_LIABILITY&premium=9000000',
    '/check?lang=en&product=KEY_STAFF_HEALTH&premium=lots',
    '/docs/clients',
    '/years',
    '/years?city=3505&lang=en',
    '/years?creditCode=91350100M000100Y43',
    'line',
    'absent',
  ])('%s has no barrier that axe finds, and fits', async (path) => {
    await page.goto(path === 'line' ? linePath(3) : path === 'absent' ? '/lines/nothing' : path);
    if (path === 'line') await page.waitForSelector('[data-state=good]');
    expect(await violations(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });
});

test.each([360, 1280])('each page of the documentation fits, %i wide', async (width) => {
  await open({ viewport: { width, height: 900 } });
  await page.goto('/docs');
  const links = await page
    .locator('article a[href^="/docs/"]')
    .evaluateAll((found) => found.map((one) => one.getAttribute('href')));
  const pages = [...new Set(links.map((href) => href!.split('#')[0]!))];
  expect(pages).toContain('/docs/architecture');
  const wide: string[] = [];
  for (const address of pages) {
    await page.goto(address);
    if ((await widthOf(page)) > width) wide.push(address);
  }
  expect(wide).toEqual([]);
});

test('without script the list, search, filters and paging work', async () => {
  await open({ javaScriptEnabled: false });
  await page.goto('/');
  expect(await rows().count()).toBe(25);
  await page.getByRole('link', { name: '下一页' }).click();
  await expect.poll(() => rows().first().locator('.rank').textContent()).toBe('26');
  await page.goto('/');
  await page.selectOption('#city', '350128');
  await page.getByRole('button', { name: '应用筛选' }).click();
  expect(new URL(page.url()).searchParams.get('city')).toBe('350128');
  expect(await page.locator('.list-head p').textContent()).toContain('共 20 家');
  await rows().first().getByRole('link').click();
  await expect.poll(() => page.locator('h1').textContent()).toBe(notice.lines[3]!.name);
});

test('the province, a city and a company across the lists, without script', async () => {
  await open({ javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('link', { name: '历年比较与地图' }).first().click();
  const ofQuanzhou = notice.lines.filter(({ regionCode }) => regionCode === '3505');
  const fen = ofQuanzhou.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  const amount = `${fen / 100n}`.replace(/\B(?=(\d{3})+$)/g, ',') + `.${String(fen % 100n).padStart(2, '0')}`;
  await page.locator('.map').getByRole('link', { name: /^泉州/ }).click();
  await expect.poll(() => page.locator('h1').textContent()).toBe('历年比较：泉州市');
  const cells = page.locator('.notice .years tbody td');
  const share = `${((ofQuanzhou.length / notice.lines.length) * 100).toFixed(1)}%`;
  const [listed, eligible] = [ofQuanzhou.length, 2 * ofQuanzhou.length].map(String);
  expect((await cells.allTextContents()).slice(0, 5)).toEqual([listed, eligible, '50.0%', share, amount]);
  const { creditCode, name } = notice.lines[7]!;
  await page.fill('#creditCode', ` ${creditCode.toLowerCase()}`);
  await page.getByRole('button', { name: '查询' }).click();
  await expect.poll(() => page.locator('h1').textContent()).toBe(`历年比较：${name}`);
  expect(await page.locator('.years tbody td').last().textContent()).toBe('公示中');
  await page.locator('.years tbody a').click();
  await expect.poll(() => page.locator('h1').textContent()).toBe(name);
  await page.goto('/years?creditCode=%3Cscript%3E');
  expect(await page.getByRole('status').textContent()).toContain('没有该企业');
});

test('a line at the limit explains why its amount equals that of others', async () => {
  await page.goto(linePath(0));
  expect(await page.locator('.notice').textContent()).toContain('上限 500,000.00 元');
  await page.goto(linePath(1));
  expect(await page.locator('.notice').textContent()).not.toContain('上限');
});

test('in print, figures are dark and controls are hidden', async () => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto('/');
  for (const figure of ['.hero dd', '.lines td.amount', '#notice-title']) {
    const colour = await page
      .locator(figure)
      .first()
      .evaluate((shown) => getComputedStyle(shown).color);
    expect(colour, figure).toBe('rgb(0, 0, 0)');
  }
  expect(await page.locator('.on-paper').textContent()).toContain(gateway.url);
  for (const control of ['.filters', '.pager', '.sections', '.language', '.objecting']) {
    expect(await page.locator(control).first().isVisible(), control).toBe(false);
  }
});

test('the parts of the site are named, and the current one is marked', async () => {
  await open({ javaScriptEnabled: false });
  for (const [path, named] of [
    ['/', '公示名单'],
    ['/years?city=3505', '历年比较'],
    ['/check', '自查测算'],
    ['/objections', '异议查询'],
    ['/programmes', '通知公告'],
  ] as const) {
    await page.goto(path);
    expect(await page.locator('.sections [aria-current=page]').textContent(), path).toBe(named);
    expect(await page.locator('.language').getAttribute('href'), path).toContain(path.split('?')[0] as string);
  }
  expect(await page.getByRole('contentinfo').textContent()).toMatch(/咨询：.+\d{4}-\d{8}/);
});

test('the map leads to the city in the list', async () => {
  await page.goto('/');
  await interactive();
  await page.locator('.map').getByRole('link', { name: /^平潭/ }).click();
  await expect.poll(() => page.locator('.list-head p').textContent()).toContain('共 20 家');
});

test('search, filter, sort and page; the address holds all of it', async () => {
  await page.goto('/');
  await interactive();
  await page.fill('#q', notice.lines[40]!.creditCode);
  await page.press('#q', 'Enter');
  await expect.poll(() => rows().count()).toBe(1);
  expect(await rows().first().textContent()).toContain(notice.lines[40]!.name);
  await page.getByRole('link', { name: '清除全部条件' }).click();
  await expect.poll(() => rows().count()).toBe(25);
  await page.selectOption('#product', 'KEY_STAFF_HEALTH');
  await expect.poll(() => page.locator('.list-head p').textContent()).toContain('共 26 家');
  await page.selectOption('#order', 'AMOUNT_ASC');
  await expect.poll(() => rows().first().locator('.rank').textContent()).toBe('78');
  await page.getByRole('link', { name: '下一页' }).click();
  await expect.poll(() => rows().count()).toBe(1);
  const shared = page.url();
  await page.goBack();
  await expect.poll(() => rows().count()).toBe(25);
  await page.goto(shared);
  expect(await rows().count()).toBe(1);
  expect(await page.inputValue('#order')).toBe('AMOUNT_ASC');
  expect(complaints).toEqual([]);
});

test('everything can be reached and used with the keyboard only', async () => {
  await page.goto('/');
  await interactive();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到主要内容');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(notice.lines[0]!.name);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-state=good]');
  expect(await page.locator('h1').textContent()).toBe(notice.lines[0]!.name);
});

test('charts are drawn with code that is loaded when they come into view', async () => {
  const scripts: string[] = [];
  page.on('response', (response) => response.url().endsWith('.js') && scripts.push(response.url()));
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  expect(scripts.some((url) => url.includes('draw-chart'))).toBe(false);
  await page.locator('.charts').scrollIntoViewIfNeeded();
  await page.waitForSelector('.chart.drawn');
  expect(scripts.some((url) => url.includes('draw-chart'))).toBe(true);
});

test('the first page is small, scripts and styles included', async () => {
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => void bodies.push(response.body()));
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  const size = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(size).toBeGreaterThan(1_000);
  expect(size).toBeLessThan(100 * 1024);
});

test('a company that is not on the list checks why, and what subsidy a premium gives, without script', async () => {
  await open({ javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('link', { name: '自查是否符合条件、测算补贴' }).click();
  await page.fill('#code', notice.lines[0]!.creditCode);
  await page.getByRole('button', { name: '自查' }).click();
  await expect.poll(() => page.locator('.findings li').count()).toBeGreaterThan(2);
  await page.selectOption('#product', 'PRODUCT_LIABILITY');
  await page.fill('#premium', '1,234.56');
  await page.getByRole('button', { name: '测算' }).click();
  await expect.poll(() => page.locator('.result').textContent()).toContain('123.46');
  await page.fill('#premium', '99999999');
  await page.getByRole('button', { name: '测算' }).click();
  await expect.poll(() => page.locator('.result .big').textContent()).toContain('500,000.00');
});

test('a cursor of another order leads to the first page, and the next page begins at its top', async () => {
  await page.goto('/');
  await interactive();
  await page.getByRole('link', { name: '下一页' }).click();
  await expect.poll(() => rows().first().locator('.rank').textContent()).toBe('26');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('list');
  const top = await page.evaluate(() => document.getElementById('list')!.getBoundingClientRect().top);
  expect(Math.abs(top)).toBeLessThan(50);
  const response = await page.goto(`${page.url()}&order=NAME`);
  expect(response?.status()).toBe(200);
  expect(await rows().count()).toBe(25);
});

test('the script is small', async () => {
  let size = 0;
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) size += gzipSync(await response.body()).length;
  });
  await page.goto(linePath(1));
  await page.waitForSelector('[data-state=good]');
  await page.waitForLoadState('networkidle');
  expect(size).toBeGreaterThan(1_000);
  expect(size).toBeLessThan(150 * 1024);
});

test('a line is verified in the browser, and a forged one is not', async () => {
  await page.goto(linePath(5));
  await page.waitForSelector('[data-state=good]');
  expect(await page.locator('.proof').textContent()).toContain('核验通过');
  expect(await page.locator('.proof').textContent()).toContain('第 7 条，共 81 条');
  await page.route(/PageProof/, async (route) => {
    const answer = (await (await route.fetch()).json()) as { data: { recipientProof: { entry: string } } };
    answer.data.recipientProof.entry = answer.data.recipientProof.entry.replace(notice.lines[5]!.amount, '1.00');
    await route.fulfill({ json: answer });
  });
  await page.reload();
  await page.waitForSelector('[data-state=bad]');
  expect(await page.locator('.proof').textContent()).toContain('核验未通过');
});

test('an error is shown, and can be retried', async () => {
  await page.goto('/');
  await interactive();
  await page.route('**/graphql?**', (route) => route.abort());
  await page.selectOption('#city', '3505');
  await page.waitForSelector('.message.error');
  expect(await violations(page)).toEqual([]);
  await page.unroute('**/graphql?**');
  await page.getByRole('button', { name: '重试' }).click();
  await expect.poll(() => page.locator('.list-head p').textContent()).toContain('共 20 家');
});

test('a name is never interpreted as markup', async () => {
  const [line] = someLines(1);
  line!.name = `</script><img src=x onerror="document.title='owned'">`;
  const other = await arrangeNotice(gateway, [line!]);
  await logged(gateway, 83);
  await page.goto(`/?notice=${other.id}`);
  expect(await rows().first().locator('th').textContent()).toBe(line!.name);
  await rows().first().getByRole('link').click();
  await page.waitForSelector('[data-state=good]');
  expect(await page.title()).not.toBe('owned');
});

test('a corrected notice is marked, and an earlier line is marked as superseded', async () => {
  const corrected = notice.lines.slice(1).map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
  await arrangeRelease(gateway, notice.key, 2, corrected, '第 1 行异议成立，予以剔除');
  await logged(gateway, 83 + 80);
  await page.goto(`/?notice=${notice.id}`);
  expect(await page.locator('.notice .reason').textContent()).toContain('第 1 行异议成立');
  expect(await page.locator('.list-head p').textContent()).toContain('共 79 家');
  await page.goto(linePath(0));
  expect(await page.locator('.reason').textContent()).toContain('较早的版本');
  expect(await page.locator('.history').textContent()).toContain('移出名单');
});
