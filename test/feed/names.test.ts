import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { parquetReadObjects } from 'hyparquet';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findUnwritableInLine } from '../../src/kernel/text/text.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, arrangeRelease, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

/** Whatever name the entrances let in (`findUnwritableInLine`), every format gives back. */

const perRelease = 25;
let gateway: TestGateway;
let notice: PublishedNotice;
let releases = 1;
let entries = 0;

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(1));
  entries = 2;
  await logged(gateway, entries);
});
afterAll(() => gateway.stop());

const get = (path: string) => gateway.client().fetch(path);
const file = (extension: string) => get(`/feed/notices/${notice.id}/releases/${releases}/recipients.${extension}`);

const odd = fc.constantFrom(
  '福建（测试）',
  'Ⅻ①㈱',
  '䶮𬭎',
  '葛\u{e0100}城',
  '_x0041_',
  '_x005F_x0041_',
  ']]>',
  '&amp;<b>',
  '"引号",',
  "'=1+1",
  '=1+1',
  '+',
  '@a',
  '\\N',
  '\\.',
  '\u200b',
  'e\u0301',
  'ＡＢＣ',
  '😀',
);
const names = fc.array(
  fc
    .array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 8 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join('').trim())
    .filter((name) => name !== '' && findUnwritableInLine(name) === undefined),
  { minLength: perRelease, maxLength: perRelease },
);

/** Each format's names, by rank. */
const readers: Record<string, () => Promise<unknown[]>> = {
  csv: async () => {
    const rows = parse<{ name: string }>(await (await file('csv')).text(), { columns: true, bom: true });
    // The documented guard against formulas.
    return rows.map(({ name }) => name.replace(/^'(?='*[=+\-@])/, ''));
  },
  ndjson: async () =>
    (await (await file('ndjson')).text())
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name),
  json: async () => ((await (await file('json')).json()) as { recipients: { name: string }[] }).recipients.map(nameOf),
  xlsx: async () => {
    const { sheets } = await readXlsx(new Uint8Array(await (await file('xlsx')).arrayBuffer()));
    return (sheets[0]?.rows ?? []).slice(1).map((row) => row[1]);
  },
  parquet: async () =>
    (await parquetReadObjects({ file: await (await file('parquet')).arrayBuffer() })).map((row) => row['name']),
  api: async () => {
    const query = `{ recipients(noticeId: "${notice.id}", first: ${perRelease}) { nodes { name } } }`;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (
      (await response.json()) as { data: { recipients: { nodes: { name: string }[] } } }
    ).data.recipients.nodes.map(nameOf);
  },
};

const nameOf = ({ name }: { name: string }) => name;

async function atomTitles(): Promise<string[]> {
  const titles: string[] = [];
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', () => (text = ''));
  parser.on('text', (more) => (text += more));
  parser.on('closetag', ({ name }) => name === 'title' && titles.push(text));
  parser.write(await (await get('/feed/changes.atom')).text()).close();
  return titles;
}

test('any valid name is the same in every format', async () => {
  await fc.assert(
    fc.asyncProperty(names, async (given) => {
      const lines = someLines(perRelease).map((line, index) => ({ ...line, name: given[index] as string }));
      releases += 1;
      await arrangeRelease(gateway, notice.key, releases, lines, '更正');
      // The lines before are gone, which the log records as the release's own entry.
      entries += perRelease + 1;
      await logged(gateway, entries);
      for (const [format, read] of Object.entries(readers)) expect(await read(), format).toEqual(given);
      const titles = await atomTitles();
      for (const name of given)
        expect(
          titles.some((title) => title.includes(` · ${name} · `)),
          name,
        ).toBe(true);
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
