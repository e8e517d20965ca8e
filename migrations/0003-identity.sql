-- Who is asking: text messages, accounts and their codes, credentials, bindings, bank accounts.

create table "text_message" ("id" uuid not null, "sealed_phone" text not null, "last_four" text not null, "template" text not null, "sealed_parameters" text null, "enterprise_id" uuid null, "programme_id" uuid null, "status" text not null, "attempts" int not null default 0, "created_at" timestamptz not null, "next_attempt_at" timestamptz not null, "sent_at" timestamptz null, "useless_after" timestamptz null, "provider_answer" text null, primary key ("id"));
create index "text_message_enterprise_id_index" on "text_message" ("enterprise_id");
create index "text_message_next_attempt_at_index" on "text_message" ("next_attempt_at") where status = 'PENDING';
alter table "text_message" enable row level security;
create policy "read" on "text_message" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'AUDITOR'));
create policy "insert" on "text_message" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE'));
create policy "update" on "text_message" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));

grant select, insert, update on text_message to mianshen_gateway;

-- Accounts: what nobody but the gateway reads of them, codes that were sent, and what was revoked.

create table "account_secret" ("account_id" uuid not null, "phone_digest" text not null, "sealed_phone" text not null, "password_digest" text null, "sealed_person" text null, "person_digest" text null, primary key ("account_id"));
create index "account_secret_person_digest_index" on "account_secret" ("person_digest");
alter table "account_secret" add constraint "account_secret_phone_digest_unique" unique ("phone_digest");
create table "one_time_code" ("id" uuid not null, "purpose" text not null, "target_digest" text null, "address_digest" text not null, "code_digest" text not null, "tries" int not null default 0, "created_at" timestamptz not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"));
create index "one_time_code_address_digest_created_at_index" on "one_time_code" ("address_digest", "created_at");
create index "one_time_code_target_digest_created_at_index" on "one_time_code" ("target_digest", "created_at");
create table "revocation" ("key" text not null, "revoked_at" timestamptz not null, primary key ("key"));
create index "revocation_revoked_at_index" on "revocation" ("revoked_at");
create table "sign_in_failure" ("id" uuid not null default uuidv7(), "phone_digest" text not null, "address_digest" text not null, "failed_at" timestamptz not null, primary key ("id"));
create index "sign_in_failure_address_digest_failed_at_index" on "sign_in_failure" ("address_digest", "failed_at");
create index "sign_in_failure_phone_digest_failed_at_index" on "sign_in_failure" ("phone_digest", "failed_at");
alter table "account_secret" enable row level security;
create policy "read" on "account_secret" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "insert" on "account_secret" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "account_secret" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "one_time_code" enable row level security;
create policy "read" on "one_time_code" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "insert" on "one_time_code" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "one_time_code" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "revocation" enable row level security;
create policy "read" on "revocation" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "insert" on "revocation" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "revocation" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "sign_in_failure" enable row level security;
create policy "read" on "sign_in_failure" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "insert" on "sign_in_failure" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "account" add "person_verified_at" timestamptz null;

alter table account_secret add foreign key (account_id) references account(id);
grant select, insert, update on account_secret, one_time_code, revocation to mianshen_gateway;
grant select, insert on sign_in_failure to mianshen_gateway;
