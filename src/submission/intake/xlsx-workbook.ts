import path from 'node:path/posix';
import { Refused } from '../../kernel/refusal.js';
import { refuseFile } from './intake.refusals.js';
import { longestCell } from './raw-row.js';
import type { SharedStrings } from '../../spreadsheet/shared-strings.js';
import { damaged, type XlsxPackage } from './xlsx-package.js';

/** Where the rows are and how their cells are meant. */
export interface Workbook {
  sheetPart: string;
  since1904: boolean;
  /** For each style of a cell: whether its number is a day or a percentage. */
  styles: ('date' | 'percent' | undefined)[];
  strings: SharedStrings;
}

/** The sheet that the template names; else the first one that is not hidden. */
export const sheetName = '保单';

/** Reads all but the rows; the texts go into `strings`. */
export async function readWorkbook(parts: XlsxPackage, strings: SharedStrings): Promise<Workbook> {
  const root = await readRelations(parts, '_rels/.rels', '');
  const workbook = root.find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (!workbook) throw damaged(new Error('officeDocument'));
  const { sheets, since1904 } = await readSheets(parts, workbook);
  const folder = path.dirname(workbook);
  const relations = await readRelations(parts, `${folder}/_rels/${path.basename(workbook)}.rels`, folder);
  const sheet = sheets.find(({ name }) => name === sheetName) ?? sheets.find(({ hidden }) => !hidden) ?? sheets[0];
  const sheetPart = relations.find(({ id }) => id === sheet?.relation)?.target;
  if (!sheetPart) throw damaged(new Error('worksheet'));
  const partOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  await readSharedStrings(parts, partOf('sharedStrings'), strings);
  return {
    sheetPart,
    since1904,
    styles: await readStyles(parts, partOf('styles')),
    strings,
  };
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

async function readRelations(parts: XlsxPackage, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  await parts.parse(part, {
    open: (tag, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (tag !== 'Relationship' || mode === 'External') return;
      relations.push({ id, type, target: target.startsWith('/') ? target.slice(1) : path.join(folder, target) });
    },
    close: () => undefined,
  });
  return relations;
}

async function readSheets(parts: XlsxPackage, part: string) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = [];
  let since1904 = false;
  await parts.parse(part, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
      const { name = '', state = 'visible' } = attributes;
      sheets.push({ name, relation, hidden: state !== 'visible' });
    },
    close: () => undefined,
  });
  return { sheets, since1904 };
}

/** Built-in formats that are days; 27 to 36 and 50 to 58 are those of East Asia, 31 the Chinese long date. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const builtInPercents = new Set([9, 10]);

async function readStyles(parts: XlsxPackage, part: string | undefined): Promise<Workbook['styles']> {
  const formats = new Map<number, string>();
  const styles: Workbook['styles'] = [];
  if (!part || !parts.has(part)) return styles;
  let inCellFormats = false;
  await parts.parse(part, {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      if (tag === 'numFmt') formats.set(Number(numFmtId), formatCode);
      if (tag === 'cellXfs') inCellFormats = true;
      if (tag === 'xf' && inCellFormats) styles.push(meaningOf(Number(numFmtId), formats));
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

function meaningOf(id: number, formats: Map<number, string>): 'date' | 'percent' | undefined {
  const code = formats.get(id)?.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  if (code === undefined) return builtInDays.has(id) ? 'date' : builtInPercents.has(id) ? 'percent' : undefined;
  if (/[yd年日]/i.test(code)) return 'date';
  return code.includes('%') ? 'percent' : undefined;
}

async function readSharedStrings(parts: XlsxPackage, part: string | undefined, strings: SharedStrings): Promise<void> {
  if (!part || !parts.has(part)) return;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await parts.parseSharedStrings(part, {
    open: (tag) => {
      if (tag === 'si') text = '';
      if (tag === 'rPh') inPhonetic = true;
      inText = tag === 't' && !inPhonetic;
    },
    text: (part) => {
      if (!inText) return;
      text += part;
      if (text.length <= longestCell) return;
      throw new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row: 0, limit: longestCell }));
    },
    close: (tag) => {
      if (tag === 't') inText = false;
      if (tag === 'rPh') inPhonetic = false;
      if (tag === 'si') strings.add(unescapeText(text));
    },
  });
}

/** Spreadsheet programs write control characters as _x000D_. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
