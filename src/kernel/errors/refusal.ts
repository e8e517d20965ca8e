import type { Details } from './user-error-details.js';

/** The languages that messages for people are written in. */
export type Language = 'zh' | 'en';

/** What one kind of refusal says: the rule, and what to do, with the facts of the case filled in. */
interface Wording {
  /** For the schema: when this happens. */
  meaning: string;
  zh: (details: Details) => string;
  en: (details: Details) => string;
}

/** A single refusal: what a UserError is made of. */
export interface Refusal {
  code: string;
  path: string[] | null;
  details: Details;
}

const wordings = new Map<string, Wording>();
let complete = false;

/** Declares the refusals of a noun; the codes together become the enum UserErrorCode. */
export function defineRefusals<Code extends string>(
  definitions: Record<Code, Wording>,
): (code: Code, path?: string[] | null, details?: Details) => Refusal {
  for (const [code, wording] of Object.entries<Wording>(definitions)) {
    if (complete) throw new Error(`The refusal ${code} is defined after the schema was built, which then lacks it`);
    if (wordings.has(code)) throw new Error(`The refusal ${code} is defined twice`);
    wordings.set(code, wording);
  }
  return (code, path = null, details = {}) => ({ code, path, details });
}

/** Every refusal, for the schema; none can be defined after it. */
export function refusalMeanings(): [code: string, meaning: string][] {
  complete = true;
  return [...wordings].map(([code, wording]) => [code, wording.meaning]);
}

export function messageOf(refusal: Refusal, language: Language): string {
  const wording = wordings.get(refusal.code);
  if (!wording) throw new Error(`The refusal ${refusal.code} has no wording`);
  return wording[language](refusal.details);
}

/** The facts that a kind of refusal carries: those that what it says is made of. */
export function factsOf(code: string): ReadonlySet<string> {
  const facts = new Set<string>();
  const note = (fact: string) => {
    facts.add(fact);
    return '…';
  };
  const noting = new Proxy<Details>({}, { get: (_, fact) => note(String(fact)) });
  for (const language of ['zh', 'en'] as const) messageOf({ code, path: null, details: noting }, language);
  return facts;
}

/** A list among the facts of a case, with a mark between its items. */
export function listOf(value: unknown, mark: string): string {
  return Array.isArray(value) ? value.join(mark) : String(value ?? '');
}

const anyCase = new Proxy<Details>({}, { get: () => '…' });

/** What a kind of refusal says in general, with an ellipsis in place of the facts of a case. */
export function generalMessageOf(code: string, language: Language): string {
  return messageOf({ code, path: null, details: anyCase }, language);
}

/** Thrown by a use case that refuses; rolls its transaction back and becomes the payload's userErrors. */
export class Refused extends Error {
  readonly refusals: Refusal[];

  constructor(...refusals: Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '));
    this.refusals = refusals;
  }
}
