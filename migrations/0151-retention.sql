-- What was deleted under each rule of retention.
create table "retention_run" ("rule" text not null, "deleted_count" int not null, "last_run_at" timestamptz not null, "last_deleted_at" timestamptz null, primary key ("rule"));
grant select, insert, update on retention_run to mianshen_gateway;
