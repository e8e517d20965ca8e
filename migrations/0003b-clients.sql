-- Clients: machines of institutions, front-ends of other teams, and what the OAuth server keeps.

create table "front_end" ("id" uuid not null default uuidv7(), "name" text not null, "redirect_uris" text[] not null, "scopes" text[] not null, "registered_at" timestamptz not null, "revoked_at" timestamptz null, primary key ("id"));
create table "machine_credential" ("id" uuid not null default uuidv7(), "institution_id" uuid not null, "name" text not null, "method" text not null, "secret_digest" text null, "jwks" jsonb null, "scopes" text[] not null, "issued_by" uuid null, "issued_at" timestamptz not null, "expires_at" timestamptz not null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, primary key ("id"));
create index "machine_credential_institution_id_index" on "machine_credential" ("institution_id");
create table "oauth_state" ("model" text not null, "id_digest" text not null, "sealed_payload" text not null, "grant_id" text null, "uid" text null, "consumed_at" timestamptz null, "expires_at" timestamptz null, primary key ("model", "id_digest"));
create index "oauth_state_uid_index" on "oauth_state" ("uid");
create index "oauth_state_expires_at_index" on "oauth_state" ("expires_at");
create index "oauth_state_grant_id_index" on "oauth_state" ("grant_id") where grant_id is not null;
alter table "front_end" enable row level security;
create policy "read" on "front_end" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'AUDITOR'));
create policy "insert" on "front_end" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
create policy "update" on "front_end" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));
alter table "machine_credential" enable row level security;
create policy "read" on "machine_credential" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "machine_credential" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "update" on "machine_credential" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid))) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
alter table "oauth_state" enable row level security;
create policy "read" on "oauth_state" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "insert" on "oauth_state" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "oauth_state" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "oauth_state" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "institution" add "registered_at" timestamptz null, add "registered_by" uuid null, add "science_confirmed_at" timestamptz null, add "science_confirmed_by" uuid null, add "regulator_confirmed_at" timestamptz null, add "regulator_confirmed_by" uuid null, add "reason" text null, add "version" int not null default 1;

alter table machine_credential add foreign key (institution_id) references institution(id);
grant select, insert, update on machine_credential, front_end to mianshen_gateway;
grant select, insert, update, delete on oauth_state to mianshen_gateway;
