-- People who are verified by PLATFORM from scanned papers, where no register is connected.
create table "person_check" ("id" uuid not null default uuidv7(), "account_id" uuid not null, "sealed_person" text null, "person_digest" text not null, "person" text not null, "status" text not null, "requested_at" timestamptz not null, "checked_by" uuid null, "checked_at" timestamptz null, "decided_by" uuid null, "decided_at" timestamptz null, "reason" text null, "version" int not null default 1, primary key ("id"));
create index "person_check_account_id_index" on "person_check" ("account_id");
create index "person_check_open" on "person_check" ("requested_at", "id") where status in ('PENDING', 'CHECKED');
create index "person_check_kept" on "person_check" ("decided_at") where sealed_person is not null;

create table "identity_paper" ("id" uuid not null default uuidv7(), "account_id" uuid not null, "person_check_id" uuid null, "media_type" text not null, "sha256" text not null, "sealed_content" text not null, "uploaded_at" timestamptz not null, primary key ("id"));
create index "identity_paper_account_id_index" on "identity_paper" ("account_id");
create index "identity_paper_person_check_id_index" on "identity_paper" ("person_check_id");
create index "identity_paper_uploaded_at_index" on "identity_paper" ("uploaded_at");
grant select, insert, update on person_check to mianshen_gateway;
grant select, insert, update, delete on identity_paper to mianshen_gateway;
