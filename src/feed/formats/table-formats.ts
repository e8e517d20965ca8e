import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { sql } from 'kysely';
import { parseYuan } from '../../kernel/values/money.js';
import { sheetText } from '../../spreadsheet/text/write-text.js';
import type { CodeLists } from '../published.sql.js';
import { selectLines } from '../selection.js';
import { type Format, type FormatSource, rawLines } from './format.js';
import { feedColumns } from './vocabulary.js';

interface Line {
  rank: number;
  name: string;
  creditCode: string;
  city: string;
  qualifications: string[];
  products: string[];
  amount: string;
  id: string;
}

export const xlsx: Format = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  title: 'Excel',
  description: ['中文表头，代码写为名称。', 'Chinese headings, and names in place of codes.'],
  fileType: 'XLSX',
  text: false,
  write: async (source, file) => {
    const codes = await source.codes();
    const nameOf = (list: keyof CodeLists) => new Map(codes[list].map(({ code, name }) => [code, name]));
    const names = { city: nameOf('city'), qualifications: nameOf('qualifications'), products: nameOf('products') };
    const columns = feedColumns.map(({ title, key, type }) => ({
      header: title,
      key,
      width: widths[key] ?? 16,
      // Amounts are numbers, so that they can be added up. With two decimals, a cell is exact up to a trillion.
      ...(type === 'decimal' && { numFmt: '#,##0.00' }),
    }));
    await eachLine(source, async (lines) => {
      const rows = (async function* () {
        for await (const line of lines) {
          yield [
            line.rank,
            sheetText(line.name),
            line.creditCode,
            names.city.get(line.city) ?? line.city,
            line.qualifications.map((code) => names.qualifications.get(code) ?? code).join('；'),
            line.products.map((code) => names.products.get(code) ?? code).join('；'),
            Number(line.amount),
            line.id,
          ];
        }
      })();
      const sheet = writeXlsxStream(rows, { name: '拟补贴企业名单', columns, freezePane: { rows: 1 } });
      await pipeline(Readable.fromWeb(sheet as never), file.sink());
    });
  },
};

const widths: Record<string, number> = { rank: 8, name: 40, creditCode: 22, qualifications: 40, products: 40, id: 30 };

export const parquet: Format = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  title: 'Parquet',
  description: ['金额为以分计的 64 位整数。', 'Amounts as whole fen in 64-bit integers.'],
  fileType: 'PARQUET',
  text: false,
  write: (source, file) =>
    eachLine(source, async (lines) => {
      const rows = (async function* () {
        for await (const { creditCode, qualifications, products, amount, ...line } of lines) {
          yield {
            ...line,
            credit_code: creditCode,
            qualifications: qualifications.join(';'),
            products: products.join(';'),
            amount_fen: parseYuan(amount),
          };
        }
      })();
      await parquetWriteRows({
        writer: fileWriter(file.path),
        rows,
        rowGroupSize: 20_000,
        kvMetadata: [{ key: 'notice', value: source.notice.globalId }],
        columns: [
          { name: 'rank', type: 'INT32', nullable: false },
          { name: 'name', type: 'STRING', nullable: false },
          { name: 'credit_code', type: 'STRING', nullable: false },
          { name: 'city', type: 'STRING', nullable: false },
          { name: 'qualifications', type: 'STRING', nullable: false },
          { name: 'products', type: 'STRING', nullable: false },
          // Amounts are in whole fen, which every Parquet reader reads exactly.
          { name: 'amount_fen', type: 'INT64', nullable: false },
          { name: 'id', type: 'STRING', nullable: false },
        ],
      });
    }),
};

function eachLine<T>({ database, release, selection }: FormatSource, work: (lines: AsyncIterable<Line>) => Promise<T>) {
  return database.copy(selectLines(release.id, selection, sql`entry`), rawLines, (rows) => {
    return work(parsed(rows));
  });
}

/** Splits at line feeds only: readline would also split at U+2028, which may occur in a name. */
async function* parsed(rows: NodeJS.ReadableStream): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of rows) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}
