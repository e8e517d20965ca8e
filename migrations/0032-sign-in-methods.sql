-- Wrong codes and wrong passwords are counted apart: nobody locks another's password by typing wrong codes.

alter table "sign_in_failure" add "method" text not null default 'PASSWORD';
alter table "sign_in_failure" alter "method" drop default;
