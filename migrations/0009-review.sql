-- A computation can be followed and called off while it is one transaction: what is known of it lies beside the proposal.

create table proposal_run (
  proposal_id uuid not null primary key,
  programme_id uuid not null references programme(id),
  status text not null default 'COMPUTING',
  step text not null default 'WAITING',
  requested_by uuid not null,
  requested_at timestamptz not null,
  finished_at timestamptz null,
  fault_found jsonb null
);
create index proposal_run_programme_id_index on proposal_run (programme_id);

-- The review: papers of the opinion, and how long a step may wait.

create table opinion_paper (
  id uuid not null default uuidv7() primary key,
  sha256 text not null,
  media_type text not null,
  size int not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);

alter table subsidy_proposal
  add column opinion_at timestamptz null,
  add column opinion_papers uuid[] not null default '{}',
  add column reminded_at timestamptz null;
update subsidy_proposal set opinion_at = coalesce(decided_at, submitted_at) where opinion_by is not null;

alter table programme add column review_working_days int not null default 5;

-- What is left for review can be let in by the department.

create table policy_admission (
  policy_id uuid not null primary key references policy(id),
  institution_id uuid not null references institution(id),
  enterprise_id uuid not null references enterprise(id),
  reason text not null,
  admitted_by uuid not null,
  admitted_at timestamptz not null
);

-- Which sections of the notice set the caps and the budget is data of the rules.

alter table programme_rules add column cap_section text null, add column budget_section text null;
update programme_rules set cap_section = '§2'
from programme where programme.id = programme_id and programme.code like 'FJ-%';

-- What a line and an amount came from, whole: with it every reason and the digest of the inputs can be computed again.

alter table assessment_line add column starts_on date null, add column ends_on date null,
  add column admitted boolean not null default false;
update assessment_line set starts_on = policy.starts_on, ends_on = policy.ends_on from policy where policy.id = policy_id;
alter table assessment_line alter column starts_on set not null, alter column ends_on set not null;

-- As for the lines: amounts are written by the hundred thousand, from rows that the same statement has just joined.
alter table assessment
  drop constraint assessment_proposal_id_fkey,
  drop constraint assessment_enterprise_id_fkey,
  add column division_found text null,
  add column listed jsonb not null default '[]',
  add column capped_total numeric(16,2) not null default '0';
update assessment set division_found = enterprise.division_code, capped_total = proposal.capped_total
from enterprise, subsidy_proposal as proposal where enterprise.id = enterprise_id and proposal.id = proposal_id;

alter table "proposal_run" enable row level security;
create policy "read" on "proposal_run" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR'));
create policy "insert" on "proposal_run" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
create policy "update" on "proposal_run" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
alter table "opinion_paper" enable row level security;
create policy "read" on "opinion_paper" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR'));
create policy "insert" on "opinion_paper" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'REGULATOR'));
alter table "policy_admission" enable row level security;
create policy "read" on "policy_admission" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "policy_admission" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));

grant select, insert, update on proposal_run to mianshen_gateway;
grant select, insert on opinion_paper, policy_admission to mianshen_gateway;
