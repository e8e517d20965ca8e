/** Whether a test walks over everything (`npm run test:thorough`, which CI runs too), or over a sample (`npm test`). */
export const thorough = process.env['THOROUGH'] === 'true';

/** The number of runs of a property. */
export const runs = (thoroughly: number, otherwise: number): number => (thorough ? thoroughly : otherwise);

/**
 * Returns the whole list in the thorough run; otherwise every `oneOf`-th element, always the same, so that a failure is
 * repeatable.
 */
export function sampleOf<T>(all: readonly T[], oneOf: number, first = 0): T[] {
  return all.filter((_, place) => thorough || place % oneOf === first);
}
