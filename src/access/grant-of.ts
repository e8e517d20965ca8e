import { revocationKey } from './token/revocation.js';
import type { Viewer } from './viewer.js';
import { GrantKind, Grant } from './grant.js';

/** Returns the grant for which a viewer's token was issued; the viewer's role if the token names no other grant. */
export function grantOf({ accountId, role, subjectId, credential }: Viewer): Grant {
  const ownRole = { kind: GrantKind.ROLE, keys: [revocationKey.role(accountId ?? '', role, subjectId)], endsAt: null };
  return credential?.grant ?? ownRole;
}
