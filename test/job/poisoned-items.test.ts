import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/access/context.js';
import { applicationNumberPlace } from '../../src/claim/claiming/claim-application.js';
import { contactPhonePlace } from '../../src/contact/enterprise-contact.js';
import { endGranted } from '../../src/granted/end-granted.js';
import { isStored } from '../../src/granted/long-lived.js';
import type { Job } from '../../src/job/job.js';
import { SetAside } from '../../src/job/set-aside.js';
import { modules } from '../../src/modules.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { quietly } from '../kit/jobs.js';
import { putRow } from '../kit/rows.js';
import { systemContext } from '../kit/system-context.js';
import { nextCreditCode, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/*
 * Every job of every module is given two items, and the first of them fails whatever the job does with it: the second is
 * done all the same, and the first is set aside. A job that is not named here fails the walk.
 */

const kinds = modules.flatMap((module) => module.longLived ?? []).filter(isStored);
const jobs: Job[] = [...modules.flatMap((module) => module.jobs ?? []), endGranted(kinds)];

let gateway: TestGateway;
let context: Context;
let end: () => Promise<void>;
let programmeId: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, now: '2025-08-20T02:00:00Z', madeUpEvents: true });
  const [programme] = await gateway.sql<{ id: string }>('select id from programme where code = $1', [programmeCode]);
  programmeId = programme!.id;
  await gateway.sql(`create table poison (id text);
    grant select on poison to public;
    create function refuse_poison() returns trigger language plpgsql as $$ begin
      if exists (select from poison where position(id in to_jsonb(coalesce(old, new))::text) > 0) then
        raise exception 'a poisoned row';
      end if;
      return coalesce(new, old);
    end $$`);
  const system = systemContext(gateway);
  context = {
    ...system.context,
    companies: { name: 'register', cacheHours: 1, lookUp: async () => undefined },
    payees: { check: async () => ({ confirmed: true, message: '' }) },
  };
  end = system.end;
});
afterAll(async () => {
  await end();
  await gateway.stop();
});

interface Items {
  /** The table whose rows cannot be written where they hold the poison. */
  table: string;
  /** Puts an item there; returns what its rows hold and no others do. */
  put: (place: number) => Promise<string>;
  isDone: (item: string) => Promise<boolean>;
}

const old = (place: number) => `2025-07-0${place}T00:00:00Z`;
const put = (table: string, values: Record<string, string | number | null>) => putRow(gateway, table, values);
const holds = async (query: string, ...values: unknown[]) => (await gateway.sql(query, values)).length > 0;

async function putClaim(values: Record<string, string | null>): Promise<string> {
  const [id, enterprise] = [randomUUID(), await putEnterprise()];
  await put('claim', { id, programme_id: programmeId, enterprise_id: enterprise, ...values });
  return id;
}

async function putEnterprise(values: Record<string, string> = {}): Promise<string> {
  const id = randomUUID();
  await put('enterprise', { id, credit_code: nextCreditCode(), name: '甲公司', name_key: '甲公司\n', ...values });
  return id;
}

const named = (table: string): Items => ({
  table,
  put: async () => {
    const id = randomUUID();
    await put(table, { id, credit_code: nextCreditCode(), name: '乙公司', name_key: '乙公司' });
    return id;
  },
  isDone: (id) => holds(`select from ${table} where id = $1 and strpos(name_key, e'\\n') > 0`, id),
});

const claims = (values: Record<string, string | null>, done: string): Items => ({
  table: 'claim',
  put: () => putClaim(values),
  isDone: (id) => holds(`select from claim where id = $1 and ${done}`, id),
});

const items: Record<string, Items> = {
  'complete name keys of enterprise': named('enterprise'),
  'complete name keys of institution': named('institution'),
  'close notices': {
    table: 'publicity_notice',
    put: async (place) => {
      const id = randomUUID();
      await put('publicity_notice', { id, programme_id: programmeId, status: 'OPEN', closes_on: `2025-08-0${place}` });
      return id;
    },
    isDone: (id) => holds(`select from publicity_notice where id = $1 and status = 'CLOSED'`, id),
  },
  'put drafts in force': {
    table: 'draft',
    put: async (place) => {
      const id = randomUUID();
      const when = { in_force_from: old(place), calendar_year: 2026, based_on: 99 };
      await put('draft', { id, kind: 'CALENDAR', status: 'APPROVED', ...when });
      return id;
    },
    isDone: (id) => holds(`select from draft where id = $1 and status <> 'APPROVED'`, id),
  },
  'remind objections': {
    table: 'objection',
    put: async () => {
      const [id, notice] = [randomUUID(), randomUUID()];
      await put('publicity_notice', { id: notice, programme_id: programmeId, status: 'CLOSED' });
      await put('objection', { id, notice_id: notice, status: 'OPEN', decide_by: '2025-08-21' });
      return id;
    },
    isDone: (id) => holds('select from objection where id = $1 and reminded_at is not null', id),
  },
  'remind reviews': {
    table: 'subsidy_proposal',
    put: async (place) => {
      const id = randomUUID();
      const when = { submitted_at: old(place), revision: 100 + place };
      await put('subsidy_proposal', { id, programme_id: programmeId, status: 'SUBMITTED', ...when });
      return id;
    },
    isDone: (id) => holds('select from subsidy_proposal where id = $1 and reminded_at is not null', id),
  },
  'remind claims': claims({ status: 'AWAITING_CLAIM', claim_by: '2025-08-21' }, 'reminded_at is not null'),
  'forfeit claims': claims(
    { status: 'AWAITING_CLAIM', claim_by: '2025-08-01', told_at: old(1), reminded_at: old(2) },
    `status = 'FORFEITED'`,
  ),
  'return failed payments': claims({ status: 'PAYMENT_FAILED' }, `status = 'AWAITING_CLAIM'`),
  'check payees': {
    table: 'payment_line',
    put: async (place) => {
      const [id, batch, application] = [randomUUID(), randomUUID(), randomUUID()];
      const sealed = context.vault.seal('6222', applicationNumberPlace);
      await put('payment_batch', { id: batch, programme_id: programmeId, number: 100 + place });
      await put('claim_application', { id: application, sealed_number: place === 1 ? 'spoiled' : sealed });
      const enterprise = await putEnterprise();
      const of = { batch_id: batch, application_id: application, enterprise_id: enterprise };
      await put('payment_line', { id, ...of, status: 'OPEN', payee_check: 'PENDING', payee_next_at: old(place) });
      return id;
    },
    isDone: (id) => holds(`select from payment_line where id = $1 and payee_check = 'CONFIRMED'`, id),
  },
  'follow outcomes': {
    table: 'policy',
    put: async (place) => {
      const id = randomUUID();
      await put('policy', { id, programme_id: programmeId, status: 'ACCEPTED', premium: 1, outcome: 'COUNTED' });
      const event = { type: 'DOCUMENT_ATTACHED', subject_id: id };
      await put('event', { id: 1_000_000 + place, ...event });
      await put('event_seal', { position: 1_000_000 + place, event_id: 1_000_000 + place, ...event });
      return id;
    },
    isDone: (id) => holds(`select from policy where id = $1 and outcome <> 'COUNTED'`, id),
  },
  'delete identity papers': {
    table: 'person_check',
    put: async (place) => {
      const id = randomUUID();
      await put('person_check', { id, sealed_person: 'x', decided_at: `2020-01-0${place}T00:00:00Z` });
      return id;
    },
    isDone: (id) => holds('select from person_check where id = $1 and sealed_person is null', id),
  },
  'write exports': {
    table: 'list_export',
    put: async (place) => {
      const id = randomUUID();
      const asked = { role: 'AUDITOR', language: 'en', format: 'NDJSON', query: '{ nothing }' };
      await put('list_export', { id, ...asked, status: 'WRITING', next_at: old(place), attempts: 9 });
      return id;
    },
    // Nobody can read what it asks for: it ends, as failed.
    isDone: (id) => holds(`select from list_export where id = $1 and status = 'FAILED'`, id),
  },
  'delete exports': {
    table: 'list_export',
    put: async (place) => {
      const id = randomUUID();
      await put('list_export', { id, role: 'AUDITOR', status: 'DONE', expires_at: old(place) });
      return id;
    },
    isDone: async (id) => !(await holds('select from list_export where id = $1', id)),
  },
  'compute proposals': {
    table: 'proposal_run',
    put: async (place) => {
      const id = randomUUID();
      await put('proposal_run', { proposal_id: id, programme_id: randomUUID(), requested_at: old(place) });
      return id;
    },
    // A programme without rules: the run ends, as failed.
    isDone: (id) => holds(`select from proposal_run where proposal_id = $1 and status = 'FAILED'`, id),
  },
  'look up companies': {
    table: 'company_lookup',
    put: async (place) => {
      const creditCode = nextCreditCode();
      await put('company_lookup', { credit_code: creditCode, failures: 1, next_at: old(place) });
      return creditCode;
    },
    isDone: (creditCode) => holds('select from company_lookup where credit_code = $1 and failures = 0', creditCode),
  },
  'delete what is no longer kept': {
    table: 'sign_in_failure',
    put: async (place) => {
      const id = randomUUID();
      await put('sign_in_failure', { id, failed_at: `2020-01-0${place}T00:00:00Z` });
      return id;
    },
    isDone: async (id) => !(await holds('select from sign_in_failure where id = $1', id)),
  },
  'feed webhooks': {
    table: 'webhook',
    put: async (place) => {
      const id = randomUUID();
      await put('webhook', { id, role: 'PUBLIC', position: place, url: 'https://a.example/', removed_at: null });
      return id;
    },
    isDone: (id) => holds('select from webhook where id = $1 and position > 10', id),
  },
  'send webhooks': {
    table: 'webhook_delivery',
    put: async (place) => {
      const [id, webhook] = [randomUUID(), randomUUID()];
      await put('webhook', { id: webhook, role: 'PUBLIC', position: 2_000_000, url: 'https://a.example/' });
      const due = { status: 'PENDING', next_attempt_at: old(place), position: place };
      await put('webhook_delivery', { id, webhook_id: webhook, ...due });
      return id;
    },
    isDone: (id) => holds('select from webhook_attempt where delivery_id = $1', id),
  },
  'end webhooks': {
    table: 'webhook',
    put: async () => {
      const id = randomUUID();
      const ended = { grant_ends_at: old(1), url: 'https://a.example/' };
      await put('webhook', { id, role: 'PUBLIC', position: 2_000_000, ...ended });
      return id;
    },
    isDone: (id) => holds('select from webhook where id = $1 and removed_at is not null', id),
  },
  'end what depends on an ended grant': {
    table: 'granted_thing',
    put: async () => {
      const id = randomUUID();
      await put('granted_thing', { kind: kinds[0]!.kind, id, grant_ends_at: old(1) });
      return id;
    },
    isDone: async (id) => !(await holds('select from granted_thing where id = $1', id)),
  },
  'invite enterprises': {
    table: 'enterprise_invitation',
    put: async (place) => {
      const enterprise = await putEnterprise();
      const of = { enterprise_id: enterprise, programme_id: programmeId };
      await put('policy', { ...of, status: 'ACCEPTED', premium: 1 });
      const sealed = context.vault.seal('13800000000', contactPhonePlace);
      await put('enterprise_contact', { enterprise_id: enterprise, sealed_phone: place === 1 ? 'spoiled' : sealed });
      return enterprise;
    },
    isDone: (id) => holds('select from enterprise_invitation where enterprise_id = $1', id),
  },
};

test('every job is listed here', () => {
  expect(Object.keys(items).toSorted()).toEqual(jobs.map(({ name }) => name).toSorted());
});

test.each(jobs.map((job) => [job.name, job] as const))(
  '%s: a failing item does not stop the others',
  async (name, job) => {
    const { table, put: putItem, isDone } = items[name] as Items;
    const [poisoned, good] = [await putItem(1), await putItem(2)];
    await gateway.sql(`insert into poison values ('${poisoned}');
    create trigger refuse_poison before insert or update or delete on ${table}
      for each row execute function refuse_poison()`);
    const failed: string[] = [];
    const aside = new SetAside((item) => failed.push(item));
    try {
      // A job that only began to fail is called again, as by its runner.
      for (let turns = 0; turns < 30 && (await job.work(context, aside, quietly)); turns += 1);
      expect(await isDone(good), `${failed}`).toBe(true);
      expect(await isDone(poisoned)).toBe(false);
      expect(failed.length).toBeGreaterThan(0);
    } finally {
      await gateway.sql(
        `drop trigger refuse_poison on ${table}; delete from ${table} where ${table}::text like '%${poisoned}%'`,
      );
    }
  },
);
