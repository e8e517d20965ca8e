/** A series: its name, and its labels in order. */
export type Series = string;

export function seriesOf(name: string, labels: Record<string, string> = {}): Series {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.toSorted().join(',')}}`;
}

/** Reads every series of `/metrics` with its value. */
export async function readMetrics(url: string): Promise<Map<Series, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)];
  return new Map(
    lines.map(([, name, labels = '', value]) => {
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, text]) => [label, text] as const);
      return [seriesOf(name as string, Object.fromEntries(pairs)), Number(value)];
    }),
  );
}

/** Returns the series with these names that have changed, with the differences. */
export function changesOf(
  before: Map<Series, number>,
  after: Map<Series, number>,
  names: string[],
): Record<Series, number> {
  const changed = [...after].filter(
    ([series, value]) => names.includes(series.split('{')[0] as string) && value !== (before.get(series) ?? 0),
  );
  return Object.fromEntries(changed.map(([series, value]) => [series, value - (before.get(series) ?? 0)]));
}
