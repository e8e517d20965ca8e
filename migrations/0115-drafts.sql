-- Programmes, rules and calendars are prepared by one person, approved by both departments, and then in force.
create table "draft" ("id" uuid not null default uuidv7(), "kind" text not null, "status" text not null, "programme_id" uuid null, "programme_code" text null, "calendar_year" int null, "based_on" int not null, "content" jsonb not null, "previous" jsonb null, "contradictions" jsonb not null, "in_force_from" timestamptz null, "prepared_by" uuid not null, "prepared_at" timestamptz not null, "science_approved_by" uuid null, "science_approved_at" timestamptz null, "regulator_approved_by" uuid null, "regulator_approved_at" timestamptz null, "in_force_at" timestamptz null, "closed_by" uuid null, "closed_at" timestamptz null, "reason" text null, "version" int not null default 1, primary key ("id"));
create index "draft_listed" on "draft" ("prepared_at", "id");
create index "draft_of_programme" on "draft" ("programme_code", "prepared_at", "id");
create index "draft_of_year" on "draft" ("calendar_year", "prepared_at", "id");
create index "draft_due" on "draft" ("in_force_from") where status = 'APPROVED';
grant select, insert, update on draft to mianshen_gateway;

-- What was issued with the programme, and under which document and from when a version of its rules holds.
alter table "programme" add column "notice" jsonb null;
alter table "programme_rules" add column "document_number" text null, add column "in_force_at" timestamptz null;
update programme_rules set document_number = programme.document_number from programme where programme.id = programme_id;
alter table "programme_rules" alter column "document_number" set not null;

create table "programme_attachment" ("id" uuid not null default uuidv7(), "file_name" text not null, "media_type" text not null, "sha256" text not null, "size" int not null, "published" boolean not null default false, "uploaded_by" uuid not null, "uploaded_at" timestamptz not null, primary key ("id"));
grant select, insert, update on programme_attachment to mianshen_gateway;
