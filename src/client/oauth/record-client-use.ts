import { sql } from 'kysely';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';

/** Records a machine's last use, and the event that a refresh token was used twice. */
export async function recordClientUse(context: Context, ctx: KoaContextWithOIDC, error?: Error): Promise<void> {
  const clientId = ctx.oidc?.client?.clientId;
  if (!clientId) return;
  const id = clientId.slice(2);
  await context.system.write(async (em) => {
    if (!error && clientId.startsWith('m-')) {
      await sql`update machine_credential set last_used_at = now() where id = ${id}::uuid`.execute(em.getKysely());
    }
    const reused = (error as { error_detail?: string } | undefined)?.error_detail === 'refresh token already used';
    if (!error || reused) {
      await recordEvent(em, context, {
        type: reused ? 'TOKEN_REUSED' : 'TOKEN_ISSUED',
        subject: { type: clientId.startsWith('m-') ? 'MachineCredential' : 'FrontEnd', id },
        data: { grantType: String(ctx.oidc.params?.['grant_type'] ?? '') },
      });
    }
  });
}
