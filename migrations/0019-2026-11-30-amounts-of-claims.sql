-- without a transaction
create index concurrently claim_fen on claim (((granted_amount * 100)::bigint));
