import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { getNamedType, type GraphQLInputType, type GraphQLObjectType, isInputObjectType, isListType } from 'graphql';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { findUnwritable, findUnwritableInLine } from '../../src/kernel/text/text.js';
import { openFile } from '../../src/spreadsheet/reading/open-file.js';
import type { SheetRow } from '../../src/spreadsheet/row-kind.js';
import { rowReader } from '../../src/spreadsheet/row-reader.js';
import { withoutGuard } from '../../src/spreadsheet/text/write-text.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmList, uploadList } from '../kit/lists.js';
import { arrangeNotice, someLines } from '../kit/published.js';
import { confirmContact } from '../kit/published-year.js';
import { callOf, nullable } from '../kit/schema-values.js';
import { ended, headings, upload } from '../kit/upload.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  nextCreditCode,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { findRowKinds } from './row-kinds.js';
import { anyText, texts } from './strings.js';
import { canWrite, writers } from './written-tables.js';

/*
 * Any text, through any entrance: it is kept as it is and given back the same, or it is refused with a code. Blanks
 * around it are no part of it, and in files ="…" and a leading apostrophe are marks (docs/insurers.md).
 */

const isMarked = (text: string) => /^[\s']*[=']/.test(text);
const isLine = (text: string) => text.trim() !== '' && findUnwritableInLine(text) === undefined;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-entrances-'));
let gateway: TestGateway;
let insurer: Person;
let platform: Person;
let science: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, now: '2025-08-20T02:00:00Z' });
  insurer = await arrangeInsurer(gateway);
  platform = await arrangePerson(gateway, Role.PLATFORM);
  science = await arrangePerson(gateway, Role.SCIENCE);
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('every kind of file, in every format', async () => {
  let files = 0;
  for (const { name, kind } of await findRowKinds()) {
    test.each(Object.keys(writers))(`${name}: a text of %s is read as it is, or refused`, async (format) => {
      const columns = kind.columns.filter((column) => column.kind === 'text' && column.required);
      await fc.assert(
        fc.asyncProperty(texts(12), async (all) => {
          const given = all.filter((text) => canWrite(format, text) && !isMarked(text) && text.trim() !== '');
          fc.pre(given.length > 0);
          const heads = kind.columns.map(({ heading }) => heading);
          const rows = given.map((text) => kind.columns.map((column) => (columns.includes(column) ? text : 'x')));
          const file = path.join(folder, `${(files += 1)}`);
          fs.writeFileSync(file, await (writers[format] as (typeof writers)[string])(heads, rows));
          const opened = await openFile(file, kind.columns);
          const read = rowReader(opened.layout);
          const found: (SheetRow | undefined)[] = [];
          for await (const batch of opened.batches) for (const raw of batch.rows) found.push(read(raw));
          opened.close();
          expect(found.length).toBe(given.length);
          given.forEach((text, at) => {
            const faults = found[at]?.faults ?? [];
            for (const { key } of columns) {
              const refused = faults.some(
                ({ path: place }) => place === null || place.length === 0 || place[0] === key,
              );
              if (isLine(text.trim())) expect(found[at]?.texts[key], JSON.stringify(text)).toBe(text.trim());
              else expect(refused, JSON.stringify(text)).toBe(true);
            }
          });
        }),
        { numRuns: 4, endOnFailure: true },
      );
    });
  }
});

const insuredNames = async (numbers: string[]) => {
  const query = 'query($n: String!) { policies(filter: { policyNo: $n }) { nodes { insuredName } } }';
  const answers = await Promise.all(numbers.map((n) => insurer.client.ask<Named, never>(query, { n } as never)));
  return answers.map(({ data }) => data?.policies.nodes[0]?.insuredName);
};
interface Named {
  policies: { nodes: { insuredName: string }[] };
}

describe('names of policies', () => {
  const rowsOf = async (names: string[]) => {
    const enterprise = await arrangeEnterprise(gateway);
    return names.map((enterpriseName) => ({ ...policyRow(enterprise), enterpriseName }));
  };

  test('through the API', async () => {
    await fc.assert(
      fc.asyncProperty(texts(20), async (names) => {
        const rows = await rowsOf(names);
        const query = `mutation($i: SubmitPoliciesInput!) { submitPolicies(input: $i) { rows { userErrors { code path } } } }`;
        const input = { programme: programmeCode, rows, idempotencyKey: crypto.randomUUID() };
        const { data } = await insurer.client.ask<
          { submitPolicies: { rows: { userErrors: { code: string }[] }[] } },
          never
        >(query, { i: input } as never);
        const found = await insuredNames(rows.map(({ policyNo }) => policyNo as string));
        names.forEach((name, at) => {
          if (isLine(name.trim()) && name.trim().length <= 200) expect(found[at]).toBe(name.trim());
          else expect(data?.submitPolicies.rows[at]?.userErrors.map(({ code }) => code).length).toBeGreaterThan(0);
        });
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  const cellsOf = (row: Awaited<ReturnType<typeof rowsOf>>[number]) =>
    [
      row.policyNo,
      row.creditCode,
      row.enterpriseName,
      row.product,
      row.startsOn,
      row.endsOn,
      row.premium,
      row.invoiceNo,
    ] as string[];

  test.each(Object.keys(writers))('through a file: %s, and back from the failed rows', async (format) => {
    await fc.assert(
      fc.asyncProperty(texts(15), async (all) => {
        const names = all.filter((name) => canWrite(format, name) && isLine(name) && !isMarked(name));
        fc.pre(names.length > 1);
        const rows = await rowsOf(names);
        // The first one fails, and is given back.
        const cells = rows.map((row, at) => cellsOf(at === 0 ? { ...row, premium: 'x' } : row));
        const bytes = await (writers[format] as (typeof writers)[string])(headings.split(','), cells);
        const { id } = await upload(insurer.client, new Uint8Array(bytes));
        const submission = await ended(insurer.client, id);
        expect(submission).toMatchObject({ fault: null, failedCount: 1, acceptedCount: names.length - 1 });
        expect((await insuredNames(rows.map(({ policyNo }) => policyNo as string))).slice(1)).toEqual(
          names.slice(1).map((name) => name.trim()),
        );
        const failed = await failedNames(id);
        expect(failed).toEqual({ csv: names[0], xlsx: names[0] });
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  async function failedNames(id: string) {
    const get = (extension: string) => insurer.client.fetch(`/submissions/${id}/failed-rows.${extension}`);
    const lines = parse(await (await get('csv')).text(), { bom: true }) as string[][];
    const { sheets } = await readXlsx(new Uint8Array(await (await get('xlsx')).arrayBuffer()));
    return { csv: withoutGuard(lines[1]?.[2] ?? ''), xlsx: withoutGuard(String(sheets[0]?.rows[1]?.[2])) };
  }
});

test('names of companies, through a list', async () => {
  await fc.assert(
    fc.asyncProperty(texts(10), async (all) => {
      const names = all.filter((name) => isLine(name) && !isMarked(name) && name.trim().length <= 200);
      fc.pre(names.length > 0);
      const codes = names.map(() => nextCreditCode());
      const rows = names.map((name, at) => [name, codes[at] as string, '瞪羚企业', '2024-01-01', '2025-12-31']);
      const heads = ['企业名称', '统一社会信用代码', '资质类别', '有效期起', '有效期止'];
      const bytes = new Uint8Array(await (writers['ndjson'] as (typeof writers)[string])(heads, rows));
      const list = await uploadList(platform.client, bytes, { kind: 'QUALIFICATIONS', source: names[0] as string });
      expect(list).toMatchObject({ status: 'WAITING', failedCount: 0 });
      await confirmList(gateway, list);
      const query = 'query($c: String!) { enterprises(filter: { creditCode: $c }) { nodes { name } } }';
      for (const [at, code] of codes.entries()) {
        const found = async () =>
          (
            await platform.client.ask<{ enterprises: { nodes: { name: string }[] } }, never>(query, {
              c: code,
            } as never)
          ).data?.enterprises.nodes[0]?.name;
        await expect.poll(found, { timeout: 15_000 }).toBe((names[at] as string).trim());
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

test('statements of objections', async () => {
  const notice = await arrangeNotice(gateway, someLines(1), '2099-12-31');
  const file = `mutation($i: FileObjectionInput!) { fileObjection(input: $i) { objection { id } userErrors { code } } }`;
  const read = '{ objections(first: 100) { nodes { id filing { statement } } } }';
  let phones = 0;
  await fc.assert(
    fc.asyncProperty(anyText, async (statement) => {
      phones += 1;
      await gateway.sql('update contact_challenge set address_digest = gen_random_uuid()::text');
      const contact = await confirmContact(gateway, notice.id, `1396660${String(phones).padStart(4, '0')}`);
      const input = { ...contact, creditCode: null, name: '王小明', statement };
      const { data, errors } = await gateway.client().ask<Filed, never>(file, { i: input } as never);
      const refused = errors?.[0]?.extensions.code ?? data?.fileObjection.userErrors[0]?.code;
      if (findUnwritable(statement) || statement.trim() === '') {
        expect(refused).toBeTruthy();
        return;
      }
      expect(refused).toBeUndefined();
      const { data: all } = await science.client.ask<Read, never>(read);
      const found = all?.objections.nodes.find(({ id }) => id === data?.fileObjection.objection?.id);
      expect(found?.filing?.statement).toBe(statement.trim());
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
interface Filed {
  fileObjection: { objection: { id: string } | null; userErrors: { code: string }[] };
}
interface Read {
  objections: { nodes: { id: string; filing: { statement: string } | null }[] };
}

/** Every text among the arguments of an operation, but those that are answered row by row. */
function* textsOf(type: GraphQLInputType, at: string): Generator<string> {
  const plain = nullable(type);
  const inner = nullable(isListType(plain) ? plain.ofType : plain);
  if (isInputObjectType(inner)) {
    if (inner.extensions['checkedByRow']) return;
    for (const field of Object.values(inner.getFields())) yield* textsOf(field.type, `${at}.${field.name}`);
  } else if (getNamedType(type).name === 'String') yield at;
}

test('no text of any operation may contain a character that cannot be stored', async () => {
  const schema = buildGatewaySchema();
  const clients = new Map<Role, ApiClient>([
    [Role.INSURER, insurer.client],
    [Role.PLATFORM, platform.client],
    [Role.SCIENCE, science.client],
  ]);
  for (const role of [Role.REGULATOR, Role.FINANCE, Role.AUDITOR])
    clients.set(role, (await arrangePerson(gateway, role)).client);
  const enterprise = await arrangeEnterprise(gateway);
  clients.set(Role.ENTERPRISE, (await arrangePerson(gateway, Role.ENTERPRISE, enterprise.id)).client);
  const taken: string[] = [];
  let count = 0;
  for (const [kind, root] of Object.entries({ query: schema.getQueryType(), mutation: schema.getMutationType() })) {
    for (const field of Object.values((root as GraphQLObjectType).getFields())) {
      const { access = [] } = field.extensions as { access?: Role[] };
      const client = clients.get(access.find((role) => clients.has(role)) ?? Role.PUBLIC) ?? gateway.client();
      for (const argument of field.args) {
        for (const at of textsOf(argument.type, argument.name)) {
          const { declared, passed, variables } = callOf(field, new Map([[at, 'a\u0008b']]));
          const { errors } = await client.ask(
            `${kind} Q(${declared.join(', ')}) { a: ${field.name}${passed} { __typename } }`,
            variables,
          );
          count += 1;
          const message = errors?.[0]?.message ?? '';
          // A field of a scalar has no selection, which the document above does not know.
          if (!/U\+0008|must not have a selection|got invalid value/.test(message))
            taken.push(`${field.name} ${at}: ${message}`);
        }
      }
    }
  }
  expect(taken).toEqual([]);
  expect(count).toBeGreaterThan(150);
});

test('no route decodes a body in another encoding than its sender declared', async () => {
  const taken: string[] = [];
  const gbk = [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xb8, 0xa3, 0xbd, 0xa8, 0x22, 0x7d];
  const sent = [
    { 'content-type': 'application/json; charset=GBK' },
    { 'content-type': 'application/x-www-form-urlencoded;charset="gb2312"' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    { 'content-type': 'application/octet-stream', 'content-encoding': 'br' },
  ];
  for (const { method, url, access } of gateway.routes.filter((route) => route.method === 'POST')) {
    const role = 'roles' in access ? access.roles[0] : Role.PUBLIC;
    const { client } = role === Role.PUBLIC ? { client: gateway.client() } : await arrangePerson(gateway, role as Role);
    for (const headers of sent) {
      const address = url.replaceAll(/:\w+|\*/g, 'x');
      const response = await client.fetch(address, { method, headers: headers as never, body: new Uint8Array(gbk) });
      await response.arrayBuffer();
      // A viewer who may not use a route at all is refused for that reason first.
      if (![415, 403].includes(response.status)) taken.push(`${url} ${JSON.stringify(headers)} → ${response.status}`);
    }
  }
  expect(taken).toEqual([]);
});

test('no address of a route may contain such a character', async () => {
  const taken: string[] = [];
  for (const { method, url } of gateway.routes.filter((route) => ['GET', 'POST'].includes(route.method))) {
    const address = url.replaceAll(/:\w+(\([^)]*\))?|\*/g, 'x');
    const response = await gateway.client().fetch(`${address}?name=a%08b`, { method, redirect: 'manual' });
    await response.arrayBuffer();
    if (response.status !== 400) taken.push(`${method} ${url} → ${response.status}`);
  }
  expect(taken).toEqual([]);
});
