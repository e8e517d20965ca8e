-- What the companies of a region lack, without their claims. Which regions somebody sees, and which region a division is of, is
-- found once for each of them and not for each company; `materialized` keeps the planner from moving that into the joins.
alter function sees_region(text) parallel safe;
alter function region_of(text) parallel safe;

create function city_standing(programme uuid)
returns table (region_code text, companies int, registered int, with_account int, with_papers int, policies int, complete int)
language sql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
  with seen as materialized (
    select code from region where sees_region(code)
  ), insured as (
    select enterprise.id, enterprise.region_code, count(*) as policies, count(*) filter (where not incomplete) as complete
    from policy join enterprise on enterprise.id = policy.enterprise_id
    where policy.programme_id = programme and policy.status = 'ACCEPTED' and enterprise.region_code in (select code from seen)
    group by enterprise.id
  )
  select insured.region_code, count(*)::int,
    count(*) filter (where id in (select subject_id from role_grant where role = 'ENTERPRISE' and revoked_at is null))::int,
    count(*) filter (where id in (select enterprise_id from bank_account where removed_at is null))::int,
    count(*) filter (where policies = complete)::int, sum(policies)::int, sum(complete)::int
  from insured group by insured.region_code
$$;

create or replace function city_progress(programme uuid)
returns table (region_code text, companies int, registered int, with_account int, with_papers int, policies int,
  complete int, publicised int, claimed int, paid int, forfeited int, publicised_amount numeric, paid_amount numeric)
language sql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
  with seen as materialized (
    select code from region where sees_region(code)
  ), listed as materialized (
    select division_found, enterprise.region_code, claim.status, count(*) as claims, sum(claim.granted_amount) as amount
    from claim join enterprise on enterprise.id = claim.enterprise_id
      join assessment on assessment.proposal_id = claim.proposal_id and assessment.enterprise_id = claim.enterprise_id
    where claim.programme_id = programme and claim.status not in ('PROPOSED', 'IN_REVIEW', 'EXCLUDED')
    group by division_found, enterprise.region_code, claim.status
  ), placed as (
    select coalesce(region_of(division_found), left(division_found, 4), region_code) as region_code, status, claims, amount from listed
  ), granted as (
    select region_code, sum(claims)::int as publicised, sum(amount) as publicised_amount,
      sum(claims) filter (where status in ('CLAIMED', 'PAYMENT_ORDERED', 'PAYMENT_FAILED', 'PAID', 'RECOVERING', 'RECOVERED'))::int as claimed,
      sum(claims) filter (where status in ('PAID', 'RECOVERING', 'RECOVERED'))::int as paid,
      sum(claims) filter (where status = 'FORFEITED')::int as forfeited,
      sum(amount) filter (where status in ('PAID', 'RECOVERING', 'RECOVERED')) as paid_amount
    from placed where region_code in (select code from seen) group by region_code
  )
  select region_code, coalesce(companies, 0), coalesce(registered, 0), coalesce(with_account, 0), coalesce(with_papers, 0),
    coalesce(policies, 0), coalesce(complete, 0), coalesce(publicised, 0), coalesce(claimed, 0), coalesce(paid, 0),
    coalesce(forfeited, 0), coalesce(publicised_amount, 0)::numeric(16,2), coalesce(paid_amount, 0)::numeric(16,2)
  from city_standing(programme) full join granted using (region_code)
$$;

revoke all on function city_standing(uuid) from public;
grant execute on function city_standing(uuid) to mianshen_gateway, mianshen_definer;
