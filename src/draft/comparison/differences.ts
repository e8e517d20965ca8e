/** One value that differs, with its path in the content. */
export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** Returns the differences between two contents, field by field: first the windows and the notice, then the rules. */
export function differencesBetween(before: object | null, after: object): Difference[] {
  const [old, young] = [flatten(before ?? {}), flatten(after)];
  const fields = [...new Set([...young.keys(), ...old.keys()])];
  return fields
    .toSorted((one, other) => places(one).localeCompare(places(other)))
    .map((field) => ({ field, before: old.get(field) ?? null, after: young.get(field) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

/** The sort key of a field, since PostgreSQL does not keep the order of fields; rules come last. */
const places = (field: string) => `${field.startsWith('rules.') ? 1 : 0}${field}`;

/**
 * Returns every value by its path; an entry of a list is identified by its code, so that a different order is no
 * difference.
 */
function flatten(content: object, under = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(content)) {
    const field = under ? `${under}.${name}` : name;
    if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) {
      value.forEach((entry: Record<string, unknown>, place) => {
        const key = String(entry['code'] ?? entry['title'] ?? entry['office'] ?? place + 1);
        for (const [path, text] of flatten(entry, `${field}.${key}`)) found.set(path, text);
      });
    } else if (Array.isArray(value)) {
      if (value.length > 0) found.set(field, value.join('、'));
    } else if (value !== null && typeof value === 'object') {
      for (const [path, text] of flatten(value, field)) found.set(path, text);
    } else if (value !== null && value !== undefined) found.set(field, String(value));
  }
  return found;
}
