import fs from 'node:fs/promises';
import { Refused } from '../../kernel/refusal.js';
import { type Cell, dayOfSerial } from './cell.js';
import { refuseFile } from './intake.refusals.js';
import { type Batch, longestCell, mostColumns, type RawRow } from './raw-row.js';
import { SharedStrings } from '../../spreadsheet/shared-strings.js';
import { XlsxPackage, type XmlHandlers } from './xlsx-package.js';
import { readWorkbook, unescapeText, type Workbook } from './xlsx-workbook.js';

/** Reads the sheet of policies of a workbook, straight from the file, in memory that its texts alone decide. */
export async function* readXlsx(file: string): AsyncGenerator<Batch> {
  const fileSize = (await fs.stat(file)).size;
  const parts = await XlsxPackage.open(file);
  const strings = new SharedStrings(`${file}.strings`);
  try {
    const workbook = await readWorkbook(parts, strings);
    const sheet = new SheetReader(workbook);
    const size = Math.max(1, parts.sizeOf(workbook.sheetPart));
    for await (const unpacked of parts.parseChunks(workbook.sheetPart, sheet)) {
      const rows = sheet.take();
      if (rows.length > 0) yield { rows, bytesRead: Math.round(fileSize * Math.min(1, unpacked / size)) };
    }
  } finally {
    strings.close();
    parts.close();
  }
}

/** Gathers rows from the events of the XML. Rows without any value are passed over. */
class SheetReader implements XmlHandlers {
  readonly #workbook: Workbook;
  #rows: RawRow[] = [];
  #number = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = '';
  #style = -1;
  #formula = false;
  #text = '';
  #inText = false;
  #inPhonetic = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  row(): number {
    return this.#number;
  }

  open(tag: string, attributes: Record<string, string>): void {
    switch (tag) {
      case 'c':
        this.#column = attributes['r'] === undefined ? this.#column + 1 : columnOf(attributes['r']);
        this.#type = attributes['t'] ?? '';
        this.#style = attributes['s'] === undefined ? -1 : Number(attributes['s']);
        this.#formula = false;
        this.#text = '';
        break;
      case 'v':
      case 't':
        this.#inText = !this.#inPhonetic;
        break;
      case 'f':
        this.#formula = true;
        break;
      case 'rPh':
        this.#inPhonetic = true;
        break;
      case 'row':
        this.#number = attributes['r'] === undefined ? this.#number + 1 : Number(attributes['r']);
        this.#cells = [];
        this.#column = -1;
        break;
    }
  }

  text(text: string): void {
    if (!this.#inText) return;
    this.#text += text;
    if (this.#text.length > longestCell) {
      throw new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row: this.#number, limit: longestCell }));
    }
  }

  close(tag: string): void {
    switch (tag) {
      case 'v':
      case 't':
        this.#inText = false;
        break;
      case 'rPh':
        this.#inPhonetic = false;
        break;
      case 'c':
        this.#endCell();
        break;
      case 'row':
        if (this.#cells.length > 0) this.#rows.push({ number: this.#number, cells: this.#cells });
        break;
    }
  }

  #endCell(): void {
    const cell = this.#value();
    if (cell === undefined) return;
    if (this.#column >= mostColumns) {
      throw new Refused(refuseFile('FILE_TOO_WIDE', ['file'], { row: this.#number, limit: mostColumns }));
    }
    if (this.#column >= 0) this.#cells[this.#column] = cell;
  }

  #value(): Cell {
    const text = this.#text;
    if (this.#formula) return { kind: 'formula', text };
    switch (this.#type) {
      case 's':
        return this.#workbook.strings.at(Number(text)) || undefined;
      case 'str':
      case 'inlineStr':
        return unescapeText(text) || undefined;
      case 'b':
        return text === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return { kind: 'error', text };
      case 'd':
        return { kind: 'date', text: text.slice(0, 10) };
      default:
        return text === '' ? undefined : this.#numeric(text);
    }
  }

  #numeric(text: string): Cell {
    const meaning = this.#workbook.styles[this.#style];
    if (meaning === 'percent') return { kind: 'percent', text };
    if (meaning !== 'date') return { kind: 'number', text };
    const day = dayOfSerial(Number(text), this.#workbook.since1904);
    return day ? { kind: 'date', text: day } : { kind: 'number', text };
  }
}

/** AB12 → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
