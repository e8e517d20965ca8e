-- Work on lists waits for notice, as other work does; it looked every five seconds, over a connection of its own.
create function note_list_due() returns trigger language plpgsql as $$
begin
  perform pg_notify('list_due', '');
  return null;
end $$;

create trigger note_list_due after insert or update of status on list_import
  for each statement execute function note_list_due();
