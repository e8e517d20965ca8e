import { buffer } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { ZipFile } from 'yazl';

/** Inputs that are made to keep their reader busy, each within the limits of its route. */

const heads = '保单号,统一社会信用代码,企业名称,险种,保险起期,保险止期,保费（元）,发票号码';
const repeat = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

export const pdfOf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 'x')]);

/** Rows with a fault in every field, whose refusals are many times as long as the rows. */
export const faultyRows = (count: number) =>
  Buffer.from(
    [heads, ...repeat(count, (at) => `"P ${at}",x,${'名'.repeat(60)},y,z,z,-1,${'9'.repeat(40)}`)].join('\n'),
  );

export const goodRows = (count: number, code: string) =>
  Buffer.from(
    [
      heads,
      ...repeat(
        count,
        (at) => `P${at},${code},甲有限公司,产品责任保险,2024-03-01,2025-02-28,100.00,${10_000_000 + at}`,
      ),
    ].join('\n'),
  );

export const longCells = (count: number) =>
  Buffer.from([heads, ...repeat(count, (at) => `P${at},${repeat(7, () => 'x'.repeat(30_000)).join(',')}`)].join('\n'));

export const oneQuote = (size: number) => Buffer.from(`${heads}\n"${'x,'.repeat(size / 2)}`);

export const keysWithoutEnd = (count: number) =>
  Buffer.from(repeat(count, (line) => `{${repeat(3_000, (at) => `"k${line}x${at}":1`).join(',')}}`).join('\n'));

export async function wideWorkbook(rows: number): Promise<Buffer> {
  const sheet = {
    name: '保单',
    rows: [heads.split(','), ...repeat(rows, (at) => heads.split(',').map((head) => `${head}${at}`))],
  };
  return Buffer.from(await writeXlsx({ sheets: [sheet] }));
}

export function zipOf(files: Iterable<[name: string, content: Buffer]>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}

export const manyEntries = (count: number) =>
  zipOf(repeat(count, (at) => [`${'长'.repeat(60)}${at}_保单.pdf`, Buffer.from('%PDF-')]));

/** Unpacks to a thousand times its size. */
export const bombOf = (name: string, size: number) => zipOf([[name, Buffer.alloc(size, ' ')]]);

export const companies = (count: number) =>
  Buffer.from(
    [
      '统一社会信用代码,企业名称,登记状态,注册地区划,曾用名',
      ...repeat(
        count,
        (at) => `91350100M000100Y43,公司${at},${at % 2 ? '存续' : '什么'},350102,${'旧名；'.repeat(40)}`,
      ),
    ].join('\n'),
  );

export const results = (count: number) =>
  Buffer.from(
    ['付款编号,金额,结果,失败原因', ...repeat(count, (at) => `FJ-${at},100.00,失败,${'原因'.repeat(50)}`)].join('\n'),
  );

export const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
