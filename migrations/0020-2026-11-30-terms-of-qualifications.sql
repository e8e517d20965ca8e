-- without a transaction
create index concurrently qualification_kind_term on qualification (kind, (valid_until - valid_from));
