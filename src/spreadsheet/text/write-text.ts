/** How a text begins that a spreadsheet program would take for a formula, or that is guarded against that already. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text that begins like a formula is given an apostrophe: opened by anybody, it stays the text that it is. */
export function neutralise(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that `neutralise` was given. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

/** `neutralise` for a column, in PostgreSQL. */
export const formulaPattern = `^''*[=+@\\t\\r\\n＝＋－＠-]`;

/**
 * A text as a workbook keeps it: _x0041_ would be read as A, and a carriage return as a line feed, unless both are
 * written as such codes themselves.
 */
export function sheetText(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_');
}

/** A value in CSV. */
export function csvValue(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
