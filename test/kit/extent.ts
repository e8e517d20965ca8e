/** Whether a walk takes everything (`npm run test:thorough`, which CI runs too), or a sample (`npm test`). */
export const thorough = process.env['THOROUGH'] === 'true';

/** How often a property is tried. */
export const runs = (thoroughly: number, otherwise: number): number => (thorough ? thoroughly : otherwise);

/** All of a list in the thorough run; otherwise one of so many, always the same ones, so that a failure comes again. */
export function sampleOf<T>(all: readonly T[], oneOf: number, first = 0): T[] {
  return all.filter((_, place) => thorough || place % oneOf === first);
}
