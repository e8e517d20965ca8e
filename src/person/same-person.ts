import type { Context } from '../access/context.js';
import { AccountSecret } from '../account/account.js';

/** Four eyes are those of two people: one account in two roles is one person, and so are two accounts of one person. */
export async function isSamePerson(context: Context, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const em = await context.system.read();
  const secrets = await em
    .find(AccountSecret, { accountId: { $in: [one, other] } })
    .finally(() => context.system.end());
  const [first, second] = secrets.map(({ personDigest }) => personDigest);
  return first != null && first === second;
}
