-- without a transaction
create index concurrently claim_untold_changed on claim (status_changed_at, id) where status = 'AWAITING_CLAIM' and told_at is null;
