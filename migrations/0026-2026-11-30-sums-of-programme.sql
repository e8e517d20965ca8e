-- without a transaction
create index concurrently policy_programme_sums on policy (programme_id, outcome, accepted_at, id) include (premium, refunded, enterprise_id, status, incomplete);
