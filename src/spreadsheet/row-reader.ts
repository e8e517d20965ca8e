import { readCell, cellText, sentText } from './cell.js';
import { findUnwritableInLine } from '../kernel/text/text.js';
import type { Layout } from './headings.js';
import type { RawRow, SheetRow } from './row-kind.js';
import { refuseCell } from './spreadsheet.refusals.js';

/** What is given back to its sender of a cell that is longer than any value can be. */
const longestGivenBack = 2_000;

/** Makes of the cells of a row its texts by column; undefined for a blank row. */
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
