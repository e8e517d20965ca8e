import { keyOf } from '../common/global-id.js';
import { Refused } from '../common/refusal.js';
import { RoleGrant } from './account.js';
import type { Context } from './context.js';
import { refuse } from './identity.refusals.js';
import { isDelegated } from './viewer.js';
import { type IssuedToken, issueToken } from './issue-token.js';

/** A token for another role that the account holds; never for who acts with less than all of the account's rights. */
export async function chooseRole(context: Context, roleGrant: string): Promise<IssuedToken> {
  if (isDelegated(context.viewer)) throw new Refused(refuse('OWN_SIGN_IN_NEEDED'));
  const id = keyOf('RoleGrant', roleGrant);
  const { accountId } = context.viewer;
  return context.system.write(async (em) => {
    const grant = id && accountId ? await em.findOne(RoleGrant, { id, accountId, revokedAt: null }) : null;
    if (!grant) throw new Refused(refuse('ROLE_NOT_HELD', ['roleGrant']));
    return issueToken(em, context, grant);
  });
}
