import { readCell, cellText, sentText } from './cell.js';
import { findUnwritableInLine } from '../kernel/text/text.js';
import type { Layout } from './headings.js';
import type { RawRow, SheetRow } from './row-kind.js';
import { refuseCell } from './spreadsheet.refusals.js';

/** Characters of a cell that are given back to the sender; a longer text is cut, as no value is that long. */
const longestGivenBack = 2_000;

/** Returns a function that finds the texts of a row by column; undefined for a blank row. */
export function rowReader({ places }: Layout): (raw: RawRow) => SheetRow | undefined {
  return ({ number, cells, fault }) => {
    const sent = Array.from(cells, (cell) => sentText(cell).slice(0, longestGivenBack));
    if (fault) return { number, texts: {}, faults: [fault], sent };
    if (cells.every((cell) => cellText(cell).trim() === '')) return undefined;
    const row: SheetRow = { number, texts: {}, faults: [], sent };
    for (const { column, place } of places) {
      const read = readCell(cells[place], column);
      const unwritable = typeof read === 'string' ? findUnwritableInLine(read) : undefined;
      if (typeof read !== 'string') row.faults.push(read);
      else if (unwritable) row.faults.push(refuseCell('CELL_UNREADABLE', [column.key], { found: unwritable }));
      else if (read !== '') row.texts[column.key] = read;
    }
    return row;
  };
}
