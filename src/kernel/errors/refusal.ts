import type { Details } from './user-error-details.js';

/** Languages of messages for people. */
export type Language = 'zh' | 'en';

/** The message of one kind of refusal: the rule and what to do, with the facts of the case filled in. */
interface Wording {
  /** Describes in the schema when this happens. */
  meaning: string;
  zh: (details: Details) => string;
  en: (details: Details) => string;
}

/** A single refusal, from which a UserError is created. */
export interface Refusal {
  code: string;
  path: string[] | null;
  details: Details;
}

const wordings = new Map<string, Wording>();
let complete = false;

/** Declares the refusals of a noun. All codes together are the enum UserErrorCode. */
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

/** Returns every refusal for the schema. None can be defined after that. */
export function refusalMeanings(): [code: string, meaning: string][] {
  complete = true;
  return [...wordings].map(([code, wording]) => [code, wording.meaning]);
}

export function messageOf(refusal: Refusal, language: Language): string {
  const wording = wordings.get(refusal.code);
  if (!wording) throw new Error(`The refusal ${refusal.code} has no wording`);
  return wording[language](refusal.details);
}

/** Returns the names of the facts that the messages of a refusal use. */
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

/** Joins a list among the facts with a separator. */
export function listOf(value: unknown, mark: string): string {
  return Array.isArray(value) ? value.join(mark) : String(value ?? '');
}

const anyCase = new Proxy<Details>({}, { get: () => '…' });

/** Returns the general message of a refusal, with an ellipsis in place of each fact. */
export function generalMessageOf(code: string, language: Language): string {
  return messageOf({ code, path: null, details: anyCase }, language);
}

/** Thrown by a use case that refuses. Rolls its transaction back and becomes the userErrors of the payload. */
export class Refused extends Error {
  readonly refusals: Refusal[];

  constructor(...refusals: Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '));
    this.refusals = refusals;
  }
}
