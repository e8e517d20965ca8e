-- Rules as data: what other years and other provinces need to be able to say.

alter table programme add column frozen boolean not null default false, add column version int not null default 1;

alter table programme_rules
  add column base text not null default 'PREMIUM_LESS_REFUNDS',
  add column rounding text not null default 'HALF_UP',
  add column funding_ceiling numeric(6,5) null,
  add column qualification_basis text not null default 'POLICY_START',
  add column qualification_day date null;

alter table product
  add column later_rates numeric(6,5)[] not null default '{}',
  add column enterprise_cap numeric(14,2) null,
  add column first_time_only boolean not null default false;

-- What a line and an amount came from, kept with them.

alter table assessment_line
  add column insurance_year int not null default 1,
  add column other_funding numeric(14,2) not null default '0',
  add column ceiling_cut numeric(14,2) not null default '0';

alter table left_out_policy add column rules_id uuid not null;
-- Lines and left-out policies are written by the hundred thousand, from rows that the same statement has just joined, and
-- never change: a check of each reference would cost more than the computation. One key serves the order they are
-- written in and the order they are read in.

alter table assessment_line
  drop constraint assessment_line_proposal_id_fkey,
  drop constraint assessment_line_rules_id_fkey,
  drop constraint assessment_line_policy_id_fkey,
  drop constraint assessment_line_pkey,
  add primary key (proposal_id, enterprise_id, policy_id);
drop index assessment_line_proposal_id_enterprise_id_index;

alter table left_out_policy
  drop constraint left_out_policy_proposal_id_fkey,
  drop constraint left_out_policy_policy_id_fkey,
  drop constraint left_out_policy_pkey,
  add primary key (proposal_id, enterprise_id, policy_id);
drop index left_out_policy_enterprise_id_index;

alter table assessment add column product_cut numeric(14,2) not null default '0';
alter table subsidy_proposal add column capped_total numeric(16,2) not null default '0';

create table policy_funding (
  policy_id uuid not null primary key references policy(id),
  institution_id uuid not null references institution(id),
  enterprise_id uuid not null references enterprise(id),
  amount numeric(14,2) not null,
  source text not null,
  recorded_at timestamptz not null
);

create table enterprise_exclusion (
  id uuid not null default uuidv7() primary key,
  programme_id uuid not null references programme(id),
  enterprise_id uuid not null references enterprise(id),
  reason text not null,
  source text not null,
  excluded_at timestamptz not null,
  lifted_at timestamptz null
);
create index enterprise_exclusion_enterprise_id_index on enterprise_exclusion (enterprise_id);
create unique index enterprise_exclusion_programme_id_enterprise_id_unique
  on enterprise_exclusion (programme_id, enterprise_id) where lifted_at is null;

alter table "enterprise_exclusion" enable row level security;
create policy "read" on "enterprise_exclusion" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "enterprise_exclusion" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
create policy "update" on "enterprise_exclusion" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
alter table "policy_funding" enable row level security;
create policy "read" on "policy_funding" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "policy_funding" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
create policy "update" on "policy_funding" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));

grant select, insert, update on policy_funding, enterprise_exclusion to mianshen_gateway;
