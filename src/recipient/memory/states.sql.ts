import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RecipientStatus } from '../recipient-state.js';
import type { SeenRelease } from './kept-releases.js';

/** Returns the position of the last public change in this snapshot; 0 before the first one. */
export async function readPosition(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ position: string | null }>`select max(position) as position from feed_change`.execute(
    em.getKysely(),
  );
  return Number(rows[0]?.position ?? 0);
}

/** A line without a state is LISTED. */
const status = sql`coalesce(state.status, ${sql.lit(RecipientStatus.LISTED)})`;

const stateOf = ({ noticeId }: SeenRelease) => sql`
  left join recipient_state as state on state.notice_id = ${noticeId}::uuid and state.credit_code = line.credit_code`;

/** Returns the status of each line by rank, as the numbers of `LineStates`. */
export async function readAllStates(em: EntityManager, release: SeenRelease): Promise<Uint8Array> {
  const statuses = Object.values(RecipientStatus);
  const { rows } = await sql<{ codes: string | null }>`
    select string_agg((coalesce(array_position(${statuses}::text[], ${status}), ${statuses.length + 1}) - 1)::text, ''
      order by line.rank) as codes
    from recipient as line ${stateOf(release)} where line.release_id = ${release.id}::uuid`.execute(em.getKysely());
  return Uint8Array.from(rows[0]?.codes ?? '', Number);
}

/** Returns the lines with a change after this position, each with its current status. */
export async function readChangedStates(
  em: EntityManager,
  release: SeenRelease,
  position: number,
): Promise<{ rank: number; status: RecipientStatus }[]> {
  const { rows } = await sql<{ rank: number; status: RecipientStatus }>`
    select line.rank, ${status} as status
    from (select distinct credit_code from feed_change where position > ${position}::bigint) as changed
      join recipient as line on line.release_id = ${release.id}::uuid and line.credit_code = changed.credit_code
      ${stateOf(release)}`.execute(em.getKysely());
  return rows;
}
