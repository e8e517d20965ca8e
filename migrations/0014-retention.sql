-- What nobody needs any more is forgotten: answers to idempotency keys, codes, and failed sign-ins.
create index "idempotency_record_recorded_at_index" on "idempotency_record" ("recorded_at");
create index "one_time_code_created_at_index" on "one_time_code" ("created_at");
create index "sign_in_failure_failed_at_index" on "sign_in_failure" ("failed_at");

drop policy "read" on "idempotency_record";
create policy "read" on "idempotency_record" for select using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid) or (select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "idempotency_record" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "one_time_code" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "sign_in_failure" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
grant delete on idempotency_record, one_time_code, sign_in_failure to mianshen_gateway;
