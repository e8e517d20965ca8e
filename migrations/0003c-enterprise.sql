-- Who acts for an enterprise, and the accounts that it is paid to.

create table "authorisation" ("id" uuid not null default uuidv7(), "account_id" uuid not null, "media_type" text not null, "sha256" text not null, "sealed_content" text not null, "uploaded_at" timestamptz not null, primary key ("id"));
create index "authorisation_account_id_index" on "authorisation" ("account_id");
create table "bank_account" ("id" uuid not null default uuidv7(), "enterprise_id" uuid not null, "holder" text not null, "bank_name" text not null, "bank_code" text not null, "sealed_number" text not null, "last_four" text not null, "is_default" boolean not null default false, "added_at" timestamptz not null, "removed_at" timestamptz null, primary key ("id"));
create index "bank_account_enterprise_id_index" on "bank_account" ("enterprise_id");
create unique index "bank_account_enterprise_id_unique" on "bank_account" ("enterprise_id") where is_default and removed_at is null;
create table "enterprise_binding" ("id" uuid not null default uuidv7(), "account_id" uuid not null, "enterprise_id" uuid not null, "kind" text not null, "status" text not null, "person" text not null, "person_digest" text null, "authorisation_id" uuid null, "requested_at" timestamptz not null, "decided_at" timestamptz null, "reason" text null, "version" int not null default 1, primary key ("id"));
create index "enterprise_binding_enterprise_id_index" on "enterprise_binding" ("enterprise_id");
create unique index "enterprise_binding_account_id_enterprise_id_unique" on "enterprise_binding" ("account_id", "enterprise_id") where status in ('PENDING', 'ACTIVE');
alter table "authorisation" enable row level security;
create policy "read" on "authorisation" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'AUDITOR') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert" on "authorisation" for insert with check (((select current_setting('mianshen.role', true)) in ('SYSTEM', 'ENTERPRISE') and account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)));
alter table "bank_account" enable row level security;
create policy "read" on "bank_account" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "bank_account" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "update" on "bank_account" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid))) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
alter table "enterprise_binding" enable row level security;
create policy "read" on "enterprise_binding" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid) or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "enterprise_binding" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "enterprise_binding" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));

alter table enterprise_binding add foreign key (account_id) references account(id);
alter table enterprise_binding add foreign key (enterprise_id) references enterprise(id);
alter table enterprise_binding add foreign key (authorisation_id) references authorisation(id);
alter table bank_account add foreign key (enterprise_id) references enterprise(id);
grant select, insert, update on enterprise_binding, bank_account to mianshen_gateway;
grant select, insert on authorisation to mianshen_gateway;

-- Registering one gives a role as well, so it is the gateway's own doing.

drop policy "insert" on "institution";
create policy "insert" on "institution" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));

-- The catalogue is everybody's to read and nobody's to change.

alter table "calendar_day" enable row level security;
create policy "read" on "calendar_day" for select using (true);
create policy "insert" on "calendar_day" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "calendar_day" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "qualification_kind" enable row level security;
create policy "read" on "qualification_kind" for select using (true);
create policy "insert" on "qualification_kind" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "qualification_kind" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "region" enable row level security;
create policy "read" on "region" for select using (true);
create policy "insert" on "region" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "region" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
