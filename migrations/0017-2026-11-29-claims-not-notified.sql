-- without a transaction
drop index concurrently claim_untold;
