import { canonicalIdentifier } from '../../kernel/values/identifier.js';
import type { RowKind } from '../../spreadsheet/row-kind.js';
import { companyColumns, type CompanyColumn } from './columns.js';
import { refuseListRow } from '../list-import.refusals.js';
import { RowCheck, type ListRow } from './row-check.js';

export interface CompanyListOptions {
  listDate: string;
}

/** How registers write a status; brackets and the text in them are removed before. */
const statuses: Record<string, string> = {
  存续: 'ACTIVE',
  在业: 'ACTIVE',
  在营: 'ACTIVE',
  开业: 'ACTIVE',
  在册: 'ACTIVE',
  正常: 'ACTIVE',
  歇业: 'SUSPENDED',
  停业: 'SUSPENDED',
  迁出: 'MOVED_OUT',
  已迁出: 'MOVED_OUT',
  吊销: 'REVOKED',
  '吊销,未注销': 'REVOKED',
  '吊销,已注销': 'DEREGISTERED',
  注销: 'DEREGISTERED',
  已注销: 'DEREGISTERED',
  撤销: 'DEREGISTERED',
  因合并注销: 'MERGED',
  合并注销: 'MERGED',
  合并: 'MERGED',
};

const known = new Set(Object.values(statuses));

function statusOf(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\(.*\)/g, '')
    .replaceAll(/[、，]/g, ',')
    .replaceAll(/\s/g, '');
  return statuses[plain] ?? (known.has(plain.toUpperCase()) ? plain.toUpperCase() : undefined);
}

/** The kind of row of company register lists. */
const companyRow: RowKind<CompanyListOptions, ListRow, CompanyColumn> = {
  columns: companyColumns,
  sheetName: '企业登记信息',
  open:
    ({ listDate }) =>
    (row) => {
      const check = new RowCheck(row);
      const creditCode = check.creditCode('creditCode');
      const statusText = check.required('status', 40);
      const status = statusOf(statusText);
      if (statusText !== '' && !status) {
        check.refuse(refuseListRow('LIST_STATUS_UNKNOWN', ['status'], { found: statusText }));
      }
      const formerNames = check
        .text('formerNames', 2_000)
        .split(/[;；、|]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');
      return check.rowOf(creditCode, creditCode, {
        name: check.required('name'),
        ...(formerNames.length > 0 && { formerNames }),
        divisionCode: divisionOf(check),
        address: check.text('address', 500),
        status: status ?? '',
        mergedInto: check.optionalCreditCode('mergedInto'),
        representativeName: check.text('representative', 100),
        phone: check.text('phone', 40).normalize('NFKC').replaceAll(/\D/g, ''),
        changedOn: check.day('changedOn', listDate),
      });
    },
};

export default companyRow;

/** Returns the division code: six digits, or the first six of a statistical code of twelve. */
function divisionOf(check: RowCheck<CompanyColumn>): string {
  const found = canonicalIdentifier(check.text('divisionCode', 60));
  const match = /^(\d{6})(?:\d{3}|\d{6})?$/.exec(found);
  if (found !== '' && !match) check.refuse(refuseListRow('LIST_DIVISION_INVALID', ['divisionCode'], { found }));
  return match?.[1] ?? '';
}
