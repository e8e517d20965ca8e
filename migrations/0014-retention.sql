-- Answers to idempotency keys are forgotten when nobody retries any more.
create index "idempotency_record_recorded_at_index" on "idempotency_record" ("recorded_at");

drop policy "read" on "idempotency_record";
create policy "read" on "idempotency_record" for select using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid) or (select current_setting('mianshen.role', true)) in ('SYSTEM'));
create policy "delete" on "idempotency_record" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM'));
grant delete on idempotency_record to mianshen_gateway;
