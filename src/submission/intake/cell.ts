import { isDay } from '../../kernel/dates.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { ColumnKey, ColumnKind } from './columns.js';
import { refuseRow } from './intake.refusals.js';

/** A cell that is not plain text. `text` is what the file holds: the digits of a number, the day of a date. */
export interface TypedCell {
  kind: 'number' | 'date' | 'percent' | 'formula' | 'error';
  text: string;
}

export type Cell = string | TypedCell | null | undefined;

export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : (cell?.text ?? '');
}

/** The cell as it is given back to its sender, so that it is read again as it was. */
export function sentText(cell: Cell): string {
  return cell !== null && typeof cell === 'object' && cell.kind === 'percent'
    ? `${shiftTwo(plainDecimal(cell.text))}%`
    : cellText(cell);
}

const scientific = /^\d(?:\.\d+)?E\+?\d+$/i;

/** The text of a cell as the row's checks want it, or why it cannot be trusted. */
export function readCell(cell: Cell, key: ColumnKey, kind: ColumnKind): string | Refusal {
  if (cell == null || cell === '') return '';
  if (typeof cell === 'string') return readText(withoutGuard(cell), key, kind);
  if (cell.kind === 'formula') return refuseRow('CELL_IS_FORMULA', [key]);
  if (cell.kind === 'error') return refuseRow('CELL_IS_ERROR', [key], { found: cell.text });
  switch (kind) {
    case 'identifier':
      return cell.kind === 'number' ? readIdentifier(cell.text, key) : cell.text;
    case 'amount':
      return plainDecimal(cell.text);
    case 'percent':
      return cell.kind === 'percent' ? shiftTwo(plainDecimal(cell.text)) : plainDecimal(cell.text);
    case 'date':
      return cell.kind === 'number' ? dayOfNumber(cell.text) : cell.text;
    default:
      return cell.text;
  }
}

/** What we write ourselves begins with an apostrophe where a spreadsheet program would take it for a formula. */
function withoutGuard(text: string): string {
  return /^'[=+\-@\t]/.test(text) ? text.slice(1) : text;
}

function readText(text: string, key: ColumnKey, kind: ColumnKind): string | Refusal {
  switch (kind) {
    case 'identifier': {
      const trimmed = text.trim();
      return scientific.test(trimmed) ? refuseRow('CELL_LOST_PRECISION', [key], { found: trimmed }) : trimmed;
    }
    case 'date':
      return dayOfText(text);
    case 'amount':
      return amountOfText(text);
    case 'percent':
      return text
        .normalize('NFKC')
        .replace(/\s*%\s*$/, '')
        .trim();
    default:
      return text.trim();
  }
}

/** A number in a column of identifiers: whole and of at most 15 digits, or its digits are not the clerk's any more. */
function readIdentifier(text: string, key: ColumnKey): string | Refusal {
  const value = Number(text);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return refuseRow('CELL_LOST_PRECISION', [key], { found: text });
}

/** A spreadsheet keeps amounts as binary numbers; fifteen significant digits are what its user saw. */
function plainDecimal(text: string): string {
  if (/^\d+(\.\d{1,2})?$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const rounded = Number(value.toPrecision(15));
  return Math.abs(rounded) >= 1e15 || (rounded !== 0 && Math.abs(rounded) < 1e-6) ? text : String(rounded);
}

/** 0.6 → 60, on the digits. */
function shiftTwo(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = whole + fraction.padEnd(2, '0').slice(0, 2);
  const rest = fraction.slice(2);
  return `${digits.replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`;
}

function amountOfText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
}

const written =
  /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?(?:[T ]\s*0{1,2}:00(?::00(?:\.0+)?)?)?$/;

/** 2024/1/5, 2024-01-05, 2024年1月5日, 20240105: all the same day. What is none of them stays as it is. */
function dayOfText(text: string): string {
  const trimmed = text.trim();
  // The common spelling first: a million rows have two million days.
  if (trimmed.length === 10 && trimmed[4] === '-' && trimmed[7] === '-') return trimmed;
  const plain = trimmed.normalize('NFKC');
  const match = written.exec(plain);
  if (match) return `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  if (/^\d{8}$/.test(plain)) return compactDay(plain);
  return /^[34]\d{4}$/.test(plain) ? (dayOfSerial(Number(plain), false) ?? plain) : plain;
}

function compactDay(digits: string): string {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isDay(day) ? day : digits;
}

/** A number in a column of days: 20240105 as typed, or a serial of the 1900 system without its format. */
function dayOfNumber(text: string): string {
  if (/^\d{8}$/.test(text)) return compactDay(text);
  return dayOfSerial(Number(text), false) ?? text;
}

const dayInMilliseconds = 86_400_000;

/** The day of a serial; undefined where it is none. The 1900 system counts a 29 February 1900 that never was. */
export function dayOfSerial(serial: number, since1904: boolean): string | undefined {
  const day = Math.floor(serial);
  if (!Number.isFinite(serial) || day < 61 || day > 2_958_465) return undefined;
  const origin = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(origin + day * dayInMilliseconds).toISOString().slice(0, 10);
}
