import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { launchBrowser, type Visit, visit } from '../kit/browser.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishYear, type PublishedYear } from '../kit/published-year.js';
import { arrangeInsurer, arrangePerson, policyRow, programmeCode } from '../kit/world.js';
import { csvOf } from '../kit/upload.js';

/** The client kit as it is packed, in a page of another origin than the gateway. */
let gateway: TestGateway;
let year: PublishedYear;
let browser: Browser;
let site: http.Server;
let at: Visit;

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'packages/client']);
  gateway = await startTestGateway();
  year = await publishYear(gateway, 3);
  site = http.createServer((request, response) => void serve(request.url ?? '/', response));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  at = await visit(browser, url);
  await at.page.goto('/');
  await at.page.waitForFunction('globalThis.kit !== undefined');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  site?.close();
  await gateway?.stop();
});

const page = `<!doctype html><title>kit</title><link rel="icon" href="data:,">
<script type="module">import * as kit from '/index.js'; globalThis.kit = kit;</script>`;

async function serve(url: string, response: http.ServerResponse): Promise<void> {
  if (url === '/') return void response.setHeader('content-type', 'text/html').end(page);
  const file = await fs.readFile(path.join('packages/client/dist', path.normalize(url)));
  response.setHeader('content-type', 'text/javascript').end(file);
}

type Kit = typeof import('../../packages/client/src/index.js');
interface Given {
  url: string;
  token?: string;
  text?: string;
  path?: string;
  after?: string;
  wanted?: number;
  noticeId?: string;
}

/** Runs in the page, with the kit. */
function inPage<Answer>(work: (given: Given) => Promise<Answer>, given: Partial<Given> = {}): Promise<Answer> {
  return at.page.evaluate(work, { url: gateway.url, ...given });
}

test('public data are read with types, and a refusal has its code across origins', async () => {
  const answered = await inPage(
    async ({ url, noticeId }) => {
      const { Gateway, KitRecipientsDocument, KitMyClaimsDocument } = (globalThis as unknown as { kit: Kit }).kit;
      const kit = new Gateway({ url, language: 'en', clientName: 'browser' });
      const { recipients } = await kit.ask(KitRecipientsDocument, { noticeId: noticeId as string, orderBy: 'RANK' });
      const refused = await kit.ask(KitMyClaimsDocument).catch((error: { code: string }) => error.code);
      return { count: recipients?.totalCount, refused };
    },
    { noticeId: year.noticeId },
  );
  expect(answered).toEqual({ count: 3, refused: 'UNAUTHENTICATED' });
});

test('a subscription continues from its last cursor after the network was interrupted', async () => {
  const { token } = await arrangePerson(gateway, Role.AUDITOR);
  const [all] = await gateway.sql<{ count: number }>(
    `select count(*)::int as count from event where type = 'CLAIM_STATUS_CHANGED'`,
  );
  const { events } = await gateway
    .client(token)
    .get<{ events: { nodes: { cursor: string; type: string }[] } }, never>(
      '{ events(last: 100) { nodes { cursor type } } }',
    );
  const first = events.nodes.findIndex(({ type }) => type === 'CLAIM_STATUS_CHANGED');
  const after = events.nodes[first - 1]!.cursor;
  let cuts = 0;
  // The first connection ends in the middle of what it was sent, as where a train goes into a tunnel.
  await at.page.route('**/graphql/stream', async (route) => {
    if ((cuts += 1) > 1) return route.continue();
    const frame = `event: next\ndata: ${JSON.stringify({ data: { claimStatusChanged: { cursor: events.nodes[first]!.cursor } } })}\n\n`;
    return route.fulfill({
      headers: { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' },
      body: frame,
    });
  });
  const cursors = await inPage(
    async ({ url, token: held, after: since, wanted }) => {
      const { Gateway, KitClaimStatusChangedDocument } = (globalThis as unknown as { kit: Kit }).kit;
      const kit = new Gateway({ url, token: held as string });
      const left = new AbortController();
      const seen: string[] = [];
      const options = { pause: 10, signal: left.signal };
      for await (const { claimStatusChanged } of kit.follow(
        KitClaimStatusChangedDocument,
        { after: since as string },
        options,
      )) {
        seen.push(claimStatusChanged.cursor);
        if (seen.length === wanted) left.abort();
      }
      return seen;
    },
    { token, after, wanted: all!.count },
  );
  await at.page.unroute('**/graphql/stream');
  expect(cuts).toBeGreaterThan(1);
  expect(new Set(cursors).size).toBe(all!.count);
  expect(cursors[0]).toBe(events.nodes[first]!.cursor);
});

test('a file is uploaded with progress, and its rows have results', async () => {
  const insurer = await arrangeInsurer(gateway);
  const rows = Array.from({ length: 5_000 }, () => policyRow(year.companies[0]!));
  const uploaded = await inPage(
    async ({ url, token, text, path: route }) => {
      const { Gateway, upload } = (globalThis as unknown as { kit: Kit }).kit;
      const shares: number[] = [];
      const answer = await upload<{ id: string }>(
        new Gateway({ url, token: token as string }),
        route as string,
        new Blob([text as string]),
        {
          onProgress: (share) => shares.push(share),
        },
      );
      return { id: answer.id, shares };
    },
    {
      token: insurer.token,
      text: csvOf(rows),
      path: `/upload/policies?programme=${programmeCode}&fileName=kit.csv&idempotencyKey=browser`,
    },
  );
  expect(uploaded.id).toBeTruthy();
  expect(uploaded.shares.at(-1)).toBe(1);
  expect(uploaded.shares).toEqual(uploaded.shares.toSorted((one, other) => one - other));
  expect(at.complaints.filter((text) => !/401/.test(text))).toEqual([]);
});
