import { addDays, isDay } from '../kernel/values/dates.js';
import type { Refusal } from '../kernel/errors/refusal.js';
import { withoutInvisible } from '../kernel/text/text.js';
import type { Column } from './column.js';
import { refuseCell } from './spreadsheet.refusals.js';
import { withoutGuard } from './text/write-text.js';

/** A cell that is not plain text. `text` is what the file contains: the digits of a number, the day of a date. */
export interface TypedCell {
  kind: 'number' | 'date' | 'percent' | 'formula' | 'error';
  text: string;
  /** The number as its format displays it, where the format adds zeros or marks: 0010123456. */
  shown?: string;
  /** Whether the days of the workbook count from 1904. */
  since1904?: boolean;
}

export type Cell = string | TypedCell | null | undefined;

export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : (cell?.shown ?? cell?.text ?? '');
}

/** Returns the cell as it is given back to its sender, so that reading it again gives the same value. */
export function sentText(cell: Cell): string {
  return cell !== null && typeof cell === 'object' && cell.kind === 'percent'
    ? `${shiftTwo(plainDecimal(cell.text))}%`
    : cellText(cell);
}

/** What people write into a cell that has no value. */
const nothing = /^(?:[-/\\—–－／]+|无|暂无|没有|空|未填写?|不适用|#?N\/?A|none|nil|null)$/i;
const scientific = /^[+-]?\d+(?:\.\d+)?E\+?\d+$/i;

/** Returns the text of a cell for the checks of a row, or the refusal that says why the cell cannot be trusted. */
export function readCell(cell: Cell, column: Column): string | Refusal {
  if (cell == null || cell === '') return '';
  const { key, kind, required } = column;
  if (typeof cell === 'string') {
    const text = withoutMarks(cell);
    // ="0012" is a text; the result of any other formula is not in the file.
    if (kind === 'identifier' && text === cell && /^\s*[=＝]/.test(cell)) return refuseCell('CELL_IS_FORMULA', [key]);
    return !required && nothing.test(text.trim()) ? '' : readText(text, column);
  }
  if (cell.kind === 'formula') return refuseCell('CELL_IS_FORMULA', [key]);
  if (cell.kind === 'error') return refuseCell('CELL_IS_ERROR', [key], { found: cell.text });
  switch (kind) {
    case 'identifier':
      return cell.kind === 'number' ? readIdentifier(cell, key) : cell.text;
    case 'amount':
      return plainDecimal(cell.text);
    case 'percent':
      return cell.kind === 'percent' ? shiftTwo(plainDecimal(cell.text)) : plainDecimal(cell.text);
    case 'date':
      return cell.kind === 'number' ? dayOfNumber(cell) : cell.text;
    default:
      return cell.shown ?? cell.text;
  }
}

/**
 * Removes the apostrophe that we write before a text that looks like a formula, and the ="…" with which people keep
 * digits as text.
 */
function withoutMarks(text: string): string {
  const first = text.charCodeAt(0);
  if (first === 0x27) return withoutGuard(text);
  return first === 0x3d ? (quotedText(text.trim().slice(1)) ?? text) : text;
}

/** Returns the text of a formula that is only a text in quotation marks. */
export function quotedText(formula: string): string | undefined {
  const match = /^\s*"((?:[^"]|"")*)"\s*$/.exec(formula);
  return match?.[1]?.replaceAll('""', '"');
}

function readText(text: string, column: Column): string | Refusal {
  switch (column.kind) {
    case 'identifier': {
      const trimmed = text.trim();
      return scientific.test(withoutInvisible(trimmed).normalize('NFKC'))
        ? refuseCell('CELL_LOST_PRECISION', [column.key], { found: trimmed })
        : trimmed;
    }
    case 'date':
      return dayOfText(text, column.midnightIsNextDay ?? false);
    case 'amount':
      return amountOfText(text);
    case 'percent':
      return plainText(text).replace(/\s*%\s*$/, '');
    default:
      return text.trim();
  }
}

/**
 * Converts full-width characters to normal width and removes invisible ones, as numbers and days are compared without
 * them.
 */
function plainText(text: string): string {
  return /^[ -~]*$/.test(text) ? text.trim() : withoutInvisible(text).normalize('NFKC').trim();
}

/**
 * Reads a number in a column of identifiers. It must be whole and have at most 15 digits: a spreadsheet changes the
 * digits of a longer number.
 */
function readIdentifier({ text, shown }: TypedCell, key: string): string | Refusal {
  const value = Number(text);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return shown ?? String(value);
  return refuseCell('CELL_LOST_PRECISION', [key], { found: text });
}

/** Rounds an amount to fifteen significant digits, which its user saw; spreadsheets store it as a binary number. */
function plainDecimal(text: string): string {
  if (/^\d+(\.\d{1,2})?$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const rounded = Number(value.toPrecision(15));
  return Math.abs(rounded) >= 1e15 || (rounded !== 0 && Math.abs(rounded) < 1e-6) ? text : String(rounded);
}

/** 0.6 → 60. Moves the point within the text, so that nothing is rounded. */
function shiftTwo(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = whole + fraction.padEnd(2, '0').slice(0, 2);
  const rest = fraction.slice(2);
  return `${digits.replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`;
}

function amountOfText(text: string): string {
  const plain = plainText(text)
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
}

const written =
  /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2})\s*[:时]\s*(\d{1,2})?\s*(?:[:分]\s*(\d{1,2})?(?:\.\d+)?\s*秒?)?)?$/;

/**
 * Reads a day: 2024/1/5, 2024-01-05 23:59, 2024年1月5日 and 20240105 are the same. Any other text is returned unchanged.
 */
function dayOfText(text: string, midnightIsNextDay: boolean): string {
  const trimmed = text.trim();
  // The common format is checked first, for speed: a million rows have two million days.
  if (trimmed.length === 10 && isDay(trimmed)) return trimmed;
  const plain = plainText(text).replaceAll(/[\u2010-\u2015\u2212]/g, '-');
  const match = written.exec(plain);
  if (match) return dayOfMatch(match, midnightIsNextDay) ?? trimmed;
  if (/^\d{8}$/.test(plain)) return compactDay(plain) ?? trimmed;
  return (/^[34]\d{4}$/.test(plain) ? dayOfSerial(Number(plain), false) : undefined) ?? trimmed;
}

function dayOfMatch(match: RegExpExecArray, midnightIsNextDay: boolean): string | undefined {
  const [, year, month = '', date = '', hour = '0', minute = '0', second = '0'] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  if (!isDay(day) || Number(minute) > 59 || Number(second) > 59 || time > 86_400) return undefined;
  return time === 86_400 && midnightIsNextDay ? addDays(day, 1) : day;
}

function compactDay(digits: string): string | undefined {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isDay(day) ? day : undefined;
}

/** Reads a number in a column of days: 20240105 as typed, or a serial number without a date format. */
function dayOfNumber({ text, since1904 = false }: TypedCell): string {
  if (/^\d{8}$/.test(text)) return compactDay(text) ?? text;
  return dayOfSerial(Number(text), since1904) ?? text;
}

const dayInMilliseconds = 86_400_000;

/**
 * Returns the day of a serial number; undefined where it is not one. The 1900 system counts a 29 February 1900 that did
 * not exist.
 */
export function dayOfSerial(serial: number, since1904: boolean): string | undefined {
  const day = Math.floor(serial);
  if (!Number.isFinite(serial) || day < 61 || day > 2_957_003) return undefined;
  const origin = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(origin + day * dayInMilliseconds).toISOString().slice(0, 10);
}
