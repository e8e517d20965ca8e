import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { RegisterFrontEndDocument } from '../generated/graphql.js';
import { launchBrowser, violations, visit, type Visit, widthOf } from '../kit/browser.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { password, registerPerson, wait } from '../kit/people.js';
import { arrangeEnterprise, arrangePerson } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* The sign-in pages of the OAuth server, as a person uses them. */
const back = 'https://front-end.example/callback';
let gateway: TestGateway;
let browser: Browser;
let clientId: string;
let at: Visit;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  const platform = await arrangePerson(gateway, Role.PLATFORM);
  const input = { name: '企业财务助手', redirectUris: [back], scopes: ['READ' as const], idempotencyKey: randomUUID() };
  const { registerFrontEnd } = await platform.client.get(RegisterFrontEndDocument, { input });
  clientId = registerFrontEnd.frontEnd!.clientId;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});
afterEach(() => at.context.close());

/** Comes from the front-end, which need not be there. */
async function arrive(options: Parameters<typeof visit>[2] = {}): Promise<void> {
  at = await visit(browser, gateway.url, options);
  await at.page.route(`${back}**`, (route) => route.fulfill({ body: 'arrived' }));
  const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url');
  const asked = { client_id: clientId, redirect_uri: back, response_type: 'code', scope: 'read', state: 'xyz' };
  const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
  await at.page.goto(`/oauth/authorize?${new URLSearchParams({ ...asked, ...proof })}`);
}

async function receivedCode(phone: string, before: number): Promise<string> {
  const texts = () => gateway.texts.filter((text) => text.phone === phone);
  await expect.poll(() => texts().length, { timeout: 20_000 }).toBeGreaterThan(before);
  return texts().at(-1)?.parameters['code'] as string;
}

const button = (name: RegExp) => at.page.getByRole('button', { name });

/** Presses a button that leads to a page, and waits for that page: on a slow machine the old one is there for a while. */
async function submit(name: RegExp): Promise<void> {
  const loaded = at.page.waitForEvent('load');
  await button(name).click();
  await loaded;
}

test('by SMS, after a mistake that loses no input, to a page that names the person', async () => {
  const { phone } = await registerPerson(gateway);
  wait(gateway, 61);
  await arrive();
  await at.page.fill('#phone', phone);
  await button(/短信验证码登录/).click();
  expect(await at.page.inputValue('#phone')).toBe(phone);
  await button(/获取验证码/).click();
  const code = await receivedCode(phone, 1);
  await expect.poll(() => at.page.locator('#code-state').textContent()).toContain('验证码已发送');
  await at.page.fill('#code', code === '000000' ? '000001' : '000000');
  await button(/^登录/).click();
  await expect.poll(() => at.page.getByRole('alert').textContent()).not.toBe('');
  expect(await at.page.inputValue('#phone')).toBe(phone);
  expect(await at.page.inputValue('#code')).not.toBe('');
  await at.page.fill('#code', code);
  await button(/^登录/).click();
  await expect.poll(() => at.page.locator('h1').textContent()).toContain('授权');
  const said = await at.page.locator('.ask').textContent();
  expect(said).toContain('企业');
  expect(said).toContain(`尾号 ${phone.slice(-4)}`);
  await button(/同意/).click();
  await at.page.waitForURL(/front-end\.example.*code=/);
});

test('a forgotten password can be reset meanwhile, and another account can be chosen', async () => {
  const { phone } = await registerPerson(gateway);
  wait(gateway, 61);
  await arrive();
  await button(/忘记密码/).click();
  await at.page.fill('#phone', phone);
  await button(/获取验证码/).click();
  await at.page.fill('#code', await receivedCode(phone, 1));
  await at.page.fill('#password', 'a quite new password');
  await button(/重设密码/).click();
  await expect.poll(() => at.page.getByRole('status').textContent()).toContain('密码已重设');
  expect(await at.page.inputValue('#phone')).toBe(phone);
  const signIn = async (secret: string) => {
    await at.page.fill('#phone', phone);
    await at.page.fill('#password', secret);
    await submit(/^登录/);
    return at.page.locator('h1').textContent();
  };
  expect(await signIn(password)).toContain('登录');
  expect(await at.page.getByRole('alert').count()).toBe(1);
  // Sessions are dated in whole seconds: one of the second of the reset counts as ended by it.
  await expect.poll(() => signIn('a quite new password'), { timeout: 10_000, interval: 500 }).toContain('授权');
  await submit(/换一个账号/);
  expect(await at.page.locator('h1').textContent()).toContain('登录');
});

test('without script a password signs in, and each role is named by its purpose', async () => {
  const { phone, token } = await registerPerson(gateway);
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string };
  const company = await arrangeEnterprise(gateway);
  await gateway.sql(
    `insert into role_grant (id, account_id, role, subject_id, granted_at, manages, version) values (uuidv7(), $1, 'ENTERPRISE', $2, now(), false, 1)`,
    [sub, company.id],
  );
  await arrive({ javaScriptEnabled: false });
  await at.page.fill('#phone', phone);
  await at.page.fill('#password', password);
  await submit(/^登录/);
  expect(await at.page.locator('h1').textContent()).toContain('选择身份');
  await at.page.getByLabel(`企业：${company.name}`).check();
  await submit(/继续/);
  expect(await at.page.locator('.ask').textContent()).toContain(`企业：${company.name}`);
});

test.each([
  [360, 'light'],
  [360, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)('%i wide, %s, the pages have no barrier that axe finds', async (width, colorScheme) => {
  await arrive({ viewport: { width, height: 844 }, colorScheme });
  for (const next of [undefined, /短信验证码登录/, /忘记密码/]) {
    if (next) await button(next).click();
    expect(await violations(at.page)).toEqual([]);
    expect(await widthOf(at.page)).toBeLessThanOrEqual(width);
    const folder = process.env['PICTURES'];
    const name = `sign-in-${width}-${colorScheme}-${next ? next.source : 'password'}.png`;
    if (folder) await at.page.screenshot({ path: `${folder}/${name}` });
  }
  expect(at.complaints).toEqual([]);
});
