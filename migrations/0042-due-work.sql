-- Jobs sleep until something is due. What becomes due by writing is notified; what becomes due by time is found by an
-- index.

create function note_due() returns trigger language plpgsql as $$
begin
  perform pg_notify('due', '');
  return null;
end $$;

create trigger note_due after insert or update of status on proposal_run
  for each statement execute function note_due();
create trigger note_due after insert on text_message
  for each statement execute function note_due();
create trigger note_due after insert on webhook_delivery
  for each statement execute function note_due();

-- A delivery that waits for an earlier one of the same object is not due, whatever its time.
alter table webhook_delivery add column blocked boolean not null default false;
update webhook_delivery as later set blocked = true
where status = 'PENDING' and exists (
  select from webhook_delivery as earlier
  where earlier.webhook_id = later.webhook_id and earlier.subject_id = later.subject_id
    and earlier.position < later.position and earlier.status = 'PENDING');
drop index webhook_delivery_next_attempt_at_index;
create index webhook_delivery_webhook_id_next_attempt_at_index on webhook_delivery (webhook_id, next_attempt_at)
  where status = 'PENDING' and not blocked;
create trigger note_replay after update of status on webhook_delivery
  for each row when (old.status <> 'PENDING' and new.status = 'PENDING') execute function note_due();
