-- Lists that the platform imports: the company register, and the departments' lists of qualified companies. Each import is
-- a dated snapshot with its difference from what was known; it counts once a second person has confirmed it.

create table "list_import" ("id" uuid not null default uuidv7(), "kind" text not null, "mode" text not null, "source" text not null, "list_date" date not null, "status" text not null, "file_name" text null, "file_format" text null, "file_size" int not null, "sha256" text not null, "idempotency_key" text null, "headings" text[] null, "row_count" int not null default 0, "failed_count" int not null default 0, "added_count" int not null default 0, "changed_count" int not null default 0, "removed_count" int not null default 0, "unchanged_count" int not null default 0, "older_count" int not null default 0, "bytes_read" int not null default 0, "fault_found" jsonb null, "attempts" int not null default 0, "uploaded_by" uuid not null, "uploaded_at" timestamptz not null, "checked_at" timestamptz null, "decided_by" uuid null, "decided_at" timestamptz null, "applied_at" timestamptz null, "reason" text null, "version" int not null default 1, primary key ("id"));
create unique index "list_import_uploaded_by_idempotency_key_unique" on "list_import" ("uploaded_by", "idempotency_key") where idempotency_key is not null;
create index "list_import_unfinished" on "list_import" ("uploaded_at") where status in ('QUEUED', 'CHECKING', 'CONFIRMED');

create table "list_import_row" ("import_id" uuid not null, "key" text not null, "row_number" int null, "credit_code" text not null, "change" text not null, "entry" jsonb not null, "previous" jsonb null, "sealed_phone" text null, primary key ("import_id", "key"));
create table "list_import_failure" ("import_id" uuid not null, "row_number" int not null, "refusals" jsonb not null, "sent" text[] not null, primary key ("import_id", "row_number"));

alter table list_import_row add foreign key (import_id) references list_import(id);
alter table list_import_failure add foreign key (import_id) references list_import(id);
alter table registered_company add foreign key (import_id) references list_import(id);
alter table "registered_company" add column "phone_digest" text null;
alter table "qualification" add column "import_id" uuid null;
alter table qualification add foreign key (import_id) references list_import(id);
create index "qualification_source_index" on "qualification" ("source");

grant select, insert, update on list_import to mianshen_gateway;
grant select, insert, update, delete on list_import_row to mianshen_gateway;
grant select, insert, delete on list_import_failure to mianshen_gateway;
grant delete on qualification to mianshen_gateway;
