import { Refused } from '../kernel/errors/refusal.js';
import { type Cell, dayOfSerial, quotedText } from './cell.js';
import { showNumber } from './number-format.js';
import { tooComplex, type XmlHandlers } from './parse-xml.js';
import { longestCell, mostColumns, mostSheetRows, type RawRow } from './row-kind.js';
import { refuseFile } from './spreadsheet.refusals.js';
import { damaged } from './xlsx/xlsx-package.js';
import { unescapeText, type Workbook } from './xlsx/xlsx-workbook.js';

/** The most hidden rows that are named; all are counted. */
const hiddenRowsNamed = 5;

/** Collects rows from the parsing events of a worksheet's XML. It skips rows without any value. */
export class SheetReader implements XmlHandlers {
  readonly hiddenRows = { count: 0, rows: [] as string[] };
  readonly #workbook: Workbook;
  readonly #sheet: string;
  #rows: RawRow[] = [];
  #number = 0;
  #rowCount = 0;
  #hidden = false;
  #cells: Cell[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  /** The texts of a cell by their element: a cell may have both a value and an inline string. */
  #texts: { v?: string; t?: string; f?: string } = {};
  #into: 'v' | 't' | 'f' | undefined;
  #inPhonetic = false;
  #inRun = false;

  constructor(workbook: Workbook, sheet: string) {
    this.#workbook = workbook;
    this.#sheet = sheet;
  }

  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  row(): number {
    return this.#number;
  }

  /** How many rows were read so far, with empty ones. */
  get rowCount(): number {
    return this.#rowCount;
  }

  open(tag: string, attributes: Record<string, string>): void {
    switch (tag) {
      case 'c':
        this.#startCell(attributes);
        break;
      case 'v':
      case 't':
      case 'f':
        if (this.#inPhonetic) break;
        // Only a rich text has several runs; a cell with two values is damaged.
        if (this.#texts[tag] !== undefined && !this.#inRun) throw this.#damaged(`row ${this.#number}, <${tag}> × 2`);
        this.#into = tag;
        this.#texts[tag] ??= '';
        break;
      case 'r':
        this.#inRun = true;
        break;
      case 'rPh':
        this.#inPhonetic = true;
        break;
      case 'row':
        this.#startRow(attributes);
        break;
    }
  }

  text(text: string): void {
    const into = this.#into;
    if (!into) return;
    const whole = `${this.#texts[into] ?? ''}${text}`;
    this.#texts[into] = whole;
    if (whole.length > longestCell) {
      throw new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row: this.#number, limit: longestCell }));
    }
  }

  close(tag: string): void {
    switch (tag) {
      case 'v':
      case 't':
      case 'f':
        this.#into = undefined;
        break;
      case 'rPh':
        this.#inPhonetic = false;
        break;
      case 'r':
        this.#inRun = false;
        break;
      case 'c':
        this.#endCell();
        break;
      case 'row':
        this.#endRow();
        break;
    }
  }

  #startRow({ r, hidden, ht }: Record<string, string>): void {
    this.#rowCount += 1;
    if (this.#rowCount > mostSheetRows) throw tooComplex('rows', mostSheetRows);
    const number = r === undefined ? this.#number + 1 : Number(r);
    if (!Number.isInteger(number) || number <= this.#number || number > mostSheetRows) {
      throw this.#damaged(`row ${(r ?? '').slice(0, 20)} after row ${this.#number}`);
    }
    this.#number = number;
    this.#hidden = hidden === '1' || hidden === 'true' || Number(ht ?? 1) === 0;
    this.#cells = [];
    this.#column = -1;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    this.#rows.push({ number: this.#number, cells: this.#cells });
    if (!this.#hidden) return;
    this.hiddenRows.count += 1;
    if (this.hiddenRows.rows.length < hiddenRowsNamed) this.hiddenRows.rows.push(String(this.#number));
  }

  #startCell({ r, t = '', s = '0' }: Record<string, string>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    this.#type = t;
    this.#style = Number(s);
    this.#texts = {};
    this.#into = undefined;
  }

  #endCell(): void {
    const cell = this.#value();
    if (cell === undefined) return;
    if (this.#column >= mostColumns) {
      throw new Refused(refuseFile('FILE_TOO_WIDE', ['file'], { row: this.#number, limit: mostColumns }));
    }
    if (this.#column < 0) throw this.#damaged(`cell of row ${this.#number}`);
    if (this.#cells[this.#column] !== undefined) {
      throw this.#damaged(`row ${this.#number}, column ${this.#column + 1} × 2`);
    }
    this.#cells[this.#column] = cell;
  }

  #value(): Cell {
    const { v, t, f } = this.#texts;
    // In Excel, ="0012" keeps digits as text.
    const quoted = f === undefined ? undefined : quotedText(f);
    if (quoted !== undefined) return quoted || undefined;
    if (f !== undefined) return { kind: 'formula', text: v ?? '' };
    switch (this.#type) {
      case 's':
        return v === undefined ? undefined : this.#sharedString(v) || undefined;
      case 'inlineStr':
        return unescapeText(t ?? v ?? '') || undefined;
      case 'str':
        return unescapeText(v ?? t ?? '') || undefined;
      case 'b':
        return v ? this.#truth(v) : undefined;
      case 'e':
        return { kind: 'error', text: v ?? '' };
      case 'd':
        return v ? { kind: 'date', text: v.slice(0, 10) } : undefined;
      case '':
      case 'n':
        return v ? this.#numeric(v) : t || undefined;
      default:
        throw this.#damaged(`row ${this.#number}, type ${this.#type.slice(0, 20)}`);
    }
  }

  #truth(text: string): string {
    if (!/^(?:[01]|true|false)$/i.test(text)) throw this.#damaged(`row ${this.#number}, ${text.slice(0, 20)}`);
    return /^(?:1|true)$/i.test(text) ? 'TRUE' : 'FALSE';
  }

  #sharedString(text: string): string {
    const found = /^\d+$/.test(text) ? this.#workbook.strings.at(Number(text)) : undefined;
    if (found === undefined) throw this.#damaged(`row ${this.#number}, shared string ${text.slice(0, 20)}`);
    return found;
  }

  #numeric(text: string): Cell {
    const { styles, since1904 } = this.#workbook;
    if (!(this.#style === 0 && styles.length === 0) && !(this.#style < styles.length && this.#style >= 0)) {
      throw this.#damaged(`row ${this.#number}, style ${this.#style}`);
    }
    const format = styles[this.#style];
    if (format === 'percent') return { kind: 'percent', text };
    if (format === 'date') {
      const day = dayOfSerial(Number(text), since1904);
      return day ? { kind: 'date', text: day } : { kind: 'number', text, since1904 };
    }
    const shown = format && showNumber(text, format.zeros);
    return { kind: 'number', text, ...(shown !== undefined && { shown }), ...(since1904 && { since1904 }) };
  }

  #damaged(where: string): Refused {
    return damaged(`${this.#sheet}: ${where}`);
  }
}

/** AB12 → 27; -1 where the text is not a cell reference. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at += 1) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
