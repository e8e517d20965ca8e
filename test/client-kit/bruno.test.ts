import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangeInsurer, arrangePerson, programmeCode } from '../kit/world.js';

/* The Bruno collection, read by Bruno's own parser and sent to a gateway in its order. */

interface Parsed {
  meta: { name: string; type: string };
  http: { url: string; body: string };
  auth?: { bearer: { token: string } };
  body: { graphql: { query: string; variables?: string } };
  script?: { res: string };
}

const { bruToJsonV2 } = createRequire(import.meta.url)('@usebruno/lang') as { bruToJsonV2: (text: string) => Parsed };
const folder = 'examples/bruno';
const requests = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.bru'))
  .map((name) => bruToJsonV2(fs.readFileSync(path.join(folder, name), 'utf8')));

let gateway: TestGateway;
const clients: Record<string, ApiClient> = {};
const values: Record<string, string> = { programme: programmeCode, openProgramme: programmeCode };
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2) });
  clients['{{insurer_token}}'] = (await arrangeInsurer(gateway, '闽江人寿')).client;
  clients['{{science_token}}'] = (await arrangePerson(gateway, Role.SCIENCE)).client;
});
afterAll(() => gateway.stop());

const filled = (text: string) =>
  text.replaceAll(/\{\{(\$?\w+)\}\}/g, (_, name: string) => (name === '$guid' ? randomUUID() : (values[name] ?? '')));

type Result = Record<string, unknown> & { userErrors?: unknown[] };

/** What the script of a request keeps of its answer: `bru.setVar('name', res.body.data.a.b[0]?.id)`. */
function keep(script: string, body: object): void {
  const bru = { setVar: (name: string, value: string) => (values[name] = value) };
  // oxlint-disable-next-line typescript/no-implied-eval -- the scripts of the collection, as Bruno runs them
  new Function('bru', 'res', script)(bru, { body });
}

test.each(requests.map((request) => [request.meta.name, request] as const))('%s', async (_, request) => {
  expect(request.http).toMatchObject({ url: '{{gateway}}/graphql', body: 'graphql' });
  const client = request.auth ? clients[request.auth.bearer.token]! : gateway.client();
  const { query, variables = '{}' } = request.body.graphql;
  const data = await client.get<Record<string, Result>, object>(query, JSON.parse(filled(variables)) as object);
  for (const result of Object.values(data)) {
    expect(result).not.toBeNull();
    expect(result.userErrors ?? []).toEqual([]);
  }
  if (request.script) {
    keep(request.script.res, { data });
    const [, name = ''] = /setVar\('(\w+)'/.exec(request.script.res) ?? [];
    expect(values[name]).toBeTruthy();
  }
});
