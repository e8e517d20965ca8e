import { Refused } from '../../kernel/errors/refusal.js';
import { headingRowsSearched } from '../headings.js';
import { type OdsCell, valueOfCell } from './ods-cell.js';
import { tooComplex, type XmlHandlers } from '../parse-xml.js';
import { longestCell, mostColumns, mostSheetRows, type RawRow } from '../row-kind.js';
import { refuseFile } from '../spreadsheet.refusals.js';
import { damaged } from '../xlsx/xlsx-package.js';

/** The most hidden rows that are named; all are counted. */
const hiddenRowsNamed = 5;
/** The file may write one row for many equal ones. A row with more repeats than this is not data. */
const mostRepeats = 10_000;
const mostSheets = 256;

export interface OdsSheet {
  name: string;
  hidden: boolean;
  place: number;
  /** The first rows of the sheet that have values. */
  rows: RawRow[];
}

/**
 * Collects rows from the parsing events of `content.xml`: all rows of one sheet, or the first rows of every sheet. It
 * skips rows without any value.
 */
export class OdsReader implements XmlHandlers {
  readonly hiddenRows = { count: 0, rows: [] as string[] };
  readonly sheets: OdsSheet[] = [];
  readonly #wanted: number | undefined;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #sheet: OdsSheet | undefined;
  #depth = 0;
  #rows: RawRow[] = [];
  #number = 0;
  #repeated = 1;
  #hidden = false;
  #cells: RawRow['cells'] = [];
  #column = 0;
  #cell: (OdsCell & { repeated: number }) | undefined;
  /** The depth inside a comment, a drawing or a reading aid of the current cell; 0 outside. */
  #aside = 0;

  constructor(wanted?: number) {
    this.#wanted = wanted;
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
    if (this.#cell) return this.#openInCell(tag, attributes);
    switch (tag) {
      case 'style':
        this.#style = attributes['style:name'] ?? '';
        break;
      case 'table-properties':
        if (attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        this.#startTable(attributes);
        break;
      case 'table-row':
        if (this.#sheet) this.#startRow(attributes);
        break;
      case 'table-cell':
      case 'covered-table-cell':
        if (this.#sheet) this.#startCell(attributes);
        break;
    }
  }

  text(text: string): void {
    if (this.#cell?.inText && this.#aside === 0) this.#add(text);
  }

  close(tag: string): void {
    if (this.#cell) return this.#closeInCell(tag);
    if (tag === 'table') this.#depth -= 1;
    if (tag === 'table' && this.#depth === 0) this.#sheet = undefined;
    if (tag === 'table-row' && this.#sheet) this.#endRow();
  }

  #startTable(attributes: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > 1) return;
    if (this.sheets.length >= mostSheets) throw tooComplex('sheets', mostSheets);
    const hidden = this.#hiddenStyles.has(attributes['table:style-name'] ?? '');
    const place = this.sheets.length;
    this.#sheet = { name: attributes['table:name'] ?? '', hidden, place, rows: [] };
    this.sheets.push(this.#sheet);
    this.#number = 0;
  }

  #startRow(attributes: Record<string, string>): void {
    this.#repeated = countOf(attributes['table:number-rows-repeated']);
    this.#number += 1;
    if (this.#number > mostSheetRows) throw tooComplex('rows', mostSheetRows);
    const { 'table:visibility': visibility = 'visible' } = attributes;
    this.#hidden = visibility !== 'visible';
    this.#cells = [];
    this.#column = 0;
  }

  #endRow(): void {
    const [first, repeated] = [this.#number, this.#repeated];
    this.#number += repeated - 1;
    if (this.#cells.length === 0) return;
    if (repeated > mostRepeats) throw tooComplex('rows', mostRepeats);
    for (let number = first; number < first + repeated; number += 1) this.#keep({ number, cells: this.#cells });
  }

  #keep(row: RawRow): void {
    const { place, rows } = this.#sheet as OdsSheet;
    if (this.#wanted === undefined) {
      if (rows.length <= headingRowsSearched + 1) rows.push(row);
      return;
    }
    if (place !== this.#wanted) return;
    this.#rows.push(row);
    if (!this.#hidden) return;
    this.hiddenRows.count += 1;
    if (this.hiddenRows.rows.length < hiddenRowsNamed) this.hiddenRows.rows.push(String(row.number));
  }

  #startCell(attributes: Record<string, string>): void {
    this.#cell = {
      attributes,
      text: '',
      inText: false,
      repeated: countOf(attributes['table:number-columns-repeated']),
    };
    this.#aside = 0;
  }

  #openInCell(tag: string, attributes: Record<string, string>): void {
    const cell = this.#cell as OdsCell;
    if (this.#aside > 0 || !inText.has(tag)) this.#aside += 1;
    else if (tag === 'p' || tag === 'h') {
      // Each further paragraph begins a new line.
      if (cell.inText === 'was') this.#add('\n');
      cell.inText = true;
    } else if (tag === 's') this.#add(' '.repeat(Math.min(countOf(attributes['text:c']), longestCell)));
    else if (tag === 'tab') this.#add('\t');
    else if (tag === 'line-break') this.#add('\n');
  }

  #closeInCell(tag: string): void {
    const cell = this.#cell as OdsCell;
    if (this.#aside > 0) this.#aside -= 1;
    else if (tag === 'p' || tag === 'h') cell.inText = 'was';
    else if (tag === 'table-cell' || tag === 'covered-table-cell') this.#endCell();
  }

  #add(text: string): void {
    const cell = this.#cell as OdsCell;
    cell.text += text;
    if (cell.text.length > longestCell) {
      throw new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row: this.#number, limit: longestCell }));
    }
  }

  #endCell(): void {
    const cell = this.#cell as OdsCell & { repeated: number };
    this.#cell = undefined;
    const value = valueOfCell(cell);
    const next = this.#column + cell.repeated;
    if (value !== undefined) {
      if (next > mostColumns) {
        throw new Refused(refuseFile('FILE_TOO_WIDE', ['file'], { row: this.#number, limit: mostColumns }));
      }
      for (let column = this.#column; column < next; column += 1) this.#cells[column] = value;
    }
    this.#column = next;
  }
}

/** The elements that form the text of a cell. Any other is a comment, a drawing, or a reading aid for a character. */
const inText = new Set(['p', 'h', 'span', 's', 'tab', 'line-break', 'a', 'ruby', 'ruby-base']);

function countOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostSheetRows) throw damaged(`repeated ${text.slice(0, 20)}`);
  return count;
}
