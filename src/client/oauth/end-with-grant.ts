import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { GrantKind } from '../../access/grant.js';
import { revocationKey } from '../../access/token/revocation.js';
import { revoke } from '../../access/token/revocations.js';
import { RoleGrant } from '../../account/account.js';
import type { StoredThing } from '../../granted/long-lived.js';
import { enterThing, forgetGranted } from '../../granted/enter-granted.js';
import { stateDigest } from './state-digest.js';

export const consentKind = 'CONSENT';

/**
 * The consent that a person gave to a front-end, with its refresh tokens. It ends with their role and with the
 * front-end.
 */
export const consents: StoredThing = {
  kind: consentKind,
  name: '第三方应用授权',
  end: async (em, context, id) => {
    const { rows } = await sql<{ open: boolean }>`
      delete from oauth_state
      where grant_id = ${id} or model = 'Grant' and id_digest = ${stateDigest(context, id)}
      returning model = 'Grant' and expires_at > now() as open`.execute(em.getKysely());
    await revoke(em, [revocationKey.consent(id)]);
    return rows.some(({ open }) => open);
  },
};

interface Consent {
  id: string;
  accountId: string | undefined;
  clientId: string | undefined;
  expiresAt: Date | null;
}

/** Registers a consent with the grant that it depends on. For the OAuth server, a user is one account in one role. */
export async function enterConsent(em: EntityManager, { id, accountId, clientId, expiresAt }: Consent): Promise<void> {
  const grant = accountId ? await em.findOne(RoleGrant, { id: accountId }) : null;
  if (!grant || !clientId) return;
  await forgetGranted(em, consentKind, id);
  await enterThing(em, {
    kind: consentKind,
    id,
    holder: grant,
    grant: {
      kind: GrantKind.FRONT_END,
      keys: [revocationKey.role(grant.accountId, grant.role, grant.subjectId), revocationKey.client(clientId)],
      endsAt: expiresAt,
    },
    grantedAt: new Date(),
  });
}
