import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { databaseRole, type SessionRole } from '../schema/row-security.js';

/** The viewer as row security sees it. */
export interface Session {
  role: SessionRole;
  accountId: string | null;
  /** The institution or enterprise for which the role was granted. */
  subjectId: string | null;
}

/** The session of the gateway itself, which row security does not restrict. */
export const systemSession: Session = { role: 'SYSTEM', accountId: null, subjectId: null };

/**
 * Returns the settings that a transaction needs for this session; `role` is PostgreSQL's own, as in `set local role`.
 */
export function sessionSettings({ role, accountId, subjectId }: Session): Record<string, string> {
  return {
    role: databaseRole(role),
    'mianshen.role': role,
    'mianshen.account': accountId ?? '',
    'mianshen.subject': subjectId ?? '',
  };
}

/** Runs `work` as another session within a transaction of the gateway itself, restricted by row security. */
export async function asSession<T>(em: EntityManager, session: Session, work: () => Promise<T>): Promise<T> {
  await takeSession(em, session);
  const result = await work();
  await takeSession(em, systemSession);
  return result;
}

async function takeSession(em: EntityManager, session: Session): Promise<void> {
  const settings = Object.entries(sessionSettings(session)).map(
    ([name, value]) => sql`set_config(${name}, ${value}, true)`,
  );
  await sql`select ${sql.join(settings)}`.execute(em.getKysely());
}
