import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventCursor } from '../../src/event/sealed/event-cursor.js';
import { Follower, transports } from '../kit/follower.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear } from '../kit/published-year.js';

/*
 * What fails while an event is delivered ends the stream with a code and a cursor; a follower that continues from there has every
 * event, once and in order.
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(1), madeUpEvents: true });
});
afterAll(() => gateway.stop());

/** One event for each release; the resolver looks the release up, so that every event takes the database. */
async function publishReleases(from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number += 1) {
    await gateway.sql(
      `insert into notice_release (id, notice_id, number, published_at, recipient_count, total_amount)
       select uuidv7(), id, $1, now(), 0, 0 from publicity_notice`,
      [number],
    );
    await gateway.sql(
      `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
       select now(), 'NOTICE_CORRECTED', 'SYSTEM', 'PublicityNotice', id, jsonb_build_object('release', $1::int)
       from publicity_notice`,
      [number],
    );
  }
}

/** The number of the next release, and the position of the newest event once everything is sealed. */
async function present(): Promise<{ next: number; position: string }> {
  return eventually(async () => {
    const [row] = await gateway.sql<{ next: number; position: string; pending: number }>(`
      select (select max(number) + 1 from notice_release) as next, (select max(position)::text from event_seal) as position,
        (select count(*)::int from event_pending) as pending`);
    return row?.pending === 0 && row;
  }, 'everything is sealed');
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test.each(Object.entries(transports(() => gateway.url)))(
  '%s: an error ends the stream, and the event is delivered again',
  async (_, open) => {
    const { next, position } = await present();
    const follower = new Follower(open, eventCursor(position));
    const following = follower.follow();
    await publishReleases(next, 2);
    await eventually(async () => follower.numbers.length === 2, 'two events arrive');
    await gateway.sql('alter table notice_release rename to hidden');
    await gateway.sql(
      `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select now(), 'NOTICE_CORRECTED', 'SYSTEM', 'PublicityNotice', id, jsonb_build_object('release', $1::int)
     from publicity_notice`,
      [next + 1],
    );
    await eventually(async () => follower.interruptions.length > 2, 'the stream is interrupted');
    await gateway.sql('alter table hidden rename to notice_release');
    await eventually(async () => follower.numbers.length === 3, 'the event arrives');
    expect(new Set(follower.interruptions)).toEqual(new Set(['STREAM_INTERRUPTED']));
    expect(follower.numbers).toEqual([next, next + 1, next + 1]);
    await follower.stop();
    await following;
  },
);

test.each(Object.entries(transports(() => gateway.url)))(
  '%s: no event is skipped while PostgreSQL ends sessions',
  async (_, open) => {
    const { next, position } = await present();
    const follower = new Follower(open, eventCursor(position));
    const following = follower.follow();
    await publishReleases(next, 1);
    await eventually(async () => follower.numbers.length === 1, 'the first event arrives');
    for (let round = 0; round < 10; round += 1) {
      const published = publishReleases(next + 1 + round * 5, 5);
      await gateway.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where usename <> current_user and datname = current_database()`,
      );
      await published;
    }
    await eventually(async () => follower.numbers.length >= 51, 'every event arrives');
    expect(follower.numbers).toEqual(range(next, 51));
    await follower.stop();
    await following;
  },
);
