import { sql } from 'kysely';
import { bandStarts, type CountedLines, withoutOwn } from '../counted-lines.js';
import type { SeenLines } from './published-lists.js';
import { type CodeColumn, type Count, type Counts, type ReleaseLines, yuanOf } from './release-lines.js';
import { isSelected, type LineFilter, type Selection, selectLines } from './select-lines.js';

/** Counts the lines that match a filter, in memory; undefined if the database has to count. */
export function countInMemory({ lines, states }: SeenLines, filter: LineFilter): CountedLines | undefined {
  if (!selectLines(lines, filter, states)) return undefined;
  const counted = new Map<string, Counts>();
  // The states of lines depend on the snapshot, so counts with a filter on states are not cached.
  const known = filter.statuses ? counted : lines.counts;
  return (by) => {
    const kept = withoutOwn(filter, by);
    const key = JSON.stringify(kept);
    const counts = known.get(key) ?? countEach(lines, selectLines(lines, kept, states) ?? []);
    known.set(key, counts);
    const groups = [...counts[by]].filter(([, count]) => count.lines > 0);
    return sql`unnest(${groups.map(([code]) => code)}::text[], ${groups.map(([, count]) => count.lines)}::int[],
      ${groups.map(([, count]) => yuanOf(count.fen))}::text[]) as groups (code, recipient_count, total_amount)`;
  };
}

/** Counts all groups in one pass. Sums remain below 2^53 fen, so a double is exact. */
function countEach(lines: ReleaseLines, selection: Selection): Counts {
  const none = (): Count => ({ lines: 0, fen: 0 });
  const all = none();
  const bands = bandStarts.map(none);
  const { regionOf, kindsOf, productsOf } = lines;
  const columns = [regionOf, kindsOf, productsOf].map(({ indexes, lists }) => ({ indexes, counted: lists.map(none) }));
  for (let place = 0; place < lines.size; place += 1) {
    if (!isSelected(selection, place)) continue;
    const fen = lines.fen[place] as number;
    add(all, fen);
    add(bands[bandOf(fen)] as Count, fen);
    for (const { indexes, counted } of columns) add(counted[indexes[place] as number] as Count, fen);
  }
  const codesOf = ({ lists }: CodeColumn, column: number) => byCode(lists, columns[column]?.counted ?? []);
  return {
    ALL: new Map([['', all]]),
    CITY: codesOf(regionOf, 0),
    QUALIFICATION: codesOf(kindsOf, 1),
    PRODUCT: codesOf(productsOf, 2),
    // Bands are numbered from 1, as in PostgreSQL.
    BAND: new Map(bands.map((band, index) => [String(index + 1), band])),
  };
}

function add(count: Count, fen: number, lines = 1): void {
  count.lines += lines;
  count.fen += fen;
}

function bandOf(fen: number): number {
  let band = bandStarts.length - 1;
  while (band > 0 && fen < (bandStarts[band] as number) * 100) band -= 1;
  return band;
}

/** Converts counts of lists of codes to counts of each code. */
function byCode(lists: string[][], counted: Count[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const [index, list] of lists.entries()) {
    const { lines, fen } = counted[index] as Count;
    for (const code of list) {
      const count = counts.get(code) ?? { lines: 0, fen: 0 };
      add(count, fen, lines);
      counts.set(code, count);
    }
  }
  return counts;
}
