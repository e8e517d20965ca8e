-- without a transaction
create index concurrently claim_untold_waiting on claim (programme_id, claim_by, status_changed_at, id) where status = 'AWAITING_CLAIM' and told_at is null;
