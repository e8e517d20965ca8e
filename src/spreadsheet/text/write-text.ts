/**
 * The beginning of a text that a spreadsheet program would take for a formula, or that already has an apostrophe before
 * it.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Adds an apostrophe to a text that begins like a formula, so that spreadsheet programs show it as text. */
export function neutralise(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Reverses `neutralise`. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

/** The pattern of `neutralise` for a column in PostgreSQL. */
export const formulaPattern = `^''*[=+@\\t\\r\\n＝＋－＠-]`;

/** Escapes a text for a workbook: otherwise _x0041_ would be read as A, and a carriage return as a line feed. */
export function sheetText(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_');
}

/** Quotes a value for CSV where necessary. */
export function csvValue(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
