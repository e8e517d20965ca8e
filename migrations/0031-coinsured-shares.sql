-- The shares of a co-insured contract come to at most 100 per cent, also where several insurers push at the same moment.

-- Volatile, so that the sum is read after the locks are held: whoever asks for the sums of a contract is alone with it
-- until the end of the transaction.
create or replace function coinsured_shares(numbers text[])
returns table (coinsurance_no text, credit_code text, share numeric)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(number, 7))
  from (select distinct number from unnest(numbers) as number where number is not null order by number) as contracts;
  return query
    select policy.coinsurance_no, enterprise.credit_code, sum(policy.share)
    from policy join enterprise on enterprise.id = policy.enterprise_id
    where policy.coinsurance_no = any(numbers) and policy.status = 'ACCEPTED'
    group by policy.coinsurance_no, enterprise.credit_code;
end $$;

-- The last line of defence, for whatever writes policies. What it takes back may be tried again (40001) and then finds
-- what the other transaction wrote.
create function check_coinsured_shares() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.coinsurance_no, 7));
  if (select sum(share) from policy where coinsurance_no = new.coinsurance_no and enterprise_id = new.enterprise_id
      and status = 'ACCEPTED') > 100 then
    raise exception 'The shares of the co-insured contract % are above 100 per cent', new.coinsurance_no
      using errcode = '40001';
  end if;
  return null;
end $$;
revoke execute on function check_coinsured_shares() from public;

create trigger coinsured_shares_inserted after insert on policy for each row
  when (new.coinsurance_no is not null and new.status = 'ACCEPTED') execute function check_coinsured_shares();
create trigger coinsured_shares_changed after update of share, coinsurance_no, status, enterprise_id on policy for each row
  when (new.coinsurance_no is not null and new.status = 'ACCEPTED') execute function check_coinsured_shares();
