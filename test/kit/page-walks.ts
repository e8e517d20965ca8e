import fc from 'fast-check';
import type { Ends } from './list-forms.js';

/** A walk over the pages of a published list, from one end to the other. */
interface Walk {
  filter: object;
  orderBy: string;
  size: number;
  back: boolean;
}

/** Any filter, order, size of pages and direction. */
export const walksWith = (filters: fc.Arbitrary<object>): fc.Arbitrary<Walk> =>
  fc.record({
    filter: filters,
    orderBy: fc.constantFrom('RANK', 'AMOUNT_ASC', 'NAME', 'CREDIT_CODE'),
    size: fc.integer({ min: 1, max: 40 }),
    back: fc.boolean(),
  });

/** Reads the first pages of a walk; `read` returns the cursors of a page. */
export async function walk(
  { filter, orderBy, size, back }: Walk,
  pages: number,
  read: (variables: object) => Promise<Ends>,
): Promise<void> {
  let place: object = {};
  for (let page = 0; page < pages; page += 1) {
    const { startCursor, endCursor } = await read({ filter, orderBy, [back ? 'last' : 'first']: size, ...place });
    if (!startCursor) return;
    place = back ? { before: startCursor } : { after: endCursor };
  }
}
