-- What runs with rights of its own runs as a role that owns no table and logs in nowhere, no longer as the owner of all of
-- them: row security can be forced then. The role has the tables and nothing else of the database; which rows, its
-- functions say. Tables of later migrations are included.

grant usage on schema public, feed to mianshen_definer;
grant select, insert, update, delete on all tables in schema public to mianshen_definer;
revoke insert, update, delete on migration from mianshen_definer;
grant usage, select on all sequences in schema public to mianshen_definer;
alter default privileges in schema public grant select, insert, update, delete on tables to mianshen_definer;
alter default privileges in schema public grant usage, select on sequences to mianshen_definer;
grant execute on all functions in schema public to mianshen_definer;
alter default privileges in schema public grant execute on functions to mianshen_definer;
