import { revocationKey } from './token/revocation.js';
import type { Viewer } from './viewer.js';
import { GrantKind, Grant } from './grant.js';

/** The grant that a viewer's token was issued for: a role that they hold, unless the token says otherwise. */
export function grantOf({ accountId, role, subjectId, credential }: Viewer): Grant {
  const ownRole = { kind: GrantKind.ROLE, keys: [revocationKey.role(accountId ?? '', role, subjectId)], endsAt: null };
  return credential?.grant ?? ownRole;
}
