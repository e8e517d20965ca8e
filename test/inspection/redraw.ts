import { createHash } from 'node:crypto';

/**
 * The draw as docs/spot-checks.md describes it, a second time: it knows the file, the seed and the figures of the draw,
 * and shares no line with the gateway.
 */
export interface PopulationRow {
  policy: string;
  institution: string;
  product: string;
  amount: string;
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function parsePopulation(file: string): PopulationRow[] {
  const [head, ...lines] = file.trimEnd().split('\n');
  if (head !== 'policy,institution,product,amount') throw new Error(`Another head: ${head}`);
  return lines.map((line) => {
    const [policy = '', institution = '', product = '', amount = ''] = line.split(',');
    return { policy, institution, product, amount };
  });
}

const fen = (yuan: string) => BigInt(yuan.replace('.', ''));

export function strataOf(rows: PopulationRow[], bounds: string[]): Map<string, PopulationRow[]> {
  return Map.groupBy(rows, ({ institution, product, amount }) => {
    const band = bounds.filter((bound) => fen(bound) <= fen(amount)).length;
    return `${institution}/${product}/${band}`;
  });
}

/** The ids of the policies that are drawn, as a set in no order. */
export function redraw(
  file: string,
  { seed, percent, amountBounds }: { seed: string; percent: string; amountBounds: string[] },
): Set<string> {
  const hundredths = Math.round(Number(percent) * 100);
  const drawn = [...strataOf(parsePopulation(file), amountBounds).values()].flatMap((rows) => {
    const ordered = rows.map(({ policy }) => ({ policy, ticket: sha256(seed + policy) }));
    ordered.sort((one, other) => (one.ticket < other.ticket ? -1 : 1));
    return ordered.slice(0, Math.ceil((rows.length * hundredths) / 10_000)).map(({ policy }) => policy);
  });
  return new Set(drawn);
}
