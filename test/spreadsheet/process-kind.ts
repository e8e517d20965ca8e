import process from 'node:process';
import type { RowKind, SheetRow } from '../../src/spreadsheet/row-kind.js';

interface ReadBy {
  sheet: SheetRow<'code'>;
  /** The process that read it. */
  reader: number;
}

/** A kind of row that shows which process read it. */
const kind: RowKind<object, ReadBy, 'code'> = {
  columns: [{ key: 'code', kind: 'identifier', required: true, heading: '编号', synonyms: [] }],
  sheetName: '名单',
  open: () => (sheet) => ({ sheet, reader: process.pid, sent: [] }),
};

export default kind;
