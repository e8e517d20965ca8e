-- The companies with policies of a programme that lack something (anything where `lack` is null), in the order of their codes from a
-- place on. `company_standing` looks at each company by itself; where hardly any company lacks it, or hardly any has policies yet, a page
-- looked at all of them. Planned for its values each time: which companies to begin with depends on how many lack it.
create function companies_lacking(programme uuid, lack text, of_region text, place text, forward boolean, most int)
returns table (code text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  seen text[] := array(select region.code from region where sees_region(region.code) and (of_region is null or region.code = of_region));
begin
  return query execute format(
    'select credit_code from enterprise where region_code %s and %s and %s %s order by credit_code %s limit %s',
    case when cardinality(seen) = 1 then format('= %L', seen[1]) else format('= any(%L)', seen) end,
    format('exists (select from policy where enterprise_id = enterprise.id and programme_id = %L and status = ''ACCEPTED'' %s)',
      programme, case lack when 'PAPERS' then 'and incomplete' end),
    case lack
      when 'REGISTRATION' then 'not exists (select from role_grant where subject_id = enterprise.id and role = ''ENTERPRISE'' and revoked_at is null)'
      when 'BANK_ACCOUNT' then 'not exists (select from bank_account where enterprise_id = enterprise.id and removed_at is null)'
      else 'true' end,
    case when place is not null then format('and credit_code %s %L', case when forward then '>' else '<' end, place) end,
    case when forward then 'asc' else 'desc' end, most);
end $$;

revoke all on function companies_lacking(uuid, text, text, text, boolean, int) from public;
grant execute on function companies_lacking(uuid, text, text, text, boolean, int) to mianshen_gateway, mianshen_definer;
