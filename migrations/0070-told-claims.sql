-- Nobody gives up a subsidy without having been told: delivery reports of text messages, and service notices (公告送达)
-- for the companies that no message reaches.
alter table "text_message" add column "contact_source" text null, add column "delivered_at" timestamptz null, add column "delivery_report" text null;
create index "text_message_enterprise_id_programme_id_index" on "text_message" ("enterprise_id", "programme_id");
drop index "text_message_enterprise_id_index";

alter table "claim" add column "told_at" timestamptz null, add column "told_by" text null;
-- Deadlines are looked for by the day alone: one scan of the claims that are due, whatever waits besides.
drop index "claim_claim_by";
create index "claim_expiring" on "claim" ("claim_by") where status = 'AWAITING_CLAIM' and told_at is not null and reminded_at is not null;
create index "claim_to_remind" on "claim" ("claim_by") where status = 'AWAITING_CLAIM' and reminded_at is null;
create index "claim_untold" on "claim" ("programme_id", "id") where status = 'AWAITING_CLAIM' and told_at is null;

create table "service_notice" ("id" uuid not null default uuidv7(), "programme_id" uuid not null, "status" text not null, "title" text not null, "text" text not null, "line_count" int not null default 0, "prepared_by" uuid not null, "prepared_at" timestamptz not null, "published_by" uuid null, "published_at" timestamptz null, "claim_by" date null, "version" int not null default 1, primary key ("id"));
alter table "service_notice" add constraint "service_notice_programme" foreign key ("programme_id") references "programme" ("id");
create index "service_notice_programme_id_index" on "service_notice" ("programme_id");

create table "service_notice_line" ("service_notice_id" uuid not null, "claim_id" uuid not null, "enterprise_id" uuid not null, "credit_code" text not null, "name" text not null, "published_at" timestamptz null, primary key ("service_notice_id", "claim_id"));
alter table "service_notice_line" add constraint "service_notice_line_notice" foreign key ("service_notice_id") references "service_notice" ("id");
create index "service_notice_line_listed" on "service_notice_line" ("service_notice_id", "credit_code");
grant select, insert, update on service_notice, service_notice_line to mianshen_gateway;
