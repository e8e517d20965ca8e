-- The pairs of characters of a name, and each character alone, so that an index finds both. Its cost keeps the planner from calling it
-- for rows where that index has the answer.
create function name_parts(words text) returns text[]
language sql immutable strict parallel safe cost 1000 set search_path = pg_catalog as $$
  select array_agg(distinct substr(lower(words), place, length))
  from generate_series(1, char_length(words)) as place cross join generate_series(1, 2) as length
$$;

-- Companies whose names have some words, of one institution or of all; null where so many names have them that a scan in order finds the
-- next one soon. A word is a list of spellings. Under row security a search cannot begin in the index of names, since its operator is
-- not leakproof. A sample of the names shows first whether the words are frequent, since the index reads all that have their parts. It
-- is scanned by this process alone: to start another one takes longer.
create function companies_with_words(words jsonb, institution uuid, most int) returns uuid[]
language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off set enable_indexscan = off set max_parallel_workers_per_gather = 0 as $$
declare
  percent real := (select least(100, 100 * 400 / greatest(reltuples, 1)) from pg_class where oid = 'enterprise'::regclass);
  in_index text;
  in_name text;
  matches int;
  found uuid[];
begin
  with each_word as (
    select string_agg(format('name_parts(name_key) @> bigrams(%L)', spelling), ' or ') as in_index,
      string_agg(format('strpos(name_key, %L) > 0', spelling), ' or ') as in_name
    from jsonb_array_elements(words) with ordinality as word (spellings, place), jsonb_array_elements_text(spellings) as spelling
    group by place
  )
  select string_agg(format('(%s)', each_word.in_index), ' and '), string_agg(format('(%s)', each_word.in_name), ' and ')
  from each_word into in_index, in_name;
  execute format('select count(*) from enterprise tablesample system (%s) repeatable (0) where %s', percent, in_name) into matches;
  if matches > 12 then return null; end if;
  execute format('select array(select id from enterprise where %s and %s limit %s)', in_index, in_name, most + 1) into found;
  if cardinality(found) > most then return null; end if;
  if institution is null then return found; end if;
  return array(select distinct enterprise_id from institution_enterprise
    where institution_id = institution and enterprise_id = any(found));
end $$;

revoke all on function companies_with_words(jsonb, uuid, int) from public;
grant execute on function companies_with_words(jsonb, uuid, int) to mianshen_gateway, mianshen_definer;
