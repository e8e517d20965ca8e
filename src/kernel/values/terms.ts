/** Official Chinese terms of all enum values, which are the first words of their descriptions in the schema. */
const terms = new Map<string, Map<string, string>>();

/** Stores the terms of an enum: `待核对: registered; …` → 待核对. Called for every enum once the schema is built. */
export function learnTerms(name: string, values: { name: string; description?: string | null | undefined }[]): void {
  const known = values.flatMap(({ name: value, description }) => {
    const term = /^([^:.]*\p{Script=Han}[^:.]*)[:.]/u.exec(description ?? '')?.[1];
    return term === undefined ? [] : [[value, term] as const];
  });
  terms.set(name, new Map(known));
}

/**
 * Returns the term of a value in Chinese, for example 已核对 for ACTIVE of InstitutionStatus. Several values (a list, or
 * `A / B`) are joined with 或. A value without a term is returned unchanged.
 */
export function termOf(enumeration: string, value: unknown): string {
  const values = Array.isArray(value) ? value : String(value).split(' / ');
  const known = terms.get(enumeration);
  return values.map((each: string) => known?.get(each) ?? each).join('或');
}
