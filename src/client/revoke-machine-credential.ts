import { Refused } from '../kernel/errors/refusal.js';
import { findLocked } from '../database/find-locked.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { MachineCredential } from './machine-credential.js';
import { revocationKey } from '../access/token/revocation.js';
import { revoke } from '../access/token/revocations.js';
import { refuseClient } from './client.refusals.js';

/** Revokes a credential of the viewer's institution (PLATFORM: of any). Its tokens and sockets end with it. */
export async function revokeMachineCredential(context: Context, id: string | undefined): Promise<MachineCredential> {
  const credential = await context.db.write(async (em) => {
    const found = id ? await findLocked(em, MachineCredential, { id, revokedAt: null }) : null;
    if (!found) throw new Refused(refuseClient('CREDENTIAL_NOT_FOUND', ['credentialId']));
    found.revokedAt = new Date();
    await em.flush();
    await recordEvent(em, context, {
      type: 'CREDENTIAL_REVOKED',
      subject: { type: 'MachineCredential', id: found.id },
      institutionId: found.institutionId,
    });
    return found;
  });
  await context.system.write((em) => revoke(em, [revocationKey.client(credential.clientId)]));
  await context.revocations.refresh();
  return credential;
}
