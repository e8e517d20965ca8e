-- The companies of a region with what each lacks, all at once: to count them, `company_standing` looked each one up by itself.
create function city_companies(programme uuid)
returns table (credit_code text, region_code text, policies int, incomplete int, registered boolean, has_account boolean)
language sql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
  with seen as materialized (
    select code from region where sees_region(code)
  ), insured as (
    select enterprise.id, enterprise.credit_code, enterprise.region_code, count(*)::int as policies,
      (count(*) filter (where incomplete))::int as incomplete
    from policy join enterprise on enterprise.id = policy.enterprise_id
    where policy.programme_id = programme and policy.status = 'ACCEPTED' and enterprise.region_code in (select code from seen)
    group by enterprise.id
  )
  select credit_code, region_code, policies, incomplete,
    id in (select subject_id from role_grant where role = 'ENTERPRISE' and revoked_at is null and subject_id is not null),
    id in (select enterprise_id from bank_account where removed_at is null)
  from insured
$$;

create or replace function city_standing(programme uuid)
returns table (region_code text, companies int, registered int, with_account int, with_papers int, policies int, complete int)
language sql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
  select region_code, count(*)::int, count(*) filter (where registered)::int, count(*) filter (where has_account)::int,
    count(*) filter (where incomplete = 0)::int, sum(policies)::int, sum(policies - incomplete)::int
  from city_companies(programme) group by region_code
$$;

revoke all on function city_companies(uuid) from public;
grant execute on function city_companies(uuid) to mianshen_gateway, mianshen_definer;
