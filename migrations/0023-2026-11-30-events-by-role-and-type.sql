-- without a transaction
create index concurrently event_seal_role_type on event_seal (actor_role, type, "position");
