-- without a transaction
create index concurrently claim_city_changed on claim (programme_id, region_code, (case when told_at is not null then 'NOTIFIED' when status = 'AWAITING_CLAIM' then 'NOT_NOTIFIED' else 'NOT_ASKED' end), status_changed_at, id);
