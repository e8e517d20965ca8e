import type { TestDatabase } from './gateway.js';

/** Publishes releases one after the other, each with its event. */
export async function publishReleases({ sql }: Pick<TestDatabase, 'sql'>, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    await sql(
      `with released as (
         insert into notice_release (id, notice_id, number, published_at, recipient_count, total_amount)
         select uuidv7(), id, $1, now(), 0, 0 from publicity_notice)
       insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
       select now(), 'NOTICE_CORRECTED', 'SYSTEM', 'PublicityNotice', id, jsonb_build_object('release', $1::int)
       from publicity_notice`,
      [number],
    );
  }
}
