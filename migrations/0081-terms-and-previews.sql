-- Whether a policy of a year may end on the anniversary of its first day is a parameter of the programme.

alter table programme_rules add column term_end_inclusive boolean not null default true;

-- What a premium earns: one place for the computation and for the previews that an insurer gets.

create function rate_of_year(rate numeric, later_rates numeric[], earlier_years integer) returns numeric
language sql immutable parallel safe as $$
  select case when coalesce(earlier_years, 0) = 0 or later_rates = '{}' then rate
    else later_rates[least(earlier_years, cardinality(later_rates))] end
$$;

create function earned_subsidy(base numeric, rate numeric, rounding text) returns numeric
language sql immutable parallel safe as $$
  select case rounding when 'DOWN' then trunc(base * rate, 2) else round(base * rate, 2) end
$$;

-- What the ceiling leaves beside other public money; null where there is no ceiling.
create function funding_room(base numeric, ceiling numeric, other_funding numeric) returns numeric
language sql immutable parallel safe as $$
  select case when ceiling is not null then greatest(trunc(base * ceiling, 2) - other_funding, 0) end
$$;

-- In how many earlier policy years a company insured a product, with any insurer. Only the number leaves this function.
create function earlier_insurance(before date, products text[], credit_codes text[])
returns table (enterprise_id uuid, credit_code text, product_code text, years integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select policy.enterprise_id, enterprise.credit_code, policy.product_code,
      count(distinct extract(year from policy.starts_on))::int
    from policy join enterprise on enterprise.id = policy.enterprise_id
    where policy.starts_on < before and policy.status = 'ACCEPTED' and policy.product_code = any(products)
      and (credit_codes is null or enterprise.credit_code = any(credit_codes))
    group by policy.enterprise_id, enterprise.credit_code, policy.product_code;
end $$;
