import { type Refusal, Refused } from '../kernel/errors/refusal.js';
import type { FoundHeadings } from './headings.js';
import { refuseFile } from './spreadsheet.refusals.js';
import { damaged } from './xlsx/xlsx-package.js';

export interface NamedSheet {
  name: string;
  hidden: boolean;
}

/** A sheet with the headings that were found in its first rows. */
export interface Choice<Sheet extends NamedSheet> extends FoundHeadings {
  sheet: Sheet;
  hasRows: boolean;
  hasData: boolean;
}

/**
 * Returns the sheet with the template's name if it has the headings; otherwise the only sheet with headings and rows
 * below them.
 */
export function chooseSheet<Sheet extends NamedSheet>(choices: Choice<Sheet>[], name?: string): Choice<Sheet> {
  const [first] = choices;
  if (!first) throw damaged('worksheet');
  if (!choices.some(({ hasRows }) => hasRows)) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
  const named = choices.find(({ sheet, complete }) => complete && sheet.name === name);
  if (named) return named;
  const complete = choices.filter(({ sheet, complete: matches, hasData }) => matches && hasData && !sheet.hidden);
  if (complete.length > 1) {
    const found = complete.map(({ sheet }) => `“${sheet.name.slice(0, 40)}”`);
    throw new Refused(refuseFile('FILE_SHEETS_DOUBTFUL', ['file'], { found }));
  }
  return (
    complete[0] ?? mostRecognised(choices.filter(({ sheet }) => !sheet.hidden)) ?? mostRecognised(choices) ?? first
  );
}

function mostRecognised<Sheet extends NamedSheet>(choices: Choice<Sheet>[]): Choice<Sheet> | undefined {
  return choices.toSorted((one, other) => other.recognised - one.recognised)[0];
}

/** Returns notes for the sender: which of several sheets was read, and that hidden rows were read too. */
export function notesOf(
  sheets: NamedSheet[],
  { name }: NamedSheet,
  hiddenRows: { count: number; rows: string[] },
): Refusal[] {
  const chosen = sheets.filter(({ hidden }) => !hidden).length > 1;
  return [
    ...(chosen ? [refuseFile('FILE_SHEET_CHOSEN', ['file'], { sheet: name.slice(0, 40) })] : []),
    ...(hiddenRows.count > 0 ? [refuseFile('FILE_HIDDEN_ROWS_READ', ['file'], hiddenRows)] : []),
  ];
}
