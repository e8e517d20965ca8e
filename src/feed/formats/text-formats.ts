import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type RawBuilder, sql } from 'kysely';
import { formulaPattern } from '../../spreadsheet/text/write-text.js';
import type { NewFile } from '../file-store.js';
import { selectLines } from '../selection.js';
import { type Format, type FormatSource, rawLines } from './format.js';

/** Escapes names that start like a formula, which a spreadsheet would execute. */
const neutralName = sql`case when name ~ '${sql.raw(formulaPattern)}' then '''' || name else name end`;

const csvColumns = sql`rank, ${neutralName} as name, credit_code, region_code as city,
  array_to_string(qualification_kinds, ';') as qualifications, array_to_string(product_codes, ';') as products,
  amount, global_id as id`;

export const csv: Format = {
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
      // The byte order mark makes spreadsheets read the file as UTF-8.
      pipeline(rows, surround('\uFEFF', ''), file.sink()),
    ),
};

export const ndjson: Format = {
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

export const json: Format = {
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
    // The status of a notice changes when it closes, so only its constant parts are in the file of a release.
    const { status: ____, ...constant } = facts;
    const head = JSON.stringify({ notice: { id: globalId, ...constant }, release: ofRelease, selection });
    return writeArray(source, sql`entry`, `${head.slice(0, -1)},"recipients":[\n`, ']}\n', file);
  },
};

/** 360Giving 1.4: https://standard.threesixtygiving.org */
export const grants: Format = {
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

/** Adds a comma after each line except the last. */
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
