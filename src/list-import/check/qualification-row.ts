import { foldName } from '../../kernel/text/fold-name.js';
import type { RowKind } from '../../spreadsheet/row-kind.js';
import { qualificationColumns, type QualificationColumn } from './columns.js';
import { refuseListRow } from '../list-import.refusals.js';
import { RowCheck, type ListRow } from './row-check.js';

export interface QualificationListOptions {
  kinds: { code: string; name: string }[];
}

/** Quotation marks, brackets and blanks are ignored, because they differ between lists. */
const meaning = (name: string) => foldName(name).replaceAll(/["'“”‘’()]/g, '');

/** The kind of row of a department's list of qualified companies. */
const qualificationRow: RowKind<QualificationListOptions, ListRow, QualificationColumn> = {
  columns: qualificationColumns,
  sheetName: '企业资质名单',
  open: ({ kinds }) => {
    const codes = new Map(
      kinds.flatMap(({ code, name }) => [meaning(code), meaning(name)].map((text) => [text, code] as const)),
    );
    return (row) => {
      const check = new RowCheck(row);
      const creditCode = check.creditCode('creditCode');
      const kindText = check.required('kind', 100);
      const kind = codes.get(meaning(kindText)) ?? '';
      if (kindText !== '' && kind === '') {
        const names = kinds.map(({ name }) => name);
        check.refuse(refuseListRow('LIST_KIND_UNKNOWN', ['kind'], { found: kindText, known: names }));
      }
      const [validFrom, validUntil] = [requiredDay(check, 'validFrom'), requiredDay(check, 'validUntil')];
      if (validFrom !== '' && validUntil !== '' && validUntil < validFrom) {
        check.refuse(refuseListRow('LIST_PERIOD_INVALID', ['validUntil'], { startsOn: validFrom, found: validUntil }));
      }
      const name = check.required('name');
      return check.rowOf(`${creditCode}/${kind}/${validFrom}`, creditCode, { name, kind, validFrom, validUntil });
    };
  },
};

export default qualificationRow;

function requiredDay(check: RowCheck<QualificationColumn>, field: QualificationColumn): string {
  return check.required(field, 40) === '' ? '' : check.day(field);
}
