import { createHash } from 'node:crypto';
import { parquetReadObjects } from 'hyparquet';
import { readXlsx } from 'hucre/xlsx';
import { Parser, type Quad } from 'n3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecipientsDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeNotice,
  arrangeRelease,
  logged,
  type PublishedLine,
  type PublishedNotice,
  someLines,
} from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

let gateway: TestGateway;
let notice: PublishedNotice;
const count = 700;

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  const lines = someLines(count);
  (lines[4] as PublishedLine).name = '=HYPERLINK("http://x")，“引号”,\\反斜杠';
  notice = await arrangeNotice(gateway, lines);
  await logged(gateway, count + 1);
});
afterAll(() => gateway.stop());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return gateway.client().fetch(path, { headers: { 'accept-encoding': 'identity', ...headers }, redirect: 'manual' });
}

const file = (extension: string, release = 1) =>
  `/feed/notices/${notice.id}/releases/${release}/recipients.${extension}`;
const sha256 = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

/** The list as every format has to hold it. */
const expected = () => notice.lines.map(({ rank, name, creditCode, amount }) => ({ rank, name, creditCode, amount }));

describe('a release in each format holds the same lines', () => {
  test('NDJSON', async () => {
    const text = await (await get(file('ndjson'))).text();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as PublishedLine);
    expect(lines.map(({ rank, name, creditCode, amount }) => ({ rank, name, creditCode, amount }))).toEqual(expected());
  });

  test('JSON', async () => {
    const body = (await (await get(file('json'))).json()) as { recipients: PublishedLine[]; release: object };
    expect(body.recipients.map(({ rank, name, creditCode, amount }) => ({ rank, name, creditCode, amount }))).toEqual(
      expected(),
    );
    expect(body.release).toMatchObject({ number: 1, recipientCount: count, reason: null });
  });

  test('CSV, with a mark for spreadsheets and without formulas', async () => {
    const bytes = new Uint8Array(await (await get(file('csv'))).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = new TextDecoder().decode(bytes).trimEnd().split('\n');
    expect(rows[0]).toBe('rank,name,credit_code,city,qualifications,products,amount,id');
    expect(rows).toHaveLength(count + 1);
    expect(rows[5]).toContain(`"'=HYPERLINK(""http://x"")，“引号”,\\反斜杠"`);
    expect(rows[1]).toContain('500000.00');
  });

  test('XLSX, identifiers as text and amounts as numbers', async () => {
    const workbook = await readXlsx(new Uint8Array(await (await get(file('xlsx'))).arrayBuffer()));
    const rows = workbook.sheets[0]?.rows ?? [];
    expect(rows).toHaveLength(count + 1);
    expect(rows[0]?.slice(0, 4)).toEqual(['序号', '企业名称', '统一社会信用代码', '设区市']);
    expect(rows[1]?.slice(0, 4)).toEqual([1, notice.lines[0]?.name, notice.lines[0]?.creditCode, '福州市']);
    expect(rows.slice(1, 3).map((row) => row[6])).toEqual([500000, 499900.01]);
  });

  test('Parquet, amounts as whole fen', async () => {
    const rows = await parquetReadObjects({ file: await (await get(file('parquet'))).arrayBuffer() });
    expect(rows).toHaveLength(count);
    expect(rows[1]).toMatchObject({ rank: 2, name: notice.lines[1]?.name, amount_fen: 49_990_001n });
  });

  test('360Giving', async () => {
    const { grants } = (await (await get(file('360giving.json'))).json()) as { grants: Record<string, unknown>[] };
    expect(grants).toHaveLength(count);
    expect(grants[1]).toMatchObject({ currency: 'CNY', amountAwarded: 499900.01 });
  });
});

describe('over HTTP', () => {
  test('a file has a digest and a strong ETag, and never changes', async () => {
    const response = await get(file('csv'));
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('content-digest')).toBe(sha256(bytes));
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const etag = response.headers.get('etag') as string;
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await get(file('csv'), { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('a range returns that part with its own digest; an impossible one is refused', async () => {
    const whole = new Uint8Array(await (await get(file('csv'))).arrayBuffer());
    const part = await get(file('csv'), { range: 'bytes=100-299' });
    const bytes = new Uint8Array(await part.arrayBuffer());
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-299/${whole.length}`);
    expect(bytes).toEqual(whole.slice(100, 300));
    expect(part.headers.get('content-digest')).toBe(sha256(bytes));
    expect(part.headers.get('repr-digest')).toBe(sha256(whole));
    expect((await get(file('csv'), { range: 'bytes=99999999-' })).status).toBe(416);
    expect((await get(file('csv'), { range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200);
  });

  test('compressed if the client accepts it, as a separate representation', async () => {
    const plain = await get(file('ndjson'));
    for (const coding of ['gzip', 'br']) {
      const packed = await get(file('ndjson'), { 'accept-encoding': coding });
      expect(packed.headers.get('content-encoding')).toBe(coding);
      expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
      expect(packed.headers.get('vary')).toContain('Accept-Encoding');
      expect(await packed.text()).toBe(await plain.clone().text());
    }
  });

  test('latest redirects to the newest release and keeps the selection', async () => {
    const response = await get(`/feed/notices/${notice.id}/latest/recipients.csv?city=3505`);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`${file('csv')}?city=3505`);
  });

  test('unknown resources and invalid parameters get clear errors', async () => {
    expect((await get('/feed/notices/nothing/releases/1/recipients.csv')).status).toBe(404);
    expect((await get(file('csv', 9))).status).toBe(404);
    expect(await (await get(file('docx'))).json()).toMatchObject({
      errors: [{ message: expect.stringContaining('csv, ndjson'), extensions: { code: 'NOT_FOUND' } }],
    });
    const unknown = await get(`${file('csv')}?town=3505`);
    expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('town')]);
    expect((await get(`${file('csv')}?amountFrom=many`)).status).toBe(400);
    expect((await get('/feed/changes.ndjson?since=yesterday')).status).toBe(400);
  });
});

test.each([
  [{ city: '3505' }],
  [{ product: 'KEY_STAFF_HEALTH' }],
  [{ qualification: 'GAZELLE', amountFrom: '480000.00' }],
  [{ name: '第12' }],
  [{ name: `'; drop table x; --` }],
  [{ amountTo: '440000' }],
])('a selection %o is the same as the API’s', async (filter) => {
  const response = await get(`${file('ndjson')}?${new URLSearchParams(filter as Record<string, string>)}`);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  const { recipients } = await gateway
    .client()
    .get(RecipientsDocument, { noticeId: notice.id, filter, orderBy: 'RANK', first: 100 });
  const ids = text
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id);
  expect(ids).toHaveLength(recipients!.totalCount);
  expect(ids.slice(0, 100)).toEqual(recipients!.nodes.map(({ id }) => id));
});

interface Distribution {
  'dcat:downloadURL': { '@id': string };
  'dcat:byteSize': { '@value': string };
  'spdx:checksum': { 'spdx:checksumValue': { '@value': string } };
}

const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const prefixes: Record<string, string> = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
};

function tripleText({ subject, predicate, object }: Quad): string {
  return [subject.value, predicate.value, object.value].join(' ');
}

/** The triples of a JSON-LD document that names every node, read without our own code. */
function* triplesOf(document: object): Generator<string> {
  const { '@context': context, ...root } = document as { '@context': Record<string, string> };
  const expand = (name: string) =>
    name.replace(/^([a-z]+):(?!\/\/)/, (whole, prefix: string) => context[prefix] ?? whole);
  function* walk(node: Record<string, unknown>): Generator<string> {
    const id = String(node['@id']);
    for (const [key, value] of Object.entries(node)) {
      if (key === '@id') continue;
      for (const one of [value].flat() as (string | Record<string, unknown>)[]) {
        if (key === '@type') yield `${id} ${rdfType} ${expand(String(one))}`;
        else if (typeof one === 'string') yield `${id} ${expand(key)} ${one}`;
        else yield `${id} ${expand(key)} ${String(one['@value'] ?? one['@id'])}`;
        if (typeof one === 'object' && '@type' in one && '@id' in one) yield* walk(one);
      }
    }
  }
  yield* walk(root);
}

describe('described for machines', () => {
  test('a DCAT catalogue as JSON-LD and Turtle', async () => {
    const catalogue = (await (await get('/feed')).json()) as { 'dcat:dataset': Record<string, unknown>[] };
    const [dataset] = catalogue['dcat:dataset'];
    const distributions = dataset?.['dcat:distribution'] as Distribution[];
    expect(distributions).toHaveLength(6);
    for (const distribution of distributions) {
      const { pathname } = new URL(distribution['dcat:downloadURL']['@id']);
      expect((await gateway.client().fetch(pathname, { method: 'HEAD' })).status, pathname).toBe(200);
    }
    // The digest of each file is there once the file is.
    const complete = (await (await get('/feed')).json()) as { 'dcat:dataset': Record<string, unknown>[] };
    for (const one of complete['dcat:dataset'][0]!['dcat:distribution'] as Distribution[]) {
      const { pathname } = new URL(one['dcat:downloadURL']['@id']);
      const bytes = new Uint8Array(await (await get(pathname)).arrayBuffer());
      const checksum = createHash('sha256').update(bytes).digest('hex');
      expect(one['spdx:checksum']['spdx:checksumValue']['@value'], pathname).toBe(checksum);
      expect(one['dcat:byteSize']['@value'], pathname).toBe(String(bytes.length));
    }
  });

  test('the Turtle is valid, and the same graph as the JSON-LD', async () => {
    const quads = new Parser().parse(await (await get('/feed', { accept: 'text/turtle' })).text());
    const term = (name: string) => name.replace(/^(\w+):/, (_, prefix: string) => prefixes[prefix] as string);
    const objects = (type: string, property: string) => {
      const subjects = quads.filter(
        ({ predicate, object }) => predicate.value === rdfType && object.value === term(type),
      );
      expect(subjects.length, type).toBeGreaterThan(0);
      return subjects.map(({ subject }) =>
        quads.filter((quad) => quad.subject.equals(subject) && quad.predicate.value === term(property)),
      );
    };
    // What DCAT-AP 3 makes mandatory, and SPDX of a checksum.
    for (const [type, property] of [
      ['dcat:Catalog', 'dct:title'],
      ['dcat:Catalog', 'dct:description'],
      ['dcat:Catalog', 'dct:publisher'],
      ['dcat:Catalog', 'dcat:dataset'],
      ['dcat:Dataset', 'dct:title'],
      ['dcat:Dataset', 'dct:description'],
      ['dcat:Distribution', 'dcat:accessURL'],
      ['spdx:Checksum', 'spdx:algorithm'],
      ['spdx:Checksum', 'spdx:checksumValue'],
      ['foaf:Agent', 'foaf:name'],
    ] as const) {
      for (const found of objects(type, property)) expect(found.length, `${type} ${property}`).toBeGreaterThan(0);
    }
    const document = (await (await get('/feed')).json()) as object;
    // JSON-LD describes a thing wherever it is named; in the graph it is described once.
    expect(new Set(quads.map(tripleText))).toEqual(new Set(triplesOf(document)));
  });

  test('a data package whose sizes and digests are those of the files', async () => {
    const address = `/feed/notices/${notice.id}/datapackage.json`;
    const { resources } = (await (await get(address)).json()) as { resources: { bytes: number; hash: string }[] };
    const bytes = new Uint8Array(await (await get(file('csv'))).arrayBuffer());
    expect(resources[0]).toMatchObject({
      bytes: bytes.length,
      hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    });
    const schema = (await (await get(`/feed/notices/${notice.id}/schema.json`)).json()) as {
      fields: { name: string }[];
    };
    const [header] = new TextDecoder().decode(bytes).split('\n');
    expect(schema.fields.map(({ name }) => name).join(',')).toBe(header?.replace('\uFEFF', ''));
  });
});

test('what is published beside the lists is in the catalogue and the change feed', async () => {
  const catalogue = (await (await get('/feed')).json()) as { 'dcat:dataset': Record<string, unknown>[] };
  const issued = catalogue['dcat:dataset'].filter(({ '@id': id }) => !String(id).includes('/notices/'));
  expect(issued.map((dataset) => dataset['dct:identifier'])).toEqual(['programmes', 'service-notices']);
  for (const dataset of issued) {
    const [distribution] = dataset['dcat:distribution'] as Distribution[];
    const { pathname } = new URL(distribution!['dcat:downloadURL']['@id']);
    expect((await get(pathname)).status, pathname).toBe(200);
  }
  const about = { kind: 'PROGRAMME_ISSUED', programme: 'FJ-2025', notice: null, release: null, serviceNotice: null };
  await expect
    .poll(async () => (await (await get('/feed/changes.ndjson?since=0')).text()).split('\n'), { timeout: 15_000 })
    .toContainEqual(expect.stringContaining('PROGRAMME_ISSUED'));
  const { items } = (await (await get('/feed/changes.json')).json()) as { items: { url: string; _mianshen: object }[] };
  expect(items.filter(({ url }) => url.endsWith('/programmes/FJ-2025'))).toMatchObject([{ _mianshen: about }]);
});

interface Change {
  cursor: string;
  kind: string;
  creditCode: string | null;
  reason: string | null;
  entry: { amount: string; name: string; rank: number } | null;
}

test('a mirror that follows the changes has the same data, and the reasons', async () => {
  const mirror = new Map<string, object>();
  let since = '0';
  const follow = async (): Promise<Change[]> => {
    const news: Change[] = [];
    for (;;) {
      const response = await get(`/feed/changes.ndjson?since=${since}&limit=300`);
      const text = await response.text();
      expect(response.status, text).toBe(200);
      if (!text) return news;
      news.push(
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Change),
      );
      since = response.headers.get('x-next-cursor') as string;
    }
  };
  const apply = (changes: Change[]) => {
    for (const { kind, creditCode, entry } of changes) {
      if (!creditCode) continue;
      if (kind === 'REMOVED') mirror.delete(creditCode);
      else if (entry) mirror.set(creditCode, { rank: entry.rank, name: entry.name, amount: entry.amount });
    }
  };
  const held = (lines: PublishedLine[]) =>
    new Map(lines.map(({ creditCode, rank, name, amount }) => [creditCode, { rank, name, amount }]));

  const first = await follow();
  apply(first);
  expect(first.find(({ kind }) => kind !== 'PROGRAMME_ISSUED')).toMatchObject({
    kind: 'NOTICE_PUBLISHED',
    creditCode: null,
  });
  expect(mirror).toEqual(held(notice.lines));

  const [gone, ...rest] = notice.lines as [PublishedLine, ...PublishedLine[]];
  const corrected = rest.map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
  (corrected[9] as PublishedLine).amount = '1.23';
  await arrangeRelease(gateway, notice.key, 2, corrected, '第 1 行异议成立');
  await logged(gateway, 2 * count + 1);
  const news = await follow();
  apply(news);
  expect(mirror).toEqual(held(corrected));
  const kinds = Map.groupBy(news, ({ kind }) => kind);
  expect([...kinds].map(([kind, changes]) => [kind, changes.length])).toEqual([
    ['NOTICE_CORRECTED', 1],
    ['REMOVED', 1],
    ['MOVED', count - 2],
    ['CORRECTED', 1],
  ]);
  expect(kinds.get('REMOVED')).toMatchObject([{ creditCode: gone.creditCode, reason: '第 1 行异议成立', entry: null }]);

  const jsonFeed = (await (await get('/feed/changes.json?limit=6')).json()) as { items: { id: string }[] };
  // The lines of the first list, and those whose rank alone changed, are no news of their own.
  expect(jsonFeed.items).toHaveLength(5);
  const atom = await (await get('/feed/changes.atom?limit=3')).text();
  expect(atom.match(/<entry>/g)).toHaveLength(3);
  const next = /<link rel="next" href="[^"]*(\/feed[^"]*)"/.exec(atom)?.[1]?.replaceAll('&amp;', '&');
  const older = await (await get(next!)).text();
  const terms = (text: string) => [...text.matchAll(/category term="(\w+)"/g)].map(([, term]) => term);
  expect(terms(atom)).toEqual(['CORRECTED', 'REMOVED', 'NOTICE_CORRECTED']);
  expect(terms(older).toSorted()).toEqual(['NOTICE_PUBLISHED', 'PROGRAMME_ISSUED']);
  expect(atom).toContain(`移除 · ${gone.name} · `);

  // One company: its first line is news, too, and nothing of another company is there.
  const followed = await (await get(`/feed/changes.atom?creditCode=${gone.creditCode.toLowerCase()}`)).text();
  expect(terms(followed)).toEqual(['REMOVED', 'ADDED']);
  expect(followed).toContain(`/feed/changes.atom?creditCode=${gone.creditCode}"`);
  const page = await get(`/feed/changes.ndjson?creditCode=${gone.creditCode}&limit=1`);
  expect(JSON.parse(await page.text())).toMatchObject({ kind: 'ADDED', creditCode: gone.creditCode });
  const [, after] = /^<([^>]*)>/.exec(page.headers.get('link') ?? '') ?? [];
  expect(JSON.parse(await (await get(after!)).text())).toMatchObject({ kind: 'REMOVED', creditCode: gone.creditCode });
  const faulty = await get('/feed/changes.json?creditCode=9135');
  expect([faulty.status, await faulty.text()]).toEqual([
    400,
    expect.stringContaining('creditCode: is a unified social'),
  ]);
});

test('the first release does not change', async () => {
  const lines = (await (await get(file('ndjson', 1))).text()).trimEnd().split('\n');
  expect(lines).toHaveLength(count);
  expect((await get(`/feed/notices/${notice.id}/latest/recipients.csv`)).headers.get('location')).toBe(file('csv', 2));
});
