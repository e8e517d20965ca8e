/** The label of all names beyond the limit. */
const other = 'other';
const longestLabel = 64;

/**
 * Limits metric labels that clients choose. Each new label creates a series that is kept for ever, so only the first
 * names get a label of their own.
 */
export class BoundedLabels {
  readonly #known = new Set<string>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  of(name: string | undefined): string {
    if (!name) return 'none';
    if (this.#known.has(name)) return name;
    if (this.#known.size >= this.#most || name.length > longestLabel || !/^[\w./ -]+$/.test(name)) return other;
    this.#known.add(name);
    return name;
  }
}
