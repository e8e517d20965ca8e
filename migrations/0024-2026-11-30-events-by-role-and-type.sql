-- without a transaction
create index concurrently event_seal_institution_kind on event_seal (institution_id, actor_role, type, "position") where institution_id is not null;
