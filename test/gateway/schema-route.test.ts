import fs from 'node:fs';
import http from 'node:http';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everybody } from '../../src/access/role.js';
import { changesBetween, deprecatedIn } from '../../.ci/changelog.mjs';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const operationTypes = ['Query', 'Mutation', 'Subscription'];

/** The operations of a schema, with the roles that it prints for each. */
function operationsOf(sdl: string): Map<string, string[]> {
  const schema = buildSchema(sdl, { assumeValid: true });
  const fields = operationTypes.flatMap((name) => {
    const type = schema.getType(name);
    return isObjectType(type)
      ? Object.values(type.getFields()).map((field) => [`${name}.${field.name}`, field] as const)
      : [];
  });
  return new Map(
    fields.map(([name, { astNode }]) => {
      const access = astNode?.directives?.find((directive) => directive.name.value === 'access');
      const roles = access?.arguments?.[0]?.value;
      return [
        name,
        roles?.kind === 'ListValue' ? roles.values.map((value) => ('value' in value ? String(value.value) : '')) : [],
      ];
    }),
  );
}

const whole = async () => (await fetch(`${gateway.url}/schema.graphql`)).text();

test.each(everybody)('%s gets a schema that builds and has only its operations', async (role) => {
  const sdl = await (await fetch(`${gateway.url}/schema.graphql?role=${role}`)).text();
  buildSchema(sdl);
  const all = await whole();
  expect(sdl.length).toBeLessThan(all.length + 1);
  const own = [...operationsOf(all)].filter(([, roles]) => roles.includes(role)).map(([name]) => name);
  expect([...operationsOf(sdl).keys()]).toEqual(own);
});

test('the schema has a version and an ETag, and an unknown role is refused', async () => {
  const first = await fetch(`${gateway.url}/schema.graphql?role=INSURER`);
  expect(first.headers.get('schema-version')).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
  const headers = { 'if-none-match': String(first.headers.get('etag')) };
  expect((await fetch(`${gateway.url}/schema.graphql?role=INSURER`, { headers })).status).toBe(304);
  expect((await fetch(`${gateway.url}/schema.graphql`, { headers })).status).toBe(200);
  expect((await fetch(`${gateway.url}/schema.graphql?role=KING`)).status).toBe(400);
});

test('the documentation is served, and every link in it leads to a page', async () => {
  const list = await (await fetch(`${gateway.url}/docs`)).text();
  const open = [...list.matchAll(/href="(\/docs\/[^"#]+)"/g)].map(([, address]) => address!);
  const seen = new Set<string>();
  const pages = new Map<string, string>();
  expect(open.length).toBeGreaterThan(8);
  while (open.length > 0) {
    const address = open.pop()!;
    if (seen.has(address)) continue;
    seen.add(address);
    const response = await fetch(gateway.url + address);
    expect([address, response.status]).toEqual([address, 200]);
    const html = await response.text();
    open.push(...[...html.matchAll(/(?:href|src)="(\/docs\/[^"#]+)/g)].map(([, link]) => link!));
    pages.set(address, html);
  }
  expect([...seen].filter((address) => address.endsWith('.webp')).length).toBeGreaterThan(3);
  for (const [address, html] of pages) {
    for (const [, target = '', id] of html.matchAll(/href="(\/docs\/[^"#]+)?#([^"]+)"/g)) {
      const heading = decodeURIComponent(id!);
      expect([address, heading, pages.get(target || address)?.includes(` id="${heading}"`)]).toEqual([
        address,
        heading,
        true,
      ]);
    }
  }
});

test('search engines and browsers find their standard files, and an unknown page is an HTML page', async () => {
  expect(await (await fetch(`${gateway.url}/robots.txt`)).text()).toContain('/sitemap.xml');
  expect(await (await fetch(`${gateway.url}/sitemap.xml`)).text()).toContain(`<loc>${gateway.url}/check</loc>`);
  expect((await fetch(`${gateway.url}/favicon.ico`)).headers.get('content-type')).toBe('image/svg+xml');
  const visit = await fetch(`${gateway.url}/nowhere`, { headers: { accept: 'text/html' } });
  expect([visit.status, visit.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  const program = await fetch(`${gateway.url}/nowhere`);
  expect([program.status, program.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
});

test('pages name their canonical address, for any Host header, and their publisher', async () => {
  const said = await new Promise<string>((resolve, reject) => {
    const request = http.get(`${gateway.url}/?q=x`, { headers: { host: 'evil.example' } }, (response) => {
      response.toArray().then((parts) => resolve(Buffer.concat(parts).toString()), reject);
    });
    request.once('error', reject);
  });
  expect(said).toContain(`<link rel="canonical" href="${gateway.url}/?q=x">`);
  expect(said).not.toContain('evil.example');
  for (const path of ['/', '/years', '/programmes']) {
    const html = await (await fetch(gateway.url + path)).text();
    expect(html).toContain('福建省科学技术厅');
    expect(html).toContain('href="https://creativecommons.org/licenses/by/4.0/"');
  }
});

test('the verifier is served with its digest', async () => {
  const program = await (await fetch(`${gateway.url}/verify/mianshen-verify.mjs`)).bytes();
  const [digest] = (await (await fetch(`${gateway.url}/verify/mianshen-verify.mjs.sha256`)).text()).split(' ');
  expect(Buffer.from(await crypto.subtle.digest('SHA-256', program)).toString('hex')).toBe(digest);
});

test('programs can read the changes of each release and what is deprecated', async () => {
  const answer = await fetch(`${gateway.url}/schema/changelog.json`);
  const { releases, deprecated } = (await answer.json()) as {
    releases: { version: string; since: string | null; changes: unknown[] }[];
    deprecated: { path: string }[];
  };
  const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
  expect(releases[0]?.version).toBe(version);
  expect(releases.at(-1)).toMatchObject({ since: null });
  const sdl = await whole();
  expect(deprecated.length).toBe((sdl.match(/@deprecated\(/g) ?? []).length);
  const etag = answer.headers.get('etag') as string;
  const again = await fetch(`${gateway.url}/schema/changelog.json`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test('a change has a level and a coordinate, a deprecation its reason', async () => {
  const before = 'type Query { a: Int b(x: Int): Int }';
  const now =
    'type Query { b(x: Int, y: Int): Int @deprecated(reason: "use c; gone after 2027-06-01") c: Kind } enum Kind { NEW }';
  const changes = await changesBetween(before, now);
  expect(changes.find(({ path }) => path === 'Query.a')).toMatchObject({ level: 'BREAKING', type: 'FIELD_REMOVED' });
  expect(changes.find(({ path }) => path === 'Query.c')).toMatchObject({ level: 'SAFE', type: 'FIELD_ADDED' });
  expect(deprecatedIn(now)).toEqual([{ path: 'Query.b', reason: 'use c; gone after 2027-06-01' }]);
});
