import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { databaseRole, type SessionRole } from '../schema/row-security.js';

/** What row security knows of who asks. */
export interface Session {
  role: SessionRole;
  accountId: string | null;
  /** The institution or the enterprise that the role was granted for. */
  subjectId: string | null;
}

/** The gateway itself, which row security lets through. */
export const systemSession: Session = { role: 'SYSTEM', accountId: null, subjectId: null };

/** The settings of a transaction that make it this session: `role` is PostgreSQL's own, as `set local role` sets it. */
export function sessionSettings({ role, accountId, subjectId }: Session): Record<string, string> {
  return {
    role: databaseRole(role),
    'mianshen.role': role,
    'mianshen.account': accountId ?? '',
    'mianshen.subject': subjectId ?? '',
  };
}

/** Runs `work` as another session within a transaction of the gateway itself: row security shows what they would see. */
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
