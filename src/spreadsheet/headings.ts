import { Refused } from '../kernel/errors/refusal.js';
import type { Details } from '../kernel/errors/user-error-details.js';
import { withoutInvisible } from '../kernel/text/text.js';
import { type Cell, cellText } from './cell.js';
import type { Column, ColumnIndex } from './column.js';
import { refuseFile } from './spreadsheet.refusals.js';

/** Which of the file's columns holds what. */
export interface Layout {
  /** The sender's own headings, in the file's order. */
  headings: string[];
  /** For each column that was found, its place in the file. */
  places: { column: Column; place: number }[];
}

/** A title, a department, a note: at most so many rows may be above the headings. */
export const headingRowsSearched = 20;

export interface FoundHeadings {
  headings: string[];
  /** How many rows there are down to the last one of the headings. */
  skip: number;
  /** How many different columns they name, and whether all required ones are among them. */
  recognised: number;
  complete: boolean;
}

/** Finds the row, or the two rows with merged cells, among the first rows of a file that name the most columns. */
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
  // A merged cell holds its text in its first place only.
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

/** Where each column is; refuses where a required one is missing or two headings mean the same. */
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
