import { Refused } from '../kernel/errors/refusal.js';
import type { Details } from '../kernel/errors/user-error-details.js';
import { withoutInvisible } from '../kernel/text/text.js';
import { type Cell, cellText } from './cell.js';
import type { Column, ColumnIndex } from './column.js';
import { refuseFile } from './spreadsheet.refusals.js';

/** Which column of the file contains which value. */
export interface Layout {
  /** The headings of the sender, in the file's order. */
  headings: string[];
  /** For each column that was found, its index in the file. */
  places: { column: Column; place: number }[];
}

/** The most rows above the headings, such as a title, a department or a note. */
export const headingRowsSearched = 20;

export interface FoundHeadings {
  headings: string[];
  /** The number of rows up to and including the last row of headings. */
  skip: number;
  /** How many different columns the headings name, and whether all required columns are among them. */
  recognised: number;
  complete: boolean;
}

/**
 * Finds the headings among the first rows of a file: the row, or two rows with merged cells, that names the most
 * columns.
 */
export function findHeadings(firstRows: Cell[][], index: ColumnIndex): FoundHeadings {
  let best: FoundHeadings = { headings: [], skip: 1, recognised: 0, complete: false };
  firstRows.forEach((row, at) => {
    for (const { rows, headings } of candidates(row, firstRows[at + 1], index)) {
      const keys = new Set(headings.flatMap((heading) => index.find(heading)?.key ?? []));
      if (keys.size <= best.recognised) continue;
      const complete = index.columns.every(({ key, required }) => !required || keys.has(key));
      best = { headings, skip: at + rows, recognised: keys.size, complete };
    }
  });
  return best;
}

function candidates(row: Cell[], below: Cell[] | undefined, index: ColumnIndex) {
  const single = Array.from(row, headingText);
  const found = [{ rows: 1, headings: single }];
  if (!below) return found;
  const width = Math.max(row.length, below.length);
  const places = Array.from({ length: width }, (_, place) => place);
  const lower = places.map((place) => headingText(below[place]));
  let group = '';
  // A merged cell has its text only in its first place.
  const groups = places.map((place) => (group = single[place] || group));
  const mixed = places.map((place) => {
    const vertical = lower[place] || single[place] || '';
    return index.find(vertical) || !lower[place] ? vertical : `${groups[place]}${lower[place]}`;
  });
  return [...found, { rows: 2, headings: mixed }];
}

function headingText(cell: Cell): string {
  return withoutInvisible(cellText(cell)).trim();
}

/**
 * Returns the index of each column; refuses where a required column is missing or two headings have the same meaning.
 */
export function layoutOf(headings: string[], index: ColumnIndex, sheet?: string): Layout {
  const where: Details = sheet === undefined ? {} : { sheet: short(sheet) };
  const places = headings.flatMap((heading, place) => {
    const column = index.find(heading);
    return column ? [{ column, place }] : [];
  });
  const missing = index.columns.filter((column) => column.required && !places.some((place) => place.column === column));
  if (missing.length > 0) {
    const found = headings.filter((heading) => heading !== '').slice(0, 40);
    const names = missing.map(({ heading }) => heading);
    throw new Refused(refuseFile('HEADING_MISSING', ['file'], { ...where, missing: names, found: found.map(short) }));
  }
  for (const { column } of places) {
    const same = places.filter((other) => other.column === column).map(({ place }) => headings[place] as string);
    if (same.length < 2) continue;
    const facts = { ...where, column: column.heading, found: same.map((name) => `“${short(name)}”`) };
    throw new Refused(refuseFile('HEADING_DOUBTFUL', ['file'], facts));
  }
  return { headings, places };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
