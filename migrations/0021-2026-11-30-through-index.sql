-- A value that the planner knows, dear to compare with each row: it then takes an index that begins there before one that walks all rows.
create function through_index(value text) returns text
language plpgsql stable parallel safe cost 1000 as $$
begin
  return value;
end $$;
revoke execute on function through_index(text) from public;
grant execute on function through_index(text) to mianshen_gateway;
