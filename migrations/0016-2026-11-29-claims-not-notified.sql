-- without a transaction
create index concurrently claim_untold_programme_changed on claim (programme_id, status_changed_at, id) where status = 'AWAITING_CLAIM' and told_at is null;
