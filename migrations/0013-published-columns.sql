-- What was published, filed, ordered or asked back stays as it was, even for the gateway: it may write only the columns
-- that a later step fills in, or raises.

revoke update on publicity_notice, objection, recovery, payment_line from mianshen_gateway;
grant update (status, closed_at, version) on publicity_notice to mianshen_gateway;
grant update (status, ended_at, decided_by, reason, reminded_at, version) on objection to mianshen_gateway;
grant update (amount, repay_by, repaid, status, closed_at, version) on recovery to mianshen_gateway;
grant update (status, reason, bank_reference, settled_at) on payment_line to mianshen_gateway;

-- Offices see the text messages to enterprises and how far they came. Codes are nobody's business: one that confirms an
-- objector's contact would point to the objector.

drop policy "read" on "text_message";
create policy "read" on "text_message" for select using ((select current_setting('mianshen.role', true)) in ('SYSTEM') or ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'AUDITOR') and enterprise_id is not null));

-- The platform enters the working days of a further year when the State Council has arranged them.

drop policy "insert" on "calendar_day";
create policy "insert" on "calendar_day" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PLATFORM'));



-- An auditor may follow events by webhook, and that they do is in the log.

drop policy "insert" on "event";
create policy "insert" on "event" for insert with check ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE') or ((select current_setting('mianshen.role', true)) in ('SYSTEM', 'AUDITOR') and type in ('WEBHOOK_REGISTERED', 'WEBHOOK_REMOVED')));
