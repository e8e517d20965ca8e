/** The official Chinese terms of the values of every enum, as the descriptions of the schema begin with them. */
const terms = new Map<string, Map<string, string>>();

/** `待核对: registered; …` → 待核对. Called once the schema is built, with every enum of it. */
export function learnTerms(name: string, values: { name: string; description?: string | null | undefined }[]): void {
  const known = values.flatMap(({ name: value, description }) => {
    const term = /^([^:.]*\p{Script=Han}[^:.]*)[:.]/u.exec(description ?? '')?.[1];
    return term === undefined ? [] : [[value, term] as const];
  });
  terms.set(name, new Map(known));
}

/**
 * The term of a value in Chinese sentences, for example 已核对 for ACTIVE of InstitutionStatus. Several values, a list or
 * as `A / B`, are joined with 或. What has no term stays as it is.
 */
export function termOf(enumeration: string, value: unknown): string {
  const values = Array.isArray(value) ? value : String(value).split(' / ');
  const known = terms.get(enumeration);
  return values.map((each: string) => known?.get(each) ?? each).join('或');
}
