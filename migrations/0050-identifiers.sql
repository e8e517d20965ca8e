-- Identifiers are stored in one form; what was sent in another is kept beside it.
alter table "policy" add column "as_sent" jsonb null;

-- How a file was read, and how many of its accepted rows carry a warning.
alter table "submission" add column "notes" jsonb not null default '[]', add column "warning_count" int not null default 0;
