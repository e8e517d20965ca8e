-- What was refunded of a policy is part of what was paid for it, whichever way a row comes in.
alter table policy add constraint policy_refunded_within_premium check (refunded >= 0 and refunded <= premium);
