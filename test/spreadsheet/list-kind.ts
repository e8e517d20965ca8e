import type { RowKind, SheetRow } from '../../src/spreadsheet/row-kind.js';

type Key = 'code' | 'name' | 'day' | 'amount' | 'note';

/** A kind of row for the tests of reading: it hands over what was read. */
const kind: RowKind<{ spin?: boolean; fill?: boolean }, SheetRow<Key>, Key> = {
  columns: [
    { key: 'code', kind: 'identifier', required: true, heading: '编号', synonyms: ['代码'] },
    { key: 'name', kind: 'text', required: true, heading: '名称', synonyms: [] },
    { key: 'day', kind: 'date', required: false, heading: '日期', synonyms: [] },
    { key: 'amount', kind: 'amount', required: false, heading: '金额', synonyms: [] },
    { key: 'note', kind: 'text', required: false, heading: '备注', synonyms: [] },
  ],
  sheetName: '名单',
  open: ({ spin, fill }) => {
    const kept: string[] = [];
    if (fill) for (;;) kept.push('x'.repeat(1_000) + kept.length);
    if (spin) for (;;);
    return (row) => row;
  },
};

export default kind;
