-- Intake by file: submissions that are worked on in the background, flags, refunds, corrections, co-insurance.

alter table "submission" add column "status" text not null default 'COMPLETED', add column "source" text not null default 'API', add column "dry_run" boolean not null default false, add column "submitted_by" uuid null, add column "idempotency_key" text null, add column "file_name" text null, add column "file_format" text null, add column "file_size" int null, add column "sha256" text null, add column "headings" text[] null, add column "bytes_read" int not null default 0, add column "flagged_count" int not null default 0, add column "corrected_count" int not null default 0, add column "subsidy_preview" numeric(16,2) null, add column "fault_found" jsonb null, add column "attempts" int not null default 0, add column "started_at" timestamptz null, add column "finished_at" timestamptz null;
create index "submission_unfinished" on "submission" ("submitted_at") where status in ('QUEUED', 'PROCESSING');
create unique index "submission_institution_id_idempotency_key_unique" on "submission" ("institution_id", "idempotency_key") where source = 'FILE';
create index "submission_institution_id_sha256_index" on "submission" ("institution_id", "sha256");
alter table "submission" add constraint "submission_id_programme_id_institution_id_unique" unique ("id", "programme_id", "institution_id");

alter table "policy" add column "share" numeric(7,4) not null default '100', add column "coinsurance_no" text null, add column "row_number" int null;
create index "policy_invoice_no_index" on "policy" ("invoice_no");
create index "policy_coinsurance_no_index" on "policy" ("coinsurance_no") where coinsurance_no is not null;

create table "policy_flag" ("policy_id" uuid not null, "kind" text not null, "other_policy_id" uuid not null, "programme_id" uuid not null, "institution_id" uuid not null, "flagged_at" timestamptz not null, primary key ("policy_id", "kind"));

create table "policy_refund" ("id" uuid not null default uuidv7(), "institution_id" uuid not null, "policy_id" uuid not null, "endorsement_no" text not null, "amount" numeric(14,2) not null, "refunded_on" date not null, "recorded_at" timestamptz not null, primary key ("id"));
alter table "policy_refund" add constraint "policy_refund_policy_id_endorsement_no_unique" unique ("policy_id", "endorsement_no");

create table "policy_correction" ("id" uuid not null default uuidv7(), "institution_id" uuid not null, "policy_id" uuid not null, "submission_id" uuid null, "version" int not null, "reason" text null, "changes" jsonb not null, "corrected_at" timestamptz not null, primary key ("id"));
create index "policy_correction_submission_id_index" on "policy_correction" ("submission_id");
create index "policy_flag_other_policy_id_index" on "policy_flag" ("other_policy_id");
alter table "policy_correction" add constraint "policy_correction_policy_id_version_unique" unique ("policy_id", "version");

-- One reference that holds all three together: it says more than three apart, and a row costs one check, not three.
alter table policy drop constraint policy_programme_id_fkey, drop constraint policy_institution_id_fkey, drop constraint policy_submission_id_fkey;
alter table policy add foreign key (submission_id, programme_id, institution_id) references submission(id, programme_id, institution_id);
alter table policy_flag add foreign key (policy_id) references policy(id);
alter table policy_flag add foreign key (other_policy_id) references policy(id);
alter table policy_refund add foreign key (policy_id) references policy(id);
alter table policy_correction add foreign key (policy_id) references policy(id);

-- Insurers do not see proposals, yet have to be told that a policy stands in an approved one.
create function settled_policies(ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select given.id from unnest(ids) as given (id)
  where exists (
    select from subsidy_proposal as proposal
      join assessment_line as line on line.proposal_id = proposal.id
    where proposal.status = 'APPROVED' and line.policy_id = given.id)
$$;

-- What the shares of a contract come to, over all its insurers: no insurer sees another's policies.
create function coinsured_shares(numbers text[]) returns table (coinsurance_no text, credit_code text, share numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  select policy.coinsurance_no, enterprise.credit_code, sum(policy.share)
  from policy join enterprise on enterprise.id = policy.enterprise_id
  where policy.coinsurance_no = any(numbers) and policy.status = 'ACCEPTED'
  group by policy.coinsurance_no, enterprise.credit_code
$$;

-- Flags the policies of a submission that may be the same as another one, of whatever institution, and the other too:
-- the same invoice, or the same enterprise and product with overlapping periods. The shares of one contract are one.
-- Windows instead of pairs: a file that repeats one invoice a million times costs no more than any other.
-- With `changed`, of that one policy alone, whose earlier flags go.
create function flag_policies(submission uuid, changed uuid default null) returns integer
language sql security definer set search_path = public, pg_temp as $$
  delete from policy_flag where policy_id = changed or other_policy_id = changed;
  with fresh as materialized (
    select enterprise_id, product_code, invoice_no from policy
    where submission_id = submission and changed is null and status = 'ACCEPTED'
    union all
    select enterprise_id, product_code, invoice_no from policy
    where changed is null and status = 'ACCEPTED'
      and id in (select policy_id from policy_correction where submission_id = submission)
    union all
    select enterprise_id, product_code, invoice_no from policy where id = changed and status = 'ACCEPTED'
  ), invoiced as (
    select distinct on (invoice_no, coalesce(coinsurance_no, id::text)) id, programme_id, institution_id, invoice_no
    from policy where status = 'ACCEPTED' and invoice_no in (
      select invoice_no from policy where status = 'ACCEPTED' and invoice_no in (select invoice_no from fresh)
      group by invoice_no having count(*) > 1)
    order by invoice_no, coalesce(coinsurance_no, id::text), id
  ), same_invoice as (
    select id, programme_id, institution_id, first_value(id) over whole as first, nth_value(id, 2) over whole as second
    from invoiced
    window whole as (partition by invoice_no order by id rows between unbounded preceding and unbounded following)
  ), insured as (
    select distinct on (enterprise_id, product_code, coalesce(coinsurance_no, id::text)) id, programme_id,
      institution_id, enterprise_id, product_code, starts_on, ends_on
    from policy
    where status = 'ACCEPTED' and (enterprise_id, product_code) in (
      select enterprise_id, product_code from policy
      where status = 'ACCEPTED' and (enterprise_id, product_code) in (select enterprise_id, product_code from fresh)
      group by enterprise_id, product_code having count(*) > 1)
    order by enterprise_id, product_code, coalesce(coinsurance_no, id::text), id
  ), neighbours as (
    -- The earlier policy that lasts longest, and the next one to start: one of them overlaps if any does. A renewal
    -- that starts on the day on which the earlier one ends does not.
    select id, programme_id, institution_id, starts_on, ends_on,
      max(ends_on::text || id::text) over (in_time rows between unbounded preceding and 1 preceding) as earlier,
      lead(starts_on) over in_time as next_starts_on, lead(id) over in_time as next_id
    from insured
    window in_time as (partition by enterprise_id, product_code order by starts_on, id)
  ), overlapping as (
    select id, programme_id, institution_id,
      case when left(earlier, 10)::date > starts_on then right(earlier, 36)::uuid
        when next_starts_on < ends_on then next_id end as other
    from neighbours
  ), noted as (
    insert into policy_flag (policy_id, kind, other_policy_id, programme_id, institution_id, flagged_at)
    select id, 'SAME_INVOICE', case when first = id then second else first end, programme_id, institution_id, now()
    from same_invoice where second is not null
    union all
    select id, 'OVERLAPPING_PERIOD', other, programme_id, institution_id, now()
    from overlapping where other is not null
    on conflict do nothing
    returning policy_id
  )
  select count(distinct noted.policy_id)::integer from noted join policy on policy.id = noted.policy_id
  where policy.submission_id = submission
$$;

alter table "policy_flag" enable row level security;
create policy "read" on "policy_flag" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
alter table "policy_refund" enable row level security;
create policy "read" on "policy_refund" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "policy_refund" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
alter table "policy_correction" enable row level security;
create policy "read" on "policy_correction" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "policy_correction" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "update" on "submission" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "submission_row" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "policy_document" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));

grant select on policy_flag to mianshen_gateway;
grant select, insert on policy_refund, policy_correction to mianshen_gateway;
grant delete on submission_row, policy_document to mianshen_gateway;
revoke execute on function settled_policies(uuid[]), coinsured_shares(text[]), flag_policies(uuid, uuid) from public;
grant execute on function settled_policies(uuid[]), coinsured_shares(text[]), flag_policies(uuid, uuid) to mianshen_gateway;
