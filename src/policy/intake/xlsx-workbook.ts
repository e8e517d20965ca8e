import path from 'node:path/posix';
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

export async function readWorkbook(parts: XlsxPackage): Promise<Workbook> {
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
  return {
    sheetPart,
    since1904,
    styles: await readStyles(parts, partOf('styles')),
    strings: await readSharedStrings(parts, partOf('sharedStrings')),
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

/** The texts of a workbook, in one block of bytes: a million rows have millions of them, too many for an array. */
export class SharedStrings {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #used = 0;
  #ends = new Uint32Array(4 * 1024);
  #count = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#used + length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 1.5, this.#used + length));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 1.5);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends[this.#count++] = this.#used;
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }
}

async function readSharedStrings(parts: XlsxPackage, part: string | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (!part || !parts.has(part)) return strings;
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
      if (inText) text += part;
    },
    close: (tag) => {
      if (tag === 't') inText = false;
      if (tag === 'rPh') inPhonetic = false;
      if (tag === 'si') strings.add(unescapeText(text));
    },
  });
  return strings;
}

/** Spreadsheet programs write control characters as _x000D_. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
