-- Rules of "one at a time" hold in the database, too, whatever comes at the same moment.
create unique index "person_check_open_once" on "person_check" ("account_id") where status in ('PENDING', 'CHECKED');
create unique index "service_notice_prepared_once" on "service_notice" ("programme_id") where status = 'PREPARED';
