import { type Cell, quotedText } from '../cell.js';

/** A cell as it is in the file: its attributes, and the text that is displayed. */
export interface OdsCell {
  attributes: Record<string, string>;
  text: string;
  /** Whether a paragraph is open, or was open before. */
  inText: boolean | 'was';
}

export function valueOfCell({ attributes, text }: OdsCell): Cell {
  const { 'table:formula': formula, 'office:value': value = '' } = attributes;
  if (formula !== undefined) return formulaCell(formula, text);
  switch (attributes['office:value-type']) {
    case 'float':
    case 'currency':
      return value === '' ? text || undefined : numberCell(value, text);
    case 'percentage':
      return { kind: 'percent', text: value };
    case 'date':
      return { kind: 'date', text: (attributes['office:date-value'] ?? '').slice(0, 10) };
    case 'boolean':
      return attributes['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE';
    case 'string':
      return (attributes['office:string-value'] ?? text) || undefined;
    default:
      return text || undefined;
  }
}

/** People write `of:="0012"` to keep digits as text. */
function formulaCell(formula: string, text: string): Cell {
  const quoted = quotedText(formula.replace(/^\w+:/, '').replace(/^=/, ''));
  if (quoted !== undefined) return quoted || undefined;
  return { kind: 'formula', text };
}

/** The displayed text has the zeros that the format of the cell adds: 0010123456. */
function numberCell(value: string, text: string): Cell {
  const isPadded = /^0\d+$/.test(text) && Number(text) === Number(value);
  return { kind: 'number', text: value, ...(isPadded && { shown: text }) };
}
