-- The index of the migration before has all that is counted of the policies of a programme, for cities too.
drop index policy_programme_outcome;

-- The city of a claim is kept beside it, so companies are not needed here.
create or replace function city_progress(programme uuid)
returns table (region_code text, companies int, registered int, with_account int, with_papers int, policies int,
  complete int, publicised int, claimed int, paid int, forfeited int, publicised_amount numeric, paid_amount numeric)
language sql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
  with seen as materialized (
    select code from region where sees_region(code)
  ), listed as materialized (
    select division_found, claim.region_code, claim.status, count(*) as claims, sum(claim.granted_amount) as amount
    from claim join assessment on assessment.proposal_id = claim.proposal_id and assessment.enterprise_id = claim.enterprise_id
    where claim.programme_id = programme and claim.status not in ('PROPOSED', 'IN_REVIEW', 'EXCLUDED')
    group by division_found, claim.region_code, claim.status
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
