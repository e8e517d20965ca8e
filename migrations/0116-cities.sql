-- A city's bureaus see how far the companies of their city are, and no more than that.
alter table "region" add column "id" uuid not null default uuidv7();
alter table "region" add constraint "region_id_unique" unique ("id");

-- Whether the session may know of a region: a bureau of its own, the offices of all.
create function sees_region(code text) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select current_setting('mianshen.role', true) in ('SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR')
    or current_setting('mianshen.role', true) = 'CITY' and exists (
      select from region where region.code = $1
        and id = nullif(current_setting('mianshen.subject', true), '')::uuid)
$$;

-- What a company still lacks, without what it has: neither its people nor its accounts nor its policies are readable.
create function company_standing(programme uuid, company uuid)
returns table (policies int, incomplete int, registered boolean, has_account boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, count(*) filter (where policy.incomplete)::int,
    exists (select from role_grant as held
      where held.subject_id = company and held.role = 'ENTERPRISE' and held.revoked_at is null),
    exists (select from bank_account as account where account.enterprise_id = company and account.removed_at is null)
  from enterprise join policy on policy.enterprise_id = enterprise.id
  where enterprise.id = company and sees_region(enterprise.region_code)
    and policy.programme_id = programme and policy.status = 'ACCEPTED'
$$;

-- Sums for each region that the session may know of. Amounts only of what was published: before, one company's could be told.
create function city_progress(programme uuid)
returns table (region_code text, companies int, registered int, with_account int, with_papers int, policies int,
  complete int, publicised int, claimed int, paid int, forfeited int, publicised_amount numeric, paid_amount numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  with insured as (
    select enterprise.id, enterprise.region_code, count(*) as policies, count(*) filter (where not incomplete) as complete
    from policy join enterprise on enterprise.id = policy.enterprise_id
    where policy.programme_id = programme and policy.status = 'ACCEPTED' and sees_region(enterprise.region_code)
    group by enterprise.id
  ), standing as (
    select insured.region_code, count(*)::int as companies, sum(policies)::int as policies, sum(complete)::int as complete,
      count(*) filter (where policies = complete)::int as with_papers,
      count(*) filter (where exists (select from role_grant as held
        where held.subject_id = insured.id and held.role = 'ENTERPRISE' and held.revoked_at is null))::int as registered,
      count(*) filter (where exists (select from bank_account as account
        where account.enterprise_id = insured.id and account.removed_at is null))::int as with_account
    from insured group by insured.region_code
  ), listed as (
    select coalesce(region_of(division_found), left(division_found, 4), enterprise.region_code) as region_code,
      claim.status, claim.granted_amount as amount
    from claim join enterprise on enterprise.id = claim.enterprise_id
      join assessment on assessment.proposal_id = claim.proposal_id and assessment.enterprise_id = claim.enterprise_id
    where claim.programme_id = programme and claim.status not in ('PROPOSED', 'IN_REVIEW', 'EXCLUDED')
  ), granted as (
    select listed.region_code, count(*)::int as publicised, sum(amount) as publicised_amount,
      count(*) filter (where status in ('CLAIMED', 'PAYMENT_ORDERED', 'PAYMENT_FAILED', 'PAID', 'RECOVERING', 'RECOVERED'))::int as claimed,
      count(*) filter (where status in ('PAID', 'RECOVERING', 'RECOVERED'))::int as paid,
      count(*) filter (where status = 'FORFEITED')::int as forfeited,
      coalesce(sum(amount) filter (where status in ('PAID', 'RECOVERING', 'RECOVERED')), 0) as paid_amount
    from listed where sees_region(listed.region_code) group by listed.region_code
  )
  select region_code, coalesce(companies, 0), coalesce(registered, 0), coalesce(with_account, 0), coalesce(with_papers, 0),
    coalesce(policies, 0), coalesce(complete, 0), coalesce(publicised, 0), coalesce(claimed, 0), coalesce(paid, 0),
    coalesce(forfeited, 0), coalesce(publicised_amount, 0)::numeric(16,2), coalesce(paid_amount, 0)::numeric(16,2)
  from standing full join granted using (region_code)
$$;

revoke execute on function company_standing(uuid, uuid), city_progress(uuid), sees_region(text) from public;
grant execute on function company_standing(uuid, uuid), city_progress(uuid), sees_region(text) to mianshen_gateway;
