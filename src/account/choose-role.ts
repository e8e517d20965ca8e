import { keyOf } from '../kernel/values/global-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { RoleGrant } from './account.js';
import type { Context } from '../access/context.js';
import { refuseAccount } from './account.refusals.js';
import { isDelegated } from '../access/viewer.js';
import { type IssuedToken, issueToken } from './sign-in/issue-token.js';

/** Returns a token for another role of the account. Refuses machines and front-ends, which have limited rights. */
export async function chooseRole(context: Context, roleGrant: string): Promise<IssuedToken> {
  if (isDelegated(context.viewer)) throw new Refused(refuseAccount('OWN_SIGN_IN_NEEDED'));
  const id = keyOf('RoleGrant', roleGrant);
  const { accountId } = context.viewer;
  return context.system.write(async (em) => {
    const grant = id && accountId ? await em.findOne(RoleGrant, { id, accountId, revokedAt: null }) : null;
    if (!grant) throw new Refused(refuseAccount('ROLE_NOT_HELD', ['roleGrantId']));
    return issueToken(em, context, grant);
  });
}
