import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

/** What the validators of others ask of our metadata, and found missing once. */

let gateway: TestGateway;
let notice: PublishedNotice;
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(300));
  await logged(gateway, 301);
});
afterAll(() => gateway.stop());

const get = (path: string) => gateway.client().fetch(path);

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
    'says of %s what the CSV holds',
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

  test.each(['qualifications', 'products'])('lets only known codes stand in %s, each with its name', (name) => {
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
