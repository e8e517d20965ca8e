import path from 'node:path/posix';
import { Refused } from '../../kernel/errors/refusal.js';
import { type NumberFormat, readNumberFormat } from '../number-format.js';
import { tooComplex } from '../parse-xml.js';
import { longestCell } from '../row-kind.js';
import type { SharedStrings } from './shared-strings.js';
import { refuseFile } from '../spreadsheet.refusals.js';
import { damaged, type XlsxPackage } from './xlsx-package.js';

/** Where the rows are, and how their cells are to be read. */
export interface Workbook {
  /** The worksheets in their order, without chart sheets and dialogs, which have no rows. */
  sheets: Sheet[];
  since1904: boolean;
  /** The number format of each cell style. */
  styles: NumberFormat[];
  strings: SharedStrings;
}

export interface Sheet {
  name: string;
  part: string;
  hidden: boolean;
}

const mostSheets = 256;
const mostStyles = 65_536;

/** Reads everything but the rows; stores the texts in `strings`. */
export async function readWorkbook(parts: XlsxPackage, strings: SharedStrings): Promise<Workbook> {
  const root = await readRelations(parts, '_rels/.rels', '');
  const workbook = root.find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (!workbook) throw damaged('officeDocument');
  const { sheets, since1904 } = await readSheets(parts, workbook);
  const folder = path.dirname(workbook);
  const relations = await readRelations(parts, `${folder}/_rels/${path.basename(workbook)}.rels`, folder);
  const partOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const styles = await readStyles(parts, partOf('styles'));
  await readSharedStrings(parts, partOf('sharedStrings'), strings);
  return { sheets: worksheets(sheets, relations), since1904, styles, strings };
}

function worksheets(sheets: NamedSheet[], relations: Relation[]): Sheet[] {
  return sheets.flatMap(({ name, relation, hidden }) => {
    const found = relations.find(({ id }) => id === relation);
    if (!found) throw damaged(`sheet ${name}`);
    return found.type.endsWith('/worksheet') ? [{ name, hidden, part: found.target }] : [];
  });
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
      const name = target.replaceAll('\\', '/');
      relations.push({ id, type, target: name.startsWith('/') ? name.slice(1) : path.join(folder, name) });
    },
    close: () => undefined,
  });
  return relations;
}

interface NamedSheet {
  name: string;
  relation: string;
  hidden: boolean;
}

async function readSheets(parts: XlsxPackage, part: string) {
  const sheets: NamedSheet[] = [];
  let since1904 = false;
  await parts.parse(part, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
      const { name = '', state = 'visible' } = attributes;
      sheets.push({ name, relation, hidden: state !== 'visible' });
      if (sheets.length > mostSheets) throw tooComplex('sheets', mostSheets);
    },
    close: () => undefined,
  });
  return { sheets, since1904 };
}

async function readStyles(parts: XlsxPackage, part: string | undefined): Promise<NumberFormat[]> {
  const formats = new Map<number, string>();
  const styles: NumberFormat[] = [];
  // Without styles a cell that refers to one is damaged; the reader of the sheet refuses it.
  if (!part || !parts.has(part)) return styles;
  let inCellFormats = false;
  await parts.parse(part, {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      if (tag === 'numFmt') formats.set(Number(numFmtId), formatCode);
      if (tag === 'cellXfs') inCellFormats = true;
      if (tag !== 'xf' || !inCellFormats) return;
      styles.push(readNumberFormat(Number(numFmtId), formats.get(Number(numFmtId))));
      if (styles.length > mostStyles) throw tooComplex('styles', mostStyles);
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
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
    text: (piece) => {
      if (!inText) return;
      text += piece;
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

/**
 * Decodes _x000D_, as spreadsheet programs write control characters, and _x005F_x000D_, as they write that text itself.
 */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
