import http from 'node:http';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { Parser, type Quad } from 'n3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, logged, type PublishedNotice, releaseFilesMade, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

/** What the validators of others ask of our metadata, and found missing once. */

let gateway: TestGateway;
let notice: PublishedNotice;
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(300));
  await logged(gateway, 301);
  // Until then, two catalogues differ.
  await releaseFilesMade(gateway.url);
});
afterAll(() => gateway.stop());

/** With headers that `fetch` does not send. */
function raw(base: string, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    http.get(base + path, { headers }, (response) => text(response).then(resolve, reject)).on('error', reject);
  });
}

test('ids and links of the feed are the same for any Host header', async () => {
  const outside = 'https://api.example.cn';
  const named = await startTestGateway({ environment: { PUBLIC_URL: outside, TRUST_PROXY: 'true' } });
  const foreign = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' };
  const dataPackage = `/feed/notices/${notice.id}/datapackage.json`;
  const paths = ['/feed', '/feed/catalog.ttl', '/feed/changes.json', '/feed/changes.atom', dataPackage];
  try {
    for (const path of paths) {
      const honest = await raw(gateway.url, path, {});
      expect(await raw(gateway.url, path, foreign), path).toBe(honest);
      expect(honest, path).toContain(gateway.url);
    }
    for (const path of paths.filter((one) => one !== dataPackage)) {
      const answer = await raw(named.url, path, foreign);
      expect(answer, path).not.toMatch(/evil\.example|gopher|127\.0\.0\.1/);
      expect(answer, path).toContain(outside);
    }
  } finally {
    await named.stop();
  }
});

const get = (path: string, accept = '*/*') => gateway.client().fetch(path, { headers: { accept } });

interface Field {
  name: string;
  type: string;
  constraints?: { required?: boolean; unique?: boolean; pattern?: string; minimum?: number };
  categories?: { value: string; label: string }[];
  itemCategories?: { value: string; label: string }[];
}

describe('the data package', () => {
  let fields: Field[];
  let rows: Record<string, string>[];
  beforeAll(async () => {
    const address = `/feed/notices/${notice.id}`;
    ({ fields } = (await (await get(`${address}/schema.json`)).json()) as { fields: Field[] });
    const text = await (await get(`${address}/releases/1/recipients.csv`)).text();
    rows = parse(text, { columns: true, bom: true });
    expect(rows).toHaveLength(300);
  });

  /** Of the published profile; its text knows `list` too, and frictionless-py does not. */
  const lexical: Record<string, RegExp> = { string: /^[^]*$/, integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?$/ };

  test.each(['rank', 'name', 'credit_code', 'city', 'qualifications', 'products', 'amount', 'id'])(
    'describes %s as the CSV contains it',
    (name) => {
      const { type, constraints = {}, categories } = fields.find((field) => field.name === name) as Field;
      const { required, unique, pattern, minimum } = constraints;
      const values = rows.map((row) => row[name] as string);
      const present = values.filter((value) => value !== '');
      expect(Object.keys(lexical)).toContain(type);
      for (const value of present) expect(value).toMatch(lexical[type] as RegExp);
      if (required) expect(present).toHaveLength(values.length);
      if (unique) expect(new Set(values).size).toBe(values.length);
      if (minimum !== undefined) expect(Math.min(...values.map(Number))).toBeGreaterThanOrEqual(minimum);
      if (pattern) for (const value of present) expect(value).toMatch(new RegExp(`^(?:${pattern})$`));
      if (categories) expect(categories.map(({ value }) => value)).toEqual(expect.arrayContaining(present));
    },
  );

  test.each(['qualifications', 'products'])('lists the known codes of %s, each with its name', (name) => {
    const { constraints, categories, itemCategories = [] } = fields.find((field) => field.name === name) as Field;
    const [first, second] = itemCategories;
    const allowed = new RegExp(`^(?:${constraints?.pattern})$`);
    expect(`${first?.value};${second?.value}`).toMatch(allowed);
    for (const wrong of [`${first?.value}X`, `${first?.value};`, `${first?.value},${second?.value}`, 'NOBODY']) {
      expect(wrong).not.toMatch(allowed);
    }
    expect(first?.label).toMatch(/\p{Script=Han}/u);
    // `categories` would say that a cell holds one of them.
    expect(categories).toBeUndefined();
  });
});

const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcatap: 'http://data.europa.eu/r5r/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
};
const iri = (name: string) => {
  const [prefix, local] = name.split(':') as [keyof typeof namespaces, string];
  return namespaces[prefix] + local;
};

describe('the catalogue', () => {
  let quads: Quad[];
  const objectsOf = (property: string) => quads.filter(({ predicate }) => predicate.value === iri(property));
  const has = (subject: string, property: string, object?: string) =>
    objectsOf(property).some(
      (quad) => quad.subject.value === subject && (object === undefined || quad.object.value === object),
    );
  beforeAll(async () => {
    quads = new Parser().parse(await (await get('/feed', 'text/turtle')).text());
  });

  test.each([
    ['dct:publisher', 'foaf:Agent'],
    ['dct:license', 'dct:LicenseDocument'],
    ['dct:language', 'dct:LinguisticSystem'],
    ['dct:accessRights', 'dct:RightsStatement'],
    ['dct:temporal', 'dct:PeriodOfTime'],
    ['dct:conformsTo', 'dct:Standard'],
    ['dct:format', 'dct:MediaTypeOrExtent'],
    ['dcat:mediaType', 'dct:MediaType'],
    ['dcat:landingPage', 'foaf:Document'],
    ['foaf:homepage', 'foaf:Document'],
    ['foaf:page', 'foaf:Document'],
    ['dcat:theme', 'skos:Concept'],
    ['dcat:themeTaxonomy', 'skos:ConceptScheme'],
    ['dcatap:availability', 'skos:Concept'],
    ['spdx:algorithm', 'spdx:ChecksumAlgorithm'],
  ])('says that each %s is a %s, as DCAT-AP 3 has it', (property, type) => {
    const found = objectsOf(property);
    expect(found.length).toBeGreaterThan(0);
    for (const { object } of found) expect(has(object.value, 'rdf:type', iri(type)), object.value).toBe(true);
  });

  test('names each concept, and the scheme of themes', () => {
    const ofType = (type: string) => objectsOf('rdf:type').filter(({ object }) => object.value === iri(type));
    const [concepts, [scheme]] = [ofType('skos:Concept'), ofType('skos:ConceptScheme')];
    expect(concepts.length).toBeGreaterThan(2);
    for (const { subject } of concepts) expect(has(subject.value, 'skos:prefLabel'), subject.value).toBe(true);
    expect(has((scheme as Quad).subject.value, 'dct:title')).toBe(true);
  });

  test('says when it began and last changed, and what each distribution is', () => {
    const [catalogue] = objectsOf('rdf:type').filter(({ object }) => object.value === iri('dcat:Catalog'));
    for (const property of ['dct:issued', 'dct:modified']) {
      expect(has((catalogue as Quad).subject.value, property), property).toBe(true);
    }
    for (const { object } of objectsOf('dcat:distribution')) {
      expect(has(object.value, 'dct:description'), object.value).toBe(true);
    }
  });

  test('gives an address at IANA to registered media types only', () => {
    const named = objectsOf('dcat:mediaType').map(({ object }) => object.value);
    expect(named).toContain('https://www.iana.org/assignments/media-types/text/csv');
    expect(named.filter((address) => address.includes('/x-'))).toEqual([]);
  });

  test('declares that the CSV conforms to the Table Schema', async () => {
    const [conforming, ...others] = objectsOf('dct:conformsTo') as [Quad, ...Quad[]];
    expect(others).toEqual([]);
    expect(conforming.subject.value).toMatch(/\/recipients\.csv$/);
    const { pathname } = new URL(conforming.object.value);
    expect(await (await get(pathname)).json()).toHaveProperty('fields');
  });

  test('has no statement twice in Turtle', () => {
    const lines = quads.map(({ subject, predicate, object }) =>
      [subject.value, predicate.value, object.value, object.termType === 'Literal' && object.language].join(' '),
    );
    expect(lines.length).toBe(new Set(lines).size);
  });
});
