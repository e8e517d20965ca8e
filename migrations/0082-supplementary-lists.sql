-- Supplementary lists: what is pushed after an approval goes to a later revision, notice and claims of their own. What
-- the earlier lists of the programme granted is stored with each amount, since caps and budget hold for all together.

alter table subsidy_proposal add column list int not null default 1;
alter table publicity_notice add column list int not null default 1;
alter table claim add column list int not null default 1;
alter table recovery add column list int not null default 1;

alter table assessment
  add column prior_granted numeric(14,2) not null default '0',
  add column prior_products jsonb not null default '{}',
  add column prior_total numeric(16,2) not null default '0';

do $$
declare
  name text;
begin
  select conname into name from pg_constraint
  where conrelid = 'claim'::regclass and contype = 'u' and array_length(conkey, 1) = 2;
  execute format('alter table claim drop constraint %I', name);
end $$;
alter table claim add constraint claim_enterprise_id_programme_id_list_unique unique (enterprise_id, programme_id, list);

-- Where a policy is looked at: the approved list that counts it, or else the one that is computed next. An insurer may
-- know this number, and nothing else of a proposal.

create function next_list(programme uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select 1 + coalesce(max(list), 0) from subsidy_proposal where programme_id = programme and status = 'APPROVED'
$$;

create function lists_of_policies(ids uuid[]) returns table (policy_id uuid, list int)
language sql stable security definer set search_path = public, pg_temp as $$
  select policy.id, coalesce((
    select approved.list from subsidy_proposal as approved
    where approved.programme_id = policy.programme_id and approved.status = 'APPROVED' and exists (
      select from assessment_line as line where line.proposal_id = approved.id
        and line.enterprise_id = policy.enterprise_id and line.policy_id = policy.id)
    limit 1), next_list(policy.programme_id))
  from policy where policy.id = any(ids)
$$;

-- What is left of a cap or a budget after an amount was used; no cap stays none.
create function cap_left(cap numeric, used text) returns numeric
language sql immutable parallel safe as $$
  select case when cap is not null then greatest(cap - coalesce(used::numeric, 0), 0) end
$$;
