import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextColumn } from '../../src/recipient/memory/text-column.js';

/** As PostgreSQL packs them, in parts. */
function packed(texts: string[]): Buffer[] {
  const ended = texts.map((text) => Buffer.from(`${text}\0`));
  const middle = Math.floor(ended.length / 2);
  return [Buffer.concat(ended.slice(0, middle)), Buffer.concat(ended.slice(middle))];
}

// Characters whose UTF-16 has a byte 0, or the bytes of a neighbour in the other order.
const text = fc.string({ unit: fc.constantFrom(...'一一丁不ab0(ā中国丠倀伀億𬭎'), maxLength: 6 });

test.each([
  ['as UTF-8', (texts: string[]) => TextColumn.unpack(packed(texts), texts.length)],
  ['as UTF-16', (texts: string[]) => TextColumn.unpackWide(packed(texts), texts.length)],
])('a column %s holds each text, and finds those that hold another', (_, unpack) => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), text.filter(Boolean), (texts, wanted) => {
      const column = unpack(texts);
      expect(texts.map((__, place) => column.at(place))).toEqual(texts);
      const found: number[] = [];
      column.eachWith(wanted, (place) => found.push(place));
      const holding = texts.flatMap((one, place) => (one.includes(wanted) ? [place] : []));
      expect(found).toEqual(holding);
      const exact = texts.indexOf(wanted);
      expect(column.placeOf(wanted)).toBe(exact < 0 ? undefined : exact);
    }),
    { numRuns: 1_000 },
  );
});
