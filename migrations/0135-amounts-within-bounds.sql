-- Amounts and shares that no path may write otherwise, whatever checks a row before.
alter table policy add constraint policy_share_is_a_part check (share > 0 and share <= 100);
alter table policy add constraint policy_ends_after_start check (ends_on >= starts_on);
alter table policy_refund add constraint policy_refund_positive check (amount > 0);
alter table recovery add constraint recovery_positive check (amount > 0);
alter table repayment add constraint repayment_positive check (amount > 0);
alter table claim add constraint claim_not_negative check (granted_amount >= 0);
