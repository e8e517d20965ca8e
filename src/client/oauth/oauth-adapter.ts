import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Context } from '../../access/context.js';
import { revocationKey } from '../../access/token/revocation.js';
import { revoke } from '../../access/token/revocations.js';
import { forgetGranted } from '../../granted/enter-granted.js';
import { consentKind, enterConsent } from './end-with-grant.js';
import { findClient } from './find-client.js';
import { stateDigest, statePlace } from './state-digest.js';
import { named } from '../../database/schema/columns.js';

interface StateRow {
  sealedPayload: string;
  consumedAt: string | null;
}

/** Stores the state of the OAuth server in our database, with one adapter for each of its models. */
export function oauthAdapter(context: () => Context): (model: string) => Adapter {
  return (model) => (model === 'Client' ? clientAdapter(context) : new StateAdapter(model, context));
}

/** Clients are registered through the API only, never through the OAuth server. */
function clientAdapter(context: () => Context): Adapter {
  const never = async () => {
    throw new Error('Clients are registered through the API');
  };
  return {
    find: (id) => findClient(context(), id),
    upsert: never,
    destroy: never,
    consume: never,
    revokeByGrantId: never,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}

class StateAdapter implements Adapter {
  readonly #model: string;
  readonly #context: () => Context;

  constructor(model: string, context: () => Context) {
    this.#model = model;
    this.#context = context;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const context = this.#context();
    const sealed = context.vault.seal(JSON.stringify(payload), statePlace);
    const expiresAt = expiresIn ? new Date(Date.now() + expiresIn * 1_000) : null;
    await this.#write(context, async (em) => {
      await sql`
        insert into oauth_state (model, id_digest, sealed_payload, grant_id, uid, expires_at)
        values (${this.#model}, ${stateDigest(context, id)}, ${sealed}, ${payload.grantId ?? null},
          ${payload.uid ?? null}, ${expiresAt}::timestamptz)
        on conflict (model, id_digest) do update set sealed_payload = excluded.sealed_payload,
          grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at`.execute(em.getKysely());
      const { accountId, clientId } = payload;
      if (this.#model === 'Grant') await enterConsent(em, { id, accountId, clientId, expiresAt });
    });
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.#find((context) => sql`id_digest = ${stateDigest(context, id)}`);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#find(() => sql`uid = ${uid}`);
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** Marks a code or token as used. Of two concurrent requests with the same one, one fails. */
  async consume(id: string): Promise<void> {
    const context = this.#context();
    const consumed = await this.#write(context, async (em) => {
      const { numAffectedRows } = await sql`
        update oauth_state set consumed_at = now()
        where model = ${this.#model} and id_digest = ${stateDigest(context, id)} and consumed_at is null`.execute(
        em.getKysely(),
      );
      return numAffectedRows;
    });
    if (consumed !== 1n) throw new errors.InvalidGrant('it was used already');
  }

  async destroy(id: string): Promise<void> {
    const context = this.#context();
    const digest = stateDigest(context, id);
    await this.#write(context, async (em) => {
      await sql`delete from oauth_state where model = ${this.#model} and id_digest = ${digest}`.execute(em.getKysely());
      if (isToken(this.#model)) await revoke(em, [revocationKey.token(digest)]);
      if (this.#model === 'Grant') await forgetGranted(em, consentKind, id);
    });
    if (isToken(this.#model)) await context.revocations.refresh();
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    const context = this.#context();
    await this.#write(context, async (em) => {
      await sql`delete from oauth_state where model = ${this.#model} and grant_id = ${grantId}`.execute(em.getKysely());
      await revoke(em, [revocationKey.consent(grantId)]);
    });
    await context.revocations.refresh();
  }

  async #find(which: (context: Context) => ReturnType<typeof sql>): Promise<AdapterPayload | undefined> {
    const context = this.#context();
    const row = await this.#write(context, async (em) => {
      const { rows } = await sql<StateRow>`
        select ${named('sealed_payload', 'consumed_at')} from oauth_state
        where model = ${this.#model} and ${which(context)} and (expires_at is null or expires_at > now())`.execute(
        em.getKysely(),
      );
      return rows[0];
    });
    if (!row) return undefined;
    const payload = JSON.parse(context.vault.open(row.sealedPayload, statePlace)) as AdapterPayload;
    const consumed = row.consumedAt ? Math.floor(new Date(row.consumedAt).getTime() / 1_000) : undefined;
    return consumed ? { ...payload, consumed } : payload;
  }

  #write<T>({ system }: Context, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return system.write(work);
  }
}

function isToken(model: string): boolean {
  return model === 'AccessToken' || model === 'ClientCredentials';
}
