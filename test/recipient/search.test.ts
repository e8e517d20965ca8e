import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldName } from '../../src/kernel/text/fold-name.js';
import { wordsOf } from '../../src/kernel/text/search-words.js';
import { filterOf } from '../../src/web/address.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

const names = [
  '福建（测试）有限公司',
  '福建电子有限公司',
  '福建電器股份有限公司',
  'ABC智能',
  '福建科技集团',
  '厦门长乐银行',
  '吕氏𬭎䶮',
  '古丽·买买提商行',
  'Ⅻ①㈱研究所',
  '海岸',
];

let gateway: TestGateway;
let notice: PublishedNotice;
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  const lines = someLines(names.length).map((line, index) => ({ ...line, name: names[index] as string }));
  notice = await arrangeNotice(gateway, lines);
});
afterAll(() => gateway.stop());

const query = `query ($noticeId: ID!, $filter: RecipientFilter) {
  recipients(noticeId: $noticeId, first: 20, filter: $filter) { nodes { name } }
}`;

interface Answer {
  names: string[];
  fromMemory: boolean;
}

async function ask(filter: object, more: object = {}): Promise<Answer> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query,
      variables: { noticeId: notice.id, filter },
      ...more,
    }),
  });
  const { data } = (await response.json()) as { data: { recipients: { nodes: { name: string }[] } } };
  const found = data.recipients.nodes.map(({ name }) => name);
  return { names: found.toSorted(), fromMemory: response.headers.get('x-cache') === 'hit' };
}

/** What GraphQL and the database find; the answers from memory find the same. */
async function find(filter: object): Promise<string[]> {
  const database = await ask(filter, { extensions: {} });
  await expect.poll(() => ask(filter), { timeout: 20_000 }).toEqual({ ...database, fromMemory: true });
  return database.names;
}

describe('a name is found in any spelling', () => {
  test.each([
    ['福建（测试）', '福建（测试）有限公司'],
    ['福建(测试)', '福建（测试）有限公司'],
    ['福建【測試】', '福建（测试）有限公司'],
    ['福建電子', '福建电子有限公司'],
    ['福建电器', '福建電器股份有限公司'],
    ['ＡＢＣ', 'ABC智能'],
    ['abc', 'ABC智能'],
    ['fjkj', '福建科技集团'],
    ['fujiankeji', '福建科技集团'],
    ['FuJianKeJi', '福建科技集团'],
    ['xiamenchangleyinhang', '厦门长乐银行'],
    ['XMCLYH', '厦门长乐银行'],
    ['𬭎䶮', '吕氏𬭎䶮'],
    ['古丽买买提', '古丽·买买提商行'],
    ['古丽•买买提', '古丽·买买提商行'],
    ['XII1', 'Ⅻ①㈱研究所'],
    ['福建\u200b科技', '福建科技集团'],
  ])('%s', async (words, name) => {
    expect(await find({ name: words })).toEqual([name]);
  });

  test('two letters and a quoted phrase are not read as pinyin', async () => {
    expect(await find({ name: 'ai' })).toEqual([]);
    expect(await find({ name: '"haian"' })).toEqual([]);
    expect(await find({ name: 'haian' })).toEqual(['海岸']);
  });

  test('a credit code in full width is found, by the page too', async () => {
    const [line] = notice.lines;
    const wide = String(line?.creditCode).replace(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    expect(await find({ creditCode: wide.toLowerCase() })).toEqual([line?.name]);
    expect(filterOf({ q: ` ${wide.toLowerCase()} `, lang: 'zh' })).toEqual({ creditCode: line?.creditCode });
  });

  test('a line without a key gets one', async () => {
    const [line] = await gateway.sql<{ key: string }>(
      `insert into recipient
         (release_id, rank, name, credit_code, region_code, qualification_kinds, product_codes, amount)
       select release_id, 99, '泉州【试】·Ａ 店', 'X', region_code, qualification_kinds, product_codes, amount
       from recipient limit 1 returning search_key as key`,
    );
    expect(line?.key).toBe('泉州(试)a店');
  });
});

test('the folded form of a part is a part of the folded form', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from(names.join('') + '乾坤後裏麵（)Ａ· ')), maxLength: 12 });
  fc.assert(
    fc.property(text, text, text, (before, part, after) => {
      expect(foldName(before + part + after)).toContain(foldName(part));
    }),
  );
});

test('a name is found as written, also in traditional characters', async () => {
  const name = fc.string({
    unit: fc.constantFrom(...Array.from(names.join('') + '乾坤後裏麵環保（)Ａ· ')),
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(name, async (given) => {
      const [row] = await gateway.sql<{ key: string }>('select plain_name($1) as key', [given]);
      for (const word of wordsOf(given)) {
        expect(
          word.some((form) => row?.key.includes(form)),
          `${given}: ${word}`,
        ).toBe(true);
      }
    }),
  );
});
