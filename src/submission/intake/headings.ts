import { Refused } from '../../kernel/refusal.js';
import { type Cell, cellText } from './cell.js';
import { type Column, columnOfHeading, columns } from './columns.js';
import { refuseFile } from './intake.refusals.js';

/** Which of the file's columns holds what. */
export interface Layout {
  /** The clerk's own headings, in the file's order. */
  headings: string[];
  /** For each column that was found, its place in the file. */
  places: { column: Column; place: number }[];
}

/** A title, a department, a note: so many rows may stand above the headings. */
export const headingRowsSearched = 20;

interface Candidate {
  /** How many rows the headings take. */
  rows: number;
  headings: string[];
  recognised: number;
}

/**
 * Finds the headings among the first rows of a file: the row, or the two rows with merged cells, that name the most
 * columns. Answers how many rows to skip; refuses where a required one is missing or two mean the same.
 */
export function findHeadings(firstRows: Cell[][]): { layout: Layout; skip: number } {
  let best: Candidate & { at: number } = { rows: 1, headings: [], recognised: 0, at: 0 };
  firstRows.forEach((row, at) => {
    for (const candidate of candidates(row, firstRows[at + 1])) {
      if (candidate.recognised > best.recognised) best = { ...candidate, at };
    }
  });
  return { layout: layoutOf(best.headings), skip: best.at + best.rows };
}

function candidates(row: Cell[], below: Cell[] | undefined): Candidate[] {
  const single = row.map((cell) => cellText(cell).trim());
  const found = [candidate(1, single)];
  if (!below) return found;
  const width = Math.max(row.length, below.length);
  const places = Array.from({ length: width }, (_, place) => place);
  const lower = places.map((place) => cellText(below[place]).trim());
  let group = '';
  // A merged cell holds its text in its first place only.
  const groups = places.map((place) => (group = single[place] || group));
  const vertical = places.map((place) => lower[place] || single[place] || '');
  const joined = places.map((place) => (lower[place] ? `${groups[place]}${lower[place]}` : (single[place] ?? '')));
  const mixed = places.map((place) =>
    columnOfHeading(vertical[place] as string) ? (vertical[place] as string) : (joined[place] as string),
  );
  return [...found, candidate(2, mixed)];
}

function candidate(rows: number, headings: string[]): Candidate {
  const keys = headings.flatMap((heading) => columnOfHeading(heading)?.key ?? []);
  return { rows, headings, recognised: new Set(keys).size };
}

export function layoutOf(headings: string[]): Layout {
  const places = headings.flatMap((heading, place) => {
    const column = columnOfHeading(heading);
    return column ? [{ column, place }] : [];
  });
  const missing = columns.filter(({ key, required }) => required && !places.some(({ column }) => column.key === key));
  if (missing.length > 0) {
    const found = headings.filter((heading) => heading !== '').slice(0, 40);
    const names = missing.map(({ heading }) => heading);
    throw new Refused(refuseFile('HEADING_MISSING', ['file'], { missing: names, found: found.map(short) }));
  }
  for (const { column } of places) {
    const same = places.filter((other) => other.column === column).map(({ place }) => headings[place] as string);
    if (same.length > 1) {
      throw new Refused(
        refuseFile('HEADING_DOUBTFUL', ['file'], {
          column: column.heading,
          found: same.map((name) => `“${short(name)}”`),
        }),
      );
    }
  }
  return { headings, places };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
