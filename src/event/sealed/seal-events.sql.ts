import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Listener } from '../../database/connections/listener.js';

/** Seals some thousand committed events. Returns their number; 0 if there were none. */
export async function sealEvents(listener: Listener): Promise<number> {
  const [row] = await listener.query<Sealed>(sealing);
  return (row as Sealed).sealed;
}

/** The same inside a transaction, until whose end no other gateway can seal. */
export async function sealEventsWithin(em: EntityManager): Promise<number> {
  const { rows } = await sql<Sealed>`${sql.raw(sealing)}`.execute(em.getKysely());
  return (rows[0] as Sealed).sealed;
}

/** Returns the newest event that waits for its seal; null if there is none. */
export async function newestPending(em: EntityManager): Promise<string | null> {
  const { rows } = await sql<{ newest: string | null }>`
    select max(id)::text as newest from event_pending`.execute(em.getKysely());
  return rows[0]?.newest ?? null;
}

/** Whether an event up to this one still waits for its seal. */
export async function isPending(em: EntityManager, newest: string): Promise<boolean> {
  const { rows } = await sql<{ pending: boolean }>`
    select exists (select from event_pending where id <= ${newest}::bigint) as pending`.execute(em.getKysely());
  return rows[0]?.pending ?? false;
}

interface MetServer {
  server: string;
  /** The first position that it assigned; null if it has assigned none, "0" for the first server of the log. */
  since: string | null;
}

/** Returns the identity of the primary, which changes after a failover. */
export async function readServer(listener: Listener): Promise<MetServer | undefined> {
  const [row] = await listener.query<MetServer>(`
    select present.server, case when newest.server is null then '0'
        when newest.server = present.server then newest.first_position::text end as since
    from (select present_server() as server) as present
      left join (select server, first_position from event_server order by first_position desc limit 1) as newest on true`);
  return row;
}

const sealing = 'select seal_events() as sealed';

interface Sealed {
  sealed: number;
}
