-- Policies that are kept out of the assessment, and spot checks.
-- Tables and row security are as the entities declare them; the rest is written by hand.

create table "policy_exclusion" ("id" uuid not null default uuidv7(), "policy_id" uuid not null, "institution_id" uuid not null, "enterprise_id" uuid not null, "reason" text not null, "explanation" text not null, "source" text not null, "excluded_by" uuid null, "excluded_at" timestamptz not null, "lifted_by" uuid null, "lifted_at" timestamptz null, "lift_reason" text null, primary key ("id"));
create index "policy_exclusion_policy_id_index" on "policy_exclusion" ("policy_id");
create unique index "policy_exclusion_policy_id_reason_unique" on "policy_exclusion" ("policy_id", "reason") where lifted_at is null;
create table "spot_check" ("id" uuid not null default uuidv7(), "programme_id" uuid not null, "institution_ids" uuid[] not null, "proposal_id" uuid null, "number" int not null, "percent" numeric(5,2) not null, "amount_bounds" numeric(14,2)[] not null, "algorithm" text not null, "seed" text not null, "population_digest" text not null, "drawn_by" uuid not null, "drawn_as" text not null, "drawn_at" timestamptz not null, primary key ("id"));
alter table "spot_check" add constraint "spot_check_programme_id_number_unique" unique ("programme_id", "number");
create table "spot_check_finding" ("id" uuid not null default uuidv7(), "item_id" uuid not null, "institution_id" uuid not null, "verdict" text not null, "faults" text[] not null, "text" text not null, "recorded_by" uuid not null, "recorded_as" text not null, "recorded_at" timestamptz not null, "confirmed" boolean not null default false, "decided_by" uuid null, "decided_at" timestamptz null, "return_reason" text null, primary key ("id"));
create index "spot_check_finding_item_id_recorded_at_index" on "spot_check_finding" ("item_id", "recorded_at");
create unique index "spot_check_finding_open_unique" on "spot_check_finding" ("item_id") where decided_at is null;
create table "spot_check_item" ("id" uuid not null default uuidv7(), "spot_check_id" uuid not null, "programme_id" uuid not null, "institution_id" uuid not null, "policy_id" uuid not null, "product_code" text not null, "amount" numeric(14,2) not null, "band" int not null, "place" int not null, "status" text not null, "decided_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "spot_check_item_institution_id_status_index" on "spot_check_item" ("institution_id", "status");
create index "spot_check_item_policy_id_index" on "spot_check_item" ("policy_id");
alter table "spot_check_item" add constraint "spot_check_item_spot_check_id_policy_id_unique" unique ("spot_check_id", "policy_id");
create table "spot_check_member" ("spot_check_id" uuid not null, "policy_id" uuid not null, "institution_id" uuid not null, "product_code" text not null, "amount" numeric(14,2) not null, "band" int not null, primary key ("spot_check_id", "policy_id"));
create index "spot_check_member_stratum" on "spot_check_member" ("spot_check_id", "institution_id", "product_code", "band");
create table "spot_check_stratum" ("spot_check_id" uuid not null, "institution_id" uuid not null, "product_code" text not null, "band" int not null, "population_count" int not null, "sample_count" int not null, "digest" text not null, primary key ("spot_check_id", "institution_id", "product_code", "band"));

-- References. The population of a draw is written by the hundred thousand, from rows that the same statement has just
-- read, and never changes: only its head is checked.

alter table policy_exclusion add foreign key (policy_id) references policy(id);
alter table policy_exclusion add foreign key (institution_id) references institution(id);
alter table policy_exclusion add foreign key (enterprise_id) references enterprise(id);
alter table spot_check add foreign key (programme_id) references programme(id);
alter table spot_check add foreign key (proposal_id) references subsidy_proposal(id);
alter table spot_check_stratum add foreign key (spot_check_id) references spot_check(id);
alter table spot_check_item add foreign key (spot_check_id) references spot_check(id);
alter table spot_check_item add foreign key (policy_id) references policy(id);
alter table spot_check_finding add foreign key (item_id) references spot_check_item(id);

-- Row security.

alter table "policy_exclusion" enable row level security;
create policy "read" on "policy_exclusion" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "policy_exclusion" for insert with check (((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM') and reason = 'BLOCKED') or ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR') and reason = 'FAILED_SPOT_CHECK'));
create policy "update" on "policy_exclusion" for update using (((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM') and reason = 'BLOCKED')) with check (((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM') and reason = 'BLOCKED'));
alter table "spot_check" enable row level security;
create policy "read" on "spot_check" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and (select nullif(current_setting('mianshen.subject', true), '')::uuid) = any (institution_ids)));
create policy "insert" on "spot_check" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR'));
alter table "spot_check_finding" enable row level security;
create policy "read" on "spot_check_finding" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or (((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) and confirmed));
create policy "insert" on "spot_check_finding" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR') and not confirmed);
create policy "update" on "spot_check_finding" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR'));
alter table "spot_check_item" enable row level security;
create policy "read" on "spot_check_item" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "spot_check_item" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR'));
create policy "update" on "spot_check_item" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR'));
alter table "spot_check_member" enable row level security;
create policy "read" on "spot_check_member" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "spot_check_member" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR'));
alter table "spot_check_stratum" enable row level security;
create policy "read" on "spot_check_stratum" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "spot_check_stratum" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'REGULATOR'));

-- More of a claim found false raises the recovery that is open; SCIENCE does that.
drop policy "update" on "recovery";
create policy "update" on "recovery" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'FINANCE')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'FINANCE'));

grant select, insert, update on policy_exclusion, spot_check_item, spot_check_finding to mianshen_gateway;
grant select, insert on spot_check, spot_check_member, spot_check_stratum to mianshen_gateway;
