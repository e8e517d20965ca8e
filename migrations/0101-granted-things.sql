-- What goes on after the request that began it, with the grant that it rests on.
create table "granted_thing" ("kind" text not null, "id" text not null, "account_id" uuid not null, "role" text not null, "subject_id" uuid null, "grant_kind" text not null, "grant_keys" text[] not null, "granted_at" timestamptz not null, "grant_ends_at" timestamptz null, primary key ("kind", "id"));
grant select, insert, update, delete on granted_thing to mianshen_gateway;
