import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveExamples } from '../../examples/serve.mjs';
import { launchBrowser, violations, type Visit, visit, widthOf } from '../kit/browser.js';
import { picture } from '../kit/examples.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

let gateway: TestGateway;
let served: Awaited<ReturnType<typeof serveExamples>>;
let browser: Browser;
let at: Visit;

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  served = await serveExamples({ gateway: gateway.url, port: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await gateway?.stop();
});
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

  beforeAll(async () => {
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
