import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { launchBrowser, visit } from '../kit/browser.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson, type Person } from '../kit/world.js';

/** The explorer, as somebody who builds a client uses it: with a token in its headers. */
let gateway: TestGateway;
let browser: Browser;
let science: Person;

beforeAll(async () => {
  gateway = await startTestGateway();
  science = await arrangePerson(gateway, Role.SCIENCE);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});

test('a subscription is sent with the token of the headers', async () => {
  const { context, page } = await visit(browser, gateway.url);
  await page.goto('/graphql');
  const write = async (editor: string, text: string) => {
    await page.locator(`${editor} .view-lines`).first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  };
  await write('.graphiql-query-editor .graphiql-editor', 'subscription { claimStatusChanged { cursor } }');
  await page.getByRole('button', { name: 'Headers' }).click();
  await write(
    '.graphiql-editor-tool .graphiql-editor:not(.hidden)',
    JSON.stringify({ authorization: `Bearer ${science.token}` }),
  );
  const asked = page.waitForRequest((request) => request.url().includes('/graphql?query=subscription'));
  await page
    .getByRole('button', { name: /execute/i })
    .first()
    .click();
  const menu = page.getByRole('menuitem');
  if (await menu.count()) await menu.first().click();
  const request = await asked;
  expect(request.headers()['authorization']).toBe(`Bearer ${science.token}`);
  const response = await request.response();
  expect(response?.status()).toBe(200);
  await context.close();
});
