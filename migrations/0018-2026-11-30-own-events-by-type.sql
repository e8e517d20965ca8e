-- without a transaction
create index concurrently event_seal_institution_type on event_seal (institution_id, type, "position") where institution_id is not null;
