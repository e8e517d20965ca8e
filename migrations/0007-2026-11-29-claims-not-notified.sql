-- without a transaction
create index concurrently claim_untold_granted on claim (granted_amount, id) where status = 'AWAITING_CLAIM' and told_at is null;
