-- Publicity, objections, claims, payment, recovery and webhooks.
-- Tables and row security are as the entities declare them; the rest is written by hand.

alter table "programme" add "objection_working_days" int not null default 5;
alter table "claim" add "correction_cut" numeric(14,2) not null default '0', add "claim_by" date null, add "reminded_at" timestamptz null;

create table "contact_challenge" ("id" uuid not null, "notice_id" uuid not null, "contact_digest" text not null, "sealed_contact" text not null, "code_digest" text not null, "sent_at" timestamptz not null, "expires_at" timestamptz not null, "tries" int not null default 0, primary key ("id"));
create index "contact_challenge_contact_digest_sent_at_index" on "contact_challenge" ("contact_digest", "sent_at");

create table "objection" ("id" uuid not null, "notice_id" uuid not null, "credit_code" text null, "status" text not null, "filed_at" timestamptz not null, "decide_by" date not null, "ended_at" timestamptz null, "decided_by" uuid null, "reason" text null, "reminded_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "objection_open" on "objection" ("decide_by") where status = 'OPEN';
create index "objection_notice_id_credit_code_index" on "objection" ("notice_id", "credit_code");

create table "objection_attachment" ("id" uuid not null, "challenge_id" uuid not null, "sha256" text not null, "media_type" text not null, "size" int not null, primary key ("id"));
create index "objection_attachment_challenge_id_index" on "objection_attachment" ("challenge_id");

create table "objection_filing" ("objection_id" uuid not null, "challenge_id" uuid not null, "sealed_name" text not null, "sealed_contact" text not null, "statement" text not null, "receipt_digest" text not null, primary key ("objection_id"));
alter table "objection_filing" add constraint "objection_filing_challenge_id_unique" unique ("challenge_id");
alter table "objection_filing" add constraint "objection_filing_receipt_digest_unique" unique ("receipt_digest");

create table "release_institution" ("release_id" uuid not null, "name" text not null, "recipient_count" int not null, primary key ("release_id", "name"));

create table "statement_of_truth" ("version" int not null, "text" text not null, "issued_at" timestamptz not null, primary key ("version"));

create table "claim_application" ("id" uuid not null, "claim_id" uuid not null, "enterprise_id" uuid not null, "holder" text not null, "bank_name" text not null, "bank_code" text not null, "sealed_number" text not null, "last_four" text not null, "statement_version" int not null, "statement_text" text not null, "accepted_by" uuid not null, "accepted_at" timestamptz not null, primary key ("id"));
create index "claim_application_claim_id_accepted_at_index" on "claim_application" ("claim_id", "accepted_at");

create table "payment_batch" ("id" uuid not null default uuidv7(), "programme_id" uuid not null, "number" int not null, "status" text not null, "line_count" int not null default 0, "open_count" int not null default 0, "paid_count" int not null default 0, "failed_count" int not null default 0, "total_amount" numeric(16,2) not null default '0', "open_amount" numeric(16,2) not null default '0', "paid_amount" numeric(16,2) not null default '0', "failed_amount" numeric(16,2) not null default '0', "ordered_by" uuid not null, "ordered_at" timestamptz not null, "released_by" uuid null, "released_at" timestamptz null, "settled_at" timestamptz null, "version" int not null default 1, primary key ("id"));
alter table "payment_batch" add constraint "payment_batch_programme_id_number_unique" unique ("programme_id", "number");
alter table "payment_batch" add constraint "payment_batch_reconciles" check (total_amount = open_amount + paid_amount + failed_amount and line_count = open_count + paid_count + failed_count);

create table "payment_line" ("id" uuid not null default uuidv7(), "batch_id" uuid not null, "claim_id" uuid not null, "application_id" uuid not null, "enterprise_id" uuid not null, "reference" text not null, "amount" numeric(14,2) not null, "status" text not null, "reason" text null, "bank_reference" text null, "settled_at" timestamptz null, primary key ("id"));
create index "payment_line_enterprise_id_index" on "payment_line" ("enterprise_id");
create unique index "payment_line_live_unique" on "payment_line" ("claim_id") where status in ('OPEN', 'PAID');
alter table "payment_line" add constraint "payment_line_batch_id_reference_unique" unique ("batch_id", "reference");

create table "payment_file" ("batch_id" uuid not null, "format" text not null, "sha256" text not null, "sealed_content" text not null, primary key ("batch_id", "format"));

create table "recovery" ("id" uuid not null default uuidv7(), "programme_id" uuid not null, "claim_id" uuid not null, "name" text not null, "credit_code" text not null, "amount" numeric(14,2) not null, "repaid" numeric(14,2) not null default '0', "status" text not null, "reason" text not null, "repay_by" date not null, "opened_at" timestamptz not null, "closed_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "recovery_programme_id_credit_code_index" on "recovery" ("programme_id", "credit_code");
alter table "recovery" add constraint "recovery_claim_id_unique" unique ("claim_id");
alter table "recovery" add constraint "recovery_not_overpaid" check (repaid <= amount);

create table "repayment" ("id" uuid not null default uuidv7(), "recovery_id" uuid not null, "enterprise_id" uuid not null, "amount" numeric(14,2) not null, "received_on" date not null, "bank_reference" text not null, primary key ("id"));
alter table "repayment" add constraint "repayment_recovery_id_bank_reference_unique" unique ("recovery_id", "bank_reference");

create table "webhook" ("id" uuid not null, "account_id" uuid not null, "role" text not null, "subject_id" uuid null, "url" text not null, "types" text[] not null, "sealed_secret" text not null, "position" bigint not null, "registered_at" timestamptz not null, "removed_at" timestamptz null, primary key ("id"));
create index "webhook_account_id_index" on "webhook" ("account_id");

create table "webhook_delivery" ("id" uuid not null default uuidv7(), "webhook_id" uuid not null, "account_id" uuid not null, "position" bigint not null, "subject_id" uuid not null, "body" text not null, "status" text not null, "next_attempt_at" timestamptz not null, "delivered_at" timestamptz null, "attempt_count" int not null default 0, primary key ("id"));
create index "webhook_delivery_webhook_id_subject_id_position_index" on "webhook_delivery" ("webhook_id", "subject_id", "position");
create index "webhook_delivery_next_attempt_at_index" on "webhook_delivery" ("next_attempt_at") where status = 'PENDING';
alter table "webhook_delivery" add constraint "webhook_delivery_webhook_id_position_unique" unique ("webhook_id", "position");

create table "webhook_attempt" ("id" uuid not null default uuidv7(), "delivery_id" uuid not null, "account_id" uuid not null, "started_at" timestamptz not null, "http_status" int null, "failure" text null, primary key ("id"));
create index "webhook_attempt_delivery_id_started_at_index" on "webhook_attempt" ("delivery_id", "started_at");

-- References.

alter table contact_challenge add foreign key (notice_id) references publicity_notice(id);
alter table objection add foreign key (notice_id) references publicity_notice(id);
alter table objection_filing add foreign key (objection_id) references objection(id);
alter table objection_filing add foreign key (challenge_id) references contact_challenge(id);
alter table objection_attachment add foreign key (challenge_id) references contact_challenge(id);
alter table release_institution add foreign key (release_id) references notice_release(id);
alter table claim_application add foreign key (claim_id) references claim(id);
alter table claim_application add foreign key (statement_version) references statement_of_truth(version);
alter table payment_batch add foreign key (programme_id) references programme(id);
alter table payment_line add foreign key (batch_id) references payment_batch(id);
alter table payment_line add foreign key (claim_id) references claim(id);
alter table payment_line add foreign key (application_id) references claim_application(id);
alter table payment_file add foreign key (batch_id) references payment_batch(id);
alter table recovery add foreign key (claim_id) references claim(id);
alter table repayment add foreign key (recovery_id) references recovery(id);
alter table webhook_delivery add foreign key (webhook_id) references webhook(id);
alter table webhook_attempt add foreign key (delivery_id) references webhook_delivery(id);

-- The statement that enterprises accept (annex 2 three). The words are ours until the department gives its own.

insert into statement_of_truth (version, text, issued_at) values (1,
  '本企业承诺：所确认的企业信息、保险信息和收款账户信息真实、准确、完整，不存在虚构保险、重复享受财政补贴等情形；如有不实，愿退回全部补贴资金并承担相应法律责任。',
  '2025-01-01 00:00:00+08');

-- Jobs look for what is due by its day.

create index claim_claim_by on claim (claim_by) where status = 'AWAITING_CLAIM';
create index claim_payment_failed on claim (id) where status = 'PAYMENT_FAILED';
create index publicity_notice_open on publicity_notice (closes_on) where status = 'OPEN';

-- Corrections of a published list are public like the list.
-- (the policy "read" on event is written again below)

-- Row security.

alter table "contact_challenge" enable row level security;
create policy "read" on "contact_challenge" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "insert" on "contact_challenge" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "contact_challenge" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "objection" enable row level security;
create policy "read" on "objection" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'AUDITOR') or status in ('UPHELD', 'DISMISSED'));
create policy "insert" on "objection" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "objection" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
alter table "objection_attachment" enable row level security;
create policy "read" on "objection_attachment" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
create policy "insert" on "objection_attachment" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "objection_filing" enable row level security;
create policy "read" on "objection_filing" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
create policy "insert" on "objection_filing" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
alter table "release_institution" enable row level security;
create policy "read" on "release_institution" for select using (true);
create policy "insert" on "release_institution" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
alter table "statement_of_truth" enable row level security;
create policy "read" on "statement_of_truth" for select using (true);
create policy "insert" on "statement_of_truth" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
alter table "claim_application" enable row level security;
create policy "read" on "claim_application" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "claim_application" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
alter table "payment_batch" enable row level security;
create policy "read" on "payment_batch" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR'));
create policy "insert" on "payment_batch" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
create policy "update" on "payment_batch" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'FINANCE')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE', 'FINANCE'));
alter table "payment_line" enable row level security;
create policy "read" on "payment_line" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "payment_line" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
create policy "update" on "payment_line" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE'));
alter table "payment_file" enable row level security;
create policy "read" on "payment_file" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE'));
create policy "insert" on "payment_file" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE'));
alter table "recovery" enable row level security;
create policy "read" on "recovery" for select using (true);
create policy "insert" on "recovery" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'SCIENCE'));
create policy "update" on "recovery" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE')) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE'));
alter table "repayment" enable row level security;
create policy "read" on "repayment" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert" on "repayment" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'FINANCE'));
alter table "webhook" enable row level security;
create policy "read" on "webhook" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert" on "webhook" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "update" on "webhook" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
alter table "webhook_delivery" enable row level security;
create policy "read" on "webhook_delivery" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert" on "webhook_delivery" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "update" on "webhook_delivery" for update using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) with check ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
alter table "webhook_attempt" enable row level security;
create policy "read" on "webhook_attempt" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert" on "webhook_attempt" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM'));

drop policy "read" on "event";
create policy "read" on "event" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR') or ((select current_setting('mianshen.role', true)) = 'INSURER' and institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or ((select current_setting('mianshen.role', true)) = 'ENTERPRISE' and enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or type in ('NOTICE_PUBLISHED', 'NOTICE_CORRECTED', 'NOTICE_CLOSED'));

grant select, insert, update on contact_challenge, objection, objection_filing, objection_attachment,
  release_institution, statement_of_truth, claim_application, payment_batch, payment_line, payment_file, recovery,
  repayment, webhook, webhook_delivery, webhook_attempt to mianshen_gateway;
revoke update on objection_filing, objection_attachment, release_institution, statement_of_truth, claim_application,
  payment_file, repayment, webhook_attempt from mianshen_gateway;
