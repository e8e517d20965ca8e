import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { type RawBuilder, sql } from 'kysely';
import { parseYuan } from '../../kernel/values/money.js';
import { formulaPattern, sheetText } from '../../spreadsheet/text/write-text.js';
import type { FeedDatabase } from '../feed-database.js';
import type { NewFile } from '../file-store.js';
import type { CodeLists, FeedNotice, FeedRelease } from '../published.sql.js';
import { type Selection, selectLines } from '../selection.js';
import { feedColumns } from './vocabulary.js';

/** What a file of a release is made from. */
export interface FormatSource {
  database: FeedDatabase;
  notice: FeedNotice;
  release: FeedRelease;
  selection: Selection;
  codes: () => Promise<CodeLists>;
  publisher: string;
}

export interface Format {
  extension: string;
  mediaType: string;
  title: string;
  /** What is different about this format, in both languages. */
  description: [chinese: string, english: string];
  /** Its name in the EU's list of file types. */
  fileType: string;
  /** Worth compressing on the way. */
  text: boolean;
  write: (source: FormatSource, file: NewFile) => Promise<void>;
}

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

/** A spreadsheet would run a cell that begins like a formula. */
const neutralName = sql`case when name ~ '${sql.raw(formulaPattern)}' then '''' || name else name end`;

const csvColumns = sql`rank, ${neutralName} as name, credit_code, region_code as city,
  array_to_string(qualification_kinds, ';') as qualifications, array_to_string(product_codes, ';') as products,
  amount, global_id as id`;

/** Lines of text without any escaping: JSON never holds these two characters bare. */
const rawLines = `format csv, delimiter E'\\x02', quote E'\\x01'`;

const csv: Format = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  title: 'CSV',
  description: [
    '代码与金额为文本，UTF-8 带 BOM，可直接用表格软件打开。',
    'Codes, and amounts in yuan; UTF-8 with a byte order mark, for spreadsheets.',
  ],
  fileType: 'CSV',
  text: true,
  write: ({ database, release, selection }, file) =>
    database.copy(selectLines(release.id, selection, csvColumns), 'format csv, header true', (rows) =>
      // The mark at the beginning lets spreadsheets read UTF-8 as such.
      pipeline(rows, surround('\uFEFF', ''), file.sink()),
    ),
};

const ndjson: Format = {
  extension: 'ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  title: 'NDJSON',
  description: [
    '每行一条记录，与签名存证中的内容逐字节相同。',
    'A line of JSON for each enterprise: exactly what is in the signed log.',
  ],
  fileType: 'JSON',
  text: true,
  write: ({ database, release, selection }, file) =>
    database.copy(selectLines(release.id, selection, sql`entry`), rawLines, (rows) => pipeline(rows, file.sink())),
};

const json: Format = {
  extension: 'json',
  mediaType: 'application/json; charset=utf-8',
  title: 'JSON',
  description: ['公示、版本与全部记录合为一个文档。', 'The notice, the release and all of its lines as one document.'],
  fileType: 'JSON',
  text: true,
  write: (source, file) => {
    const { notice, release, selection } = source;
    const { releases: _, id: __, globalId, ...facts } = notice;
    const { id: ___, ...ofRelease } = release;
    // A notice closes later; what never changes of it is its release.
    const { status: ____, ...constant } = facts;
    const head = JSON.stringify({ notice: { id: globalId, ...constant }, release: ofRelease, selection });
    return writeArray(source, sql`entry`, `${head.slice(0, -1)},"recipients":[\n`, ']}\n', file);
  },
};

/** 360Giving 1.4: https://standard.threesixtygiving.org */
const grants: Format = {
  extension: '360giving.json',
  mediaType: 'application/json; charset=utf-8; profile="https://standard.threesixtygiving.org/"',
  title: '360Giving JSON',
  description: [
    '360Giving 1.4 资助数据标准，每家企业为一笔资助。',
    'Each enterprise as a grant of the 360Giving data standard 1.4.',
  ],
  fileType: 'JSON',
  text: true,
  write: (source, file) => {
    const { notice, release, publisher } = source;
    const grant = sql`json_build_object(
      'id', '360G-mianshen-' || ${notice.programme}::text || '-' || credit_code,
      'title', ${notice.programmeTitle}::text || ' · ' || name,
      'description', ${notice.documentNumber}::text || ' ' || array_to_string(product_codes, ', '),
      'currency', 'CNY', 'amountAwarded', amount, 'awardDate', ${release.publishedAt}::text,
      'recipientOrganization', json_build_array(json_build_object('id', 'CN-USCC-' || credit_code, 'name', name)),
      'fundingOrganization', json_build_array(json_build_object('id', 'CN-GOV-' || ${publisher}::text, 'name', ${publisher}::text)),
      'grantProgramme', json_build_array(json_build_object('code', ${notice.programme}::text, 'title', ${notice.programmeTitle}::text)),
      'beneficiaryLocation', json_build_array(json_build_object('name', city_name, 'geoCode', region_code, 'countryCode', 'CN'))
    )::text`;
    return writeArray(source, grant, '{"grants":[\n', ']}\n', file);
  },
};

const xlsx: Format = {
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
      // Numbers, so that a reader can add them up; of two digits, which a cell holds exactly up to a trillion.
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

const parquet: Format = {
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
          // Whole fen: a decimal that every reader of Parquet reads exactly.
          { name: 'amount_fen', type: 'INT64', nullable: false },
          { name: 'id', type: 'STRING', nullable: false },
        ],
      });
    }),
};

/** Every format of a list. */
export const formats: Format[] = [csv, ndjson, json, xlsx, parquet, grants];

function eachLine<T>({ database, release, selection }: FormatSource, work: (lines: AsyncIterable<Line>) => Promise<T>) {
  return database.copy(selectLines(release.id, selection, sql`entry`), rawLines, (rows) => {
    return work(parsed(rows));
  });
}

/** Lines end with a line feed and nothing else: U+2028, where readline would break as well, may be in a name. */
async function* parsed(rows: NodeJS.ReadableStream): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of rows) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}

function writeArray(source: FormatSource, item: RawBuilder<unknown>, head: string, tail: string, file: NewFile) {
  const { database, release, selection } = source;
  return database.copy(selectLines(release.id, selection, item), rawLines, (rows) =>
    pipeline(rows, commas(), surround(head, tail), file.sink()),
  );
}

function surround(head: string, tail: string): Transform {
  return new Transform({
    construct(done) {
      this.push(head);
      done();
    },
    transform: (chunk: Buffer, _, done) => done(null, chunk),
    flush: (done) => done(null, tail),
  });
}

/** Puts a comma after each line but the last. */
function commas(): Transform {
  let endsLine = false;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const text = chunk.toString('latin1');
      const whole = text.endsWith('\n') ? text.slice(0, -1) : text;
      const joined = (endsLine ? ',\n' : '') + whole.replaceAll('\n', ',\n');
      endsLine = whole !== text;
      done(null, Buffer.from(joined, 'latin1'));
    },
    flush: (done) => done(null, endsLine ? '\n' : ''),
  });
}
