import { afterAll, beforeAll, expect, test } from 'vitest';
import { populate, type TwoSides } from '../access/populate.js';
import { done } from '../access/done.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson } from '../kit/world.js';

/*
 * Whatever changes a value leaves the old one readable: in an event of the same transaction, or in a row that stays. The
 * walk does not know the operations. Triggers write down each column that any statement replaces while two insurers and
 * two companies go through their year, and each is looked for in what that transaction wrote.
 */
let gateway: TestGateway;
let sides: TwoSides;

const watching = `
  create table watched_change (txid xid8 not null, place text not null, before text not null, after text);
  create table watched_trace (txid xid8 not null, place text not null, text text not null);
  grant all on watched_change, watched_trace to public;
  create function watch_change() returns trigger language plpgsql security definer as $$
  begin
    insert into watched_change
    select pg_current_xact_id(), tg_table_name || '.' || old_value.key, old_value.value, to_jsonb(new) ->> old_value.key
    from jsonb_each_text(to_jsonb(old)) as old_value
    where old_value.value is distinct from to_jsonb(new) ->> old_value.key and old_value.value is not null;
    return new;
  end $$;
  create function watch_trace() returns trigger language plpgsql security definer as $$
  begin
    insert into watched_trace values (pg_current_xact_id(), tg_table_name, to_jsonb(new)::text);
    return new;
  end $$;
  do $$
  declare name text;
  begin
    for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'watched_%' loop
      execute format('create trigger zz_watch_change after update on %I for each row execute function watch_change()', name);
      execute format('create trigger zz_watch_trace after insert on %I for each row execute function watch_trace()', name);
    end loop;
  end $$;`;

beforeAll(async () => {
  gateway = await startTestGateway({ beforeConnecting: async ({ sql }) => void (await sql(watching)) });
  sides = await populate(gateway);
});
afterAll(() => gateway.stop());

/** Columns that hold no value of their own: what they had follows from what happened, or is the gateway's own bookkeeping. */
const derived = [
  // Counts of changes, and instants of the latest one.
  /\.(version|xmin|.*_at|.*_by|attempts|failures|deaths|position)$/,
  // Steps: the event that was recorded with each says from where to where.
  /\.status$/,
  // Sums of rows that stay, each of them with its own record.
  /^payment_batch\.|^policy\.refunded$|^recovery\.repaid$|^submission\.|^proposal_run\.|^list_import\.|^institution_enterprise\./,
  // The whole number of a contact: of what was replaced only the last four digits stay, in the event.
  /^enterprise_contact\.sealed_phone$/,
  // What is due next, what was sent to whom, and work in hand.
  /^(outbox|feed_progress|text_message|event_pending|event_seal|webhook|webhook_delivery|one_time_code|challenge|company_lookup|upload)/,
  // What became of a published line: made of the changes of the feed, which stay.
  /^recipient_state\./,
  /^(policy_flag|policy_outcome|candidate|population|enterprise_search)/,
];
const isDerived = (place: string) => derived.some((pattern) => pattern.test(place));

/** Of yes and no, the one before follows from the one after, where an event says that it changed. */
async function lost(): Promise<string[]> {
  const changes = await gateway.sql<{ place: string; before: string; after: string | null; kept: boolean }>(`
    select place, before, after, exists (
      select from watched_trace as trace where trace.txid = change.txid
        and case when change.before in ('true', 'false') then trace.place = 'event'
          else strpos(trace.text, change.before) > 0 end
    ) as kept
    from watched_change as change`);
  expect(changes.length).toBeGreaterThan(10);
  const gone = changes.filter(({ place, kept }) => !kept && !isDerived(place));
  return [...new Set(gone.map(({ place, before, after }) => `${place}: ${before} → ${after}`))];
}

test('every value replaced during the year is in an event of the same transaction', async () => {
  expect(await lost()).toEqual([]);
});

test('a second record of other funding, a second exclusion and another default account keep the old values in events', async () => {
  const { PLATFORM } = sides.offices;
  const { insurer, enterprise, person } = sides.mine;
  const { policies } = await insurer.client.get<{ policies: { nodes: { id: string }[] } }, never>(
    '{ policies { nodes { id } } }',
  );
  const another = await arrangePerson(gateway, PLATFORM.role);
  const funding = { policyId: policies.nodes[0]?.id, version: 1, source: '更正', amount: '8.00' };
  await done(another.client, 'recordOtherFunding', { ...funding, idempotencyKey: 'again' });
  const { creditCode } = enterprise;
  const exclusion = { creditCode, programme: 'FJ-2025', reason: '另一处分', source: '通报二' };
  await done(PLATFORM.client, 'excludeEnterprise', { ...exclusion, idempotencyKey: 'again' });
  const contact = { contacts: [{ creditCode, phone: '13900007788' }], idempotencyKey: 'another number' };
  await done(insurer.client, 'giveEnterpriseContacts', contact);
  const { bankAccounts } = await person.client.get<{ bankAccounts: { nodes: { id: string }[] } }, never>(
    '{ bankAccounts { nodes { id } } }',
  );
  await done(person.client, 'removeBankAccount', { bankAccountId: bankAccounts.nodes[0]?.id });
  expect(await lost()).toEqual([]);
});

/** What the gateway continues with later: the person who began it is named, in no role of theirs. */
const continued = ['CONTACT_GIVEN', 'QUALIFICATIONS_IMPORTED', 'REGISTRATION_CHANGED'];

test('what the gateway writes on behalf of a person is recorded in that person’s role', async () => {
  const rows = await gateway.sql<{ type: string }>(
    `select distinct type from event where actor_id is not null and actor_role = 'SYSTEM' order by type`,
  );
  expect(rows.map(({ type }) => type).filter((type) => !continued.includes(type))).toEqual([]);
  const [bound] = await gateway.sql<{ role: string }>(
    `select actor_role as role from event where type = 'BINDING_REQUESTED' limit 1`,
  );
  expect(bound).toEqual({ role: 'ENTERPRISE' });
});
