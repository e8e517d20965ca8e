-- Gateways follow revocations by the transactions that wrote them: no clock is compared, and none is missed because its
-- transaction ended after a later one.

alter table revocation add column changed_by xid8 not null default pg_current_xact_id();
create index revocation_changed_by_index on revocation (changed_by);

create function note_revocations() returns trigger language plpgsql as $$
begin
  perform pg_notify('revocation', '');
  return null;
end $$;

create trigger note_revocations after insert or update on revocation
  for each statement execute function note_revocations();
