-- A webhook names the grant that it rests on, and ends with it.

alter table "webhook" add "grant_kind" text not null default 'ROLE', add "grant_keys" text[] not null default '{}',
  add "granted_at" timestamptz not null default now(), add "grant_ends_at" timestamptz null, add "removed_because" text null;
alter table "webhook" alter "grant_kind" drop default, alter "grant_keys" drop default, alter "granted_at" drop default;
update "webhook" set "removed_because" = 'REMOVED' where "removed_at" is not null;
create index "webhook_subject_id_index" on "webhook" ("subject_id");
