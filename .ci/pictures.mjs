// Takes the pictures of docs/insurers.zh.md: the insurer's desk against a demonstration that runs.
//   npm start, and in a second terminal: MIANSHEN_TOKEN=<the INSURER token that it printed> node .ci/pictures.mjs
import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { serveExamples } from '../examples/serve.mjs';

const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:4000';
const token = process.env.MIANSHEN_TOKEN;
if (!token) throw new Error('MIANSHEN_TOKEN: the INSURER token that `npm start` printed');

async function ask(query, variables = {}) {
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

const { programmes } = await ask('{ programmes(first: 20) { nodes { code policyYear openForPush } } }');
const programme = programmes.nodes.find(({ openForPush }) => openForPush);
const { publicityNotices } = await ask('{ publicityNotices(first: 1) { nodes { id } } }');
const { recipients } = await ask(
  'query ($id: ID!) { recipients(noticeId: $id, first: 3) { nodes { creditCode name } } }',
  {
    id: publicityNotices.nodes[0].id,
  },
);
const run = Date.now();
const rows = recipients.nodes.map(({ creditCode, name }, index) => [
  `PDAA${run}${index}`,
  creditCode,
  index === 1 ? name.replace('有限公司', '公司') : name,
  '产品责任保险',
  `${programme.policyYear}-03-01`,
  // The last row is one that fails: its term is too long.
  `${programme.policyYear + (index === 2 ? 2 : 1)}-02-28`,
  '12000.00',
  `2535${run}${index}`,
]);
const headings = '保单号,统一社会信用代码,企业名称,险种,保险起期,保险止期,保费（元）,发票号码';
const csv = [headings, ...rows.map((row) => row.join(','))].join('\n');

const served = await serveExamples({ gateway, port: 0 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--lang=zh-CN'],
  env: { ...process.env, LANGUAGE: 'zh_CN' },
});
try {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 }, colorScheme: 'light', locale: 'zh-CN' });
  await page.goto(`${served.url}/insurers-desk/`);
  await page.fill('#token', token);
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.waitForSelector('#desk:not([hidden])');
  await page.selectOption('#programme', programme.code);
  await take(page, 'send', 'section[aria-labelledby="send-heading"]');
  const file = { name: '八月保单.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.setInputFiles('#policy-file', file);
  await page.waitForSelector('#failed:not([hidden])');
  await take(page, 'result', '#result');
  await page.selectOption('#outcome', 'incomplete');
  await page.locator('#policies tr', { hasText: rows[0][0] }).waitFor();
  await take(page, 'papers', 'section[aria-labelledby="papers-heading"]');
  await page.locator('#policies tr:nth-child(n+4)').evaluateAll((found) => found.forEach((row) => row.remove()));
  await take(page, 'policies', 'section[aria-labelledby="policies-heading"]');
} finally {
  await browser.close();
  await served.stop();
}

/** A part of the page as WebP, which Playwright itself does not write. */
async function take(page, name, selector) {
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  const scroll = await page.evaluate(() => scrollY);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    captureBeyondViewport: true,
    clip: { x, y: y + scroll, width, height, scale: 1.25 },
  });
  await writeFile(new URL(`../docs/pictures/desk-${name}.webp`, import.meta.url), Buffer.from(data, 'base64'));
}
