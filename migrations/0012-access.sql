-- Limits that hold at the same moment and by address; what has ended is forgotten.

alter table "contact_challenge" add "address_digest" text not null default '';
create index "contact_challenge_address_digest_sent_at_index" on "contact_challenge" ("address_digest", "sent_at");

create index "one_time_code_expires_at_index" on "one_time_code" ("expires_at");
create index "sign_in_failure_failed_at_index" on "sign_in_failure" ("failed_at");
create policy "delete" on "one_time_code" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "sign_in_failure" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
grant delete on one_time_code, sign_in_failure to mianshen_gateway;
