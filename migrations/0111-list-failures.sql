-- As for submissions: an attempt counts when it begins, a failure when it broke off while gateway and database went on.
alter table "list_import" add column "failures" int not null default 0;
