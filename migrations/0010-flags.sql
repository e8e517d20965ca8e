-- Flagging a large submission took an eighth of its whole time.

drop function flag_policies(uuid, uuid);

-- Flags the policies of a submission that may be the same as another one, of whatever institution, and the other too:
-- the same invoice, or the same enterprise and product with overlapping periods. The shares of one contract are one.
-- Windows instead of pairs: a file that repeats one invoice a million times costs no more than any other.
-- With `changed`, of that one policy alone, whose earlier flags go. With `whole`, for a submission that is a good part of
-- all policies: one pass over all of them finds what stands twice, instead of first gathering what the submission brought.
create function flag_policies(submission uuid, changed uuid default null, whole boolean default false) returns integer
language sql security definer set search_path = public, pg_temp as $$
  delete from policy_flag where policy_id = changed or other_policy_id = changed;
  with fresh as materialized (
    select enterprise_id, product_code, invoice_no from policy
    where submission_id = submission and changed is null and status = 'ACCEPTED'
    union all
    select enterprise_id, product_code, invoice_no from policy
    where changed is null and status = 'ACCEPTED'
      and id in (select policy_id from policy_correction where submission_id = submission)
    union all
    select enterprise_id, product_code, invoice_no from policy where id = changed and status = 'ACCEPTED'
  ), repeated_invoice as (
    select invoice_no from policy
    where not whole and status = 'ACCEPTED' and invoice_no in (select invoice_no from fresh)
    group by invoice_no having count(*) > 1
    union all
    select invoice_no from policy where whole and status = 'ACCEPTED'
    group by invoice_no having count(*) > 1 and bool_or(submission_id = submission
      or id in (select policy_id from policy_correction where submission_id = submission))
  ), repeated_product as (
    select enterprise_id, product_code from policy
    where not whole and status = 'ACCEPTED' and (enterprise_id, product_code) in (
      select enterprise_id, product_code from fresh)
    group by enterprise_id, product_code having count(*) > 1
    union all
    select enterprise_id, product_code from policy where whole and status = 'ACCEPTED'
    group by enterprise_id, product_code having count(*) > 1 and bool_or(submission_id = submission
      or id in (select policy_id from policy_correction where submission_id = submission))
  ), invoiced as (
    select distinct on (invoice_no, coalesce(coinsurance_no, id::text)) id, programme_id, institution_id, invoice_no
    from policy where status = 'ACCEPTED' and invoice_no in (select invoice_no from repeated_invoice)
    order by invoice_no, coalesce(coinsurance_no, id::text), id
  ), same_invoice as (
    select id, programme_id, institution_id, first_value(id) over whole as first, nth_value(id, 2) over whole as second
    from invoiced
    window whole as (partition by invoice_no order by id rows between unbounded preceding and unbounded following)
  ), insured as (
    select distinct on (enterprise_id, product_code, coalesce(coinsurance_no, id::text)) id, programme_id,
      institution_id, enterprise_id, product_code, starts_on, ends_on
    from policy
    where status = 'ACCEPTED' and (enterprise_id, product_code) in (
      select enterprise_id, product_code from repeated_product)
    order by enterprise_id, product_code, coalesce(coinsurance_no, id::text), id
  ), neighbours as (
    -- The earlier policy that lasts longest, and the next one to start: one of them overlaps if any does. A renewal
    -- that starts on the day on which the earlier one ends does not.
    select id, programme_id, institution_id, starts_on, ends_on,
      max(ends_on::text || id::text) over (in_time rows between unbounded preceding and 1 preceding) as earlier,
      lead(starts_on) over in_time as next_starts_on, lead(id) over in_time as next_id
    from insured
    window in_time as (partition by enterprise_id, product_code order by starts_on, id)
  ), overlapping as (
    select id, programme_id, institution_id,
      case when left(earlier, 10)::date > starts_on then right(earlier, 36)::uuid
        when next_starts_on < ends_on then next_id end as other
    from neighbours
  ), noted as (
    insert into policy_flag (policy_id, kind, other_policy_id, programme_id, institution_id, flagged_at)
    select id, 'SAME_INVOICE', case when first = id then second else first end, programme_id, institution_id, now()
    from same_invoice where second is not null
    union all
    select id, 'OVERLAPPING_PERIOD', other, programme_id, institution_id, now()
    from overlapping where other is not null
    on conflict do nothing
    returning policy_id
  )
  select count(distinct noted.policy_id)::integer from noted join policy on policy.id = noted.policy_id
  where policy.submission_id = submission
$$;

revoke execute on function flag_policies(uuid, uuid, boolean) from public;
grant execute on function flag_policies(uuid, uuid, boolean) to mianshen_gateway;
