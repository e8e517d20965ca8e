/**
 * What the format of a cell says about its number: it is a day, a percentage, or an identifier filled up with zeros.
 */
export type NumberFormat = 'date' | 'percent' | { zeros: FormatToken[] } | undefined;

/** A digit of the number, or a mark that is displayed between digits. */
export type FormatToken = { digit: true } | { mark: string };

/** Built-in formats of days; 27 to 36 and 50 to 58 are those of East Asia, 31 is the Chinese long date. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const builtInPercents = new Set([9, 10]);

export function readNumberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtInDays.has(id) ? 'date' : builtInPercents.has(id) ? 'percent' : undefined;
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  if (/[yd年日]/i.test(bare)) return 'date';
  if (bare.includes('%')) return 'percent';
  return zerosOf(code);
}

/** Characters that are literal without quotation marks, so not the letters and signs with a meaning in a format. */
const isMark = /^(?:[-/ ():]|[CFI-LO-RT-XZ]|\p{Lo})$/iu;

/**
 * Reads a format of zeros and marks only, such as 0000000000, 00-0000 or "PZ"0000, which displays more than the number
 * has.
 */
function zerosOf(code: string): NumberFormat {
  const [positive = ''] = code.split(';');
  const tokens: FormatToken[] = [];
  for (const [token] of positive.matchAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|./gsu)) {
    if (token === '0') tokens.push({ digit: true });
    else if (token.startsWith('"')) tokens.push({ mark: token.slice(1, -1) });
    else if (token.startsWith('\\')) tokens.push({ mark: token.slice(1) });
    else if (isMark.test(token)) tokens.push({ mark: token });
    else if (!/^[[_*]/.test(token)) return undefined;
  }
  const digits = tokens.filter((token) => 'digit' in token).length;
  const marks = tokens.some((token) => 'mark' in token && token.mark.trim() !== '');
  return digits > 1 || (digits === 1 && marks) ? { zeros: tokens } : undefined;
}

/** Returns a whole number as such a format displays it; undefined for any other number. */
export function showNumber(text: string, tokens: FormatToken[]): string | undefined {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) return undefined;
  const places = tokens.filter((token) => 'digit' in token).length;
  const digits = String(value).padStart(places, '0');
  let next = 0;
  let shown = '';
  for (const token of tokens) {
    if ('mark' in token) {
      shown += token.mark;
      continue;
    }
    // The first place takes the digits for which the format has no place.
    const end = next === 0 ? digits.length - places + 1 : next + 1;
    shown += digits.slice(next, end);
    next = end;
  }
  return shown.trim();
}
