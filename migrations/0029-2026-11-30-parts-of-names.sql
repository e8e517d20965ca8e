-- without a transaction
create index concurrently enterprise_name_parts on enterprise using gin (name_parts(name_key));
