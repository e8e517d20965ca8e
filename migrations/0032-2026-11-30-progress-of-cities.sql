-- Planned for the regions that somebody sees: of a city with few companies the policies of these are read, not those of the programme.
-- What few companies have is looked up for each of them.
create or replace function city_companies(programme uuid)
returns table (credit_code text, region_code text, policies int, incomplete int, registered boolean, has_account boolean)
language plpgsql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
declare
  seen text[] := array(select code from region where sees_region(code));
  few boolean := (select count(*) <= 5000 from (select from enterprise where enterprise.region_code = any(seen) limit 5001) as found);
begin
  return query execute format(
    'with insured as (
      select enterprise.id, enterprise.credit_code, enterprise.region_code, count(*)::int as policies,
        (count(*) filter (where incomplete))::int as incomplete
      from policy join enterprise on enterprise.id = policy.enterprise_id
      where policy.programme_id = %L and policy.status = ''ACCEPTED'' and enterprise.region_code = any(%L)
      group by enterprise.id
    )
    select credit_code, region_code, policies, incomplete, %s, %s from insured', programme, seen,
    case when few then 'exists (select from role_grant where subject_id = insured.id and role = ''ENTERPRISE'' and revoked_at is null)'
      else 'id in (select subject_id from role_grant where role = ''ENTERPRISE'' and revoked_at is null and subject_id is not null)' end,
    case when few then 'exists (select from bank_account where enterprise_id = insured.id and removed_at is null)'
      else 'id in (select enterprise_id from bank_account where removed_at is null)' end);
end $$;

-- The claims of a programme whose subsidies count for a region that somebody sees, in sums, and more where that is simpler. They count
-- for the division that was found when they were assessed; only where none was, for the city of the claim.
create function city_claims(programme uuid)
returns table (division_found text, region_code text, status text, claims bigint, amount numeric)
language plpgsql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
declare
  seen text[] := array(select code from region where sees_region(code));
  sums text := 'select division_found, claim.region_code, claim.status, count(*), sum(claim.granted_amount)
    from claim join assessment on assessment.proposal_id = claim.proposal_id and assessment.enterprise_id = claim.enterprise_id
    where claim.programme_id = %L and claim.status not in (''PROPOSED'', ''IN_REVIEW'', ''EXCLUDED'') and %s
    group by division_found, claim.region_code, claim.status';
begin
  if cardinality(seen) <> 1 then
    return query execute format(sums, programme, 'true');
    return;
  end if;
  return query execute format(sums, programme, format('division_found is null and claim.region_code = %L', seen[1]));
  -- Only revisions that have claims: each other one has as many assessments.
  return query execute format(sums, programme, format('starts_with(division_found collate "C", %L) and assessment.proposal_id = any(%L)',
    seen[1], array(select id from subsidy_proposal
      where programme_id = programme and exists (select from claim where proposal_id = subsidy_proposal.id))));
end $$;

create or replace function city_progress(programme uuid)
returns table (region_code text, companies int, registered int, with_account int, with_papers int, policies int,
  complete int, publicised int, claimed int, paid int, forfeited int, publicised_amount numeric, paid_amount numeric)
language sql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '32MB' as $$
  with seen as materialized (
    select code from region where sees_region(code)
  ), placed as (
    select coalesce(region_of(division_found), left(division_found, 4), region_code) as region_code, status, claims, amount
    from city_claims(programme)
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

-- Only the sums leave: `city_progress` keeps those of regions that somebody sees.
revoke all on function city_claims(uuid) from public;
grant execute on function city_claims(uuid) to mianshen_definer;
