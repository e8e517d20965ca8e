import { readCell, cellText, sentText } from './cell.js';
import type { Layout } from './headings.js';
import type { RawRow, SheetRow } from './row-kind.js';

/** Makes of the cells of a row its texts by column; undefined for a blank row. */
export function rowReader({ places }: Layout): (raw: RawRow) => SheetRow | undefined {
  return ({ number, cells, fault }) => {
    const sent = Array.from(cells, sentText);
    if (fault) return { number, texts: {}, faults: [fault], sent };
    if (cells.every((cell) => cellText(cell).trim() === '')) return undefined;
    const row: SheetRow = { number, texts: {}, faults: [], sent };
    for (const { column, place } of places) {
      const read = readCell(cells[place], column);
      if (typeof read !== 'string') row.faults.push(read);
      else if (read !== '') row.texts[column.key] = read;
    }
    return row;
  };
}
