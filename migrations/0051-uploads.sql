-- Files that wait to be worked on are in the database, where every gateway finds them.
create table "upload" ("id" uuid not null, "size" int not null, "keep_until" timestamptz not null, primary key ("id"));
create index "upload_keep_until_index" on "upload" ("keep_until");
create table "upload_chunk" ("upload_id" uuid not null, "number" int not null, "bytes" bytea not null, primary key ("upload_id", "number"));
alter table upload_chunk add foreign key (upload_id) references upload(id) on delete cascade;
-- Files are compressed already, or are read once: to compress the pieces costs more than it saves.
alter table upload_chunk alter column bytes set storage external;
alter table upload enable row level security;
alter table upload_chunk enable row level security;
grant select, insert, delete on upload, upload_chunk to mianshen_gateway;

-- An attempt counts when it begins; one that gets further than those before counts as the first. What is known to have
-- failed because of the file counts beside that.
alter table "submission" add column "upload_id" uuid null, add column "furthest_row" int not null default 0, add column "failures" int not null default 0;
