import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Returns the position of the feed's last change. */
export async function lastChange(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select coalesce(max(position), 0) as position from feed_change`.execute(em.getKysely());
  return rows[0]?.position ?? '0';
}

const moves = ['EXCLUDED', 'CONFIRMED', 'PAID', 'RECOVERING', 'RECOVERED', 'REMOVED'];
const decided = ['OBJECTION_UPHELD', 'OBJECTION_DISMISSED', 'OBJECTION_WITHDRAWN'];

/**
 * Updates the public status of lines from the changes after a position. It uses only these changes, so it never shows
 * more than the feed. Only the appender that has the lock writes these rows.
 */
export async function recordStates(em: EntityManager, after: string): Promise<void> {
  await sql`
    with change as (
      select position, notice_id, credit_code, kind, release from feed_change
      where position > ${after}::bigint and credit_code is not null
        and kind = any(${['OBJECTED', ...decided, ...moves]}::text[])
    ), line as (
      select notice_id, credit_code,
        count(*) filter (where kind = 'OBJECTED') - count(*) filter (where kind = any(${decided}::text[])) as opened,
        (array_agg(case kind when 'REMOVED' then 'EXCLUDED' else kind end order by position desc)
          filter (where kind = any(${moves}::text[])))[1] as moved,
        max(release) filter (where kind = 'REMOVED') as removed_by
      from change group by notice_id, credit_code
    ), present as (
      select line.notice_id, line.credit_code, coalesce(line.moved, state.moved) as moved,
        greatest(coalesce(state.open_objections, 0) + line.opened, 0) as open_objections,
        coalesce(removed.id, state.recipient_id) as recipient_id
      from line
        left join recipient_state as state
          on state.notice_id = line.notice_id and state.credit_code = line.credit_code
        left join notice_release as release
          on release.notice_id = line.notice_id and release.number = line.removed_by - 1
        left join recipient as removed
          on removed.release_id = release.id and removed.credit_code = line.credit_code
    )
    insert into recipient_state (notice_id, credit_code, status, moved, open_objections, recipient_id)
    select notice_id, credit_code,
      coalesce(moved, case when open_objections > 0 then 'OBJECTED' else 'LISTED' end), moved, open_objections, recipient_id
    from present
    on conflict (notice_id, credit_code) do update set status = excluded.status, moved = excluded.moved,
      open_objections = excluded.open_objections, recipient_id = excluded.recipient_id`.execute(em.getKysely());
}
