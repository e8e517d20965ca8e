import { Extensions } from 'type-graphql';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { AccountSecret } from './account.js';
import type { AccessExtension, FourEyesRule } from '../access/access.js';
import type { Context } from '../access/context.js';

/*
 * Four eyes, in one rule: a person who took part in preparing something does not decide on it. The rule compares
 * people: one account with two roles is one person, and so are two accounts of one verified person or one phone number.
 *
 * It is declared on the deciding operation (`@FourEyes`), printed in docs/access.md, and checked by
 * `requireOtherPerson` in the use case. An operation that declares the rule and does not check it fails. A mutation of
 * an office that neither decides nor prepares gives the reason why one person is enough (`@OnePerson`); a test finds
 * mutations with neither.
 */

/** Decorates a mutation: names the operations that prepare what it decides. */
export function FourEyes(...notBy: string[]): MethodDecorator {
  return Extensions({ fourEyes: { notBy } satisfies FourEyesRule }) as MethodDecorator;
}

/** Decorates a mutation of an office that one person may call alone: gives the reason. */
export function OnePerson(why: string): MethodDecorator {
  return Extensions({ onePerson: why } satisfies AccessExtension) as MethodDecorator;
}

/** Who prepared: accounts, and phone number digests of people without an account. */
export interface Preparers {
  accounts: (string | null | undefined)[];
  phones?: string[];
}

const checked = new WeakMap<Context, Set<string>>();

/**
 * Refuses with FOUR_EYES if the viewer is one of the preparers. Must be called in the use case of every mutation with
 * `@FourEyes`, even if there are no preparers.
 */
export async function requireOtherPerson(
  context: Context,
  operation: string,
  { accounts, phones = [] }: Preparers,
  path: string[],
): Promise<void> {
  const done = checked.get(context) ?? new Set();
  checked.set(context, done.add(operation));
  const viewer = context.viewer.accountId;
  const others = [...new Set(accounts.filter((account) => account != null))];
  if (viewer && (others.includes(viewer) || (await sharesPerson(context, viewer, others, phones)))) {
    throw new Refused(refuse('FOUR_EYES', path));
  }
}

/**
 * Whether `requireOtherPerson` was called for this operation in this request; the gateway checks it after each
 * operation.
 */
export function wasChecked(context: Context, operation: string): boolean {
  return checked.get(context)?.has(operation) ?? false;
}

/** Returns the viewer's account, and all other accounts of the same verified person. */
export async function accountsOfPerson({ viewer: { accountId }, system }: Context): Promise<string[]> {
  if (!accountId) return [];
  const [own, ...others] = await system.inSnapshot(async (em) => {
    const secret = await em.findOne(AccountSecret, { accountId });
    return secret?.personDigest ? em.find(AccountSecret, { personDigest: secret.personDigest }) : [];
  });
  return [...new Set([accountId, ...[own, ...others].flatMap((one) => (one ? [one.accountId] : []))])];
}

async function sharesPerson(context: Context, viewer: string, others: string[], phones: string[]): Promise<boolean> {
  if (others.length === 0 && phones.length === 0) return false;
  const secrets = await context.system.inSnapshot((em) =>
    em.find(AccountSecret, { accountId: { $in: [viewer, ...others] } }),
  );
  const own = secrets.find(({ accountId }) => accountId === viewer);
  if (!own) return false;
  const persons = secrets.filter((secret) => secret !== own).map(({ personDigest }) => personDigest);
  return phones.includes(own.phoneDigest) || (own.personDigest !== null && persons.includes(own.personDigest));
}
