-- A company's lines become one value of its assessment: a revision of a million policies writes one row for each company
-- instead of one for each policy, and no index has to find what is only ever read together. The view reads as the table did.

create type listed_qualification as (kind text, "from" date, "until" date);

create type counted_policy as (
  policy_id uuid, product_code text, base numeric(14,2), insurance_year int, rate numeric(6,5), other_funding numeric(14,2),
  ceiling_cut numeric(14,2), subsidy numeric(14,2), section text, starts_on date, ends_on date, admitted boolean);

create function listed_qualifications(entries jsonb) returns listed_qualification[]
language sql immutable set search_path = public, pg_temp as $$
  select coalesce(array_agg((entry ->> 'kind', (entry ->> 'from')::date, (entry ->> 'until')::date)::listed_qualification
    order by place), '{}')
  from jsonb_array_elements(entries) with ordinality as given (entry, place)
$$;

-- Which products they are is told by the lines.
alter table assessment drop column product_codes, add column rules_id uuid null, add column lines counted_policy[] not null default '{}';
alter table assessment alter column listed drop default;
alter table assessment alter column listed type listed_qualification[] using listed_qualifications(listed);
alter table assessment alter column listed set default '{}';
update assessment set rules_id = proposal.rules_id from subsidy_proposal as proposal where proposal.id = proposal_id;
alter table assessment alter column rules_id set not null;
update assessment set lines = packed.lines
from (
  select proposal_id, enterprise_id, array_agg((policy_id, product_code, base, insurance_year, rate, other_funding,
    ceiling_cut, subsidy, section, starts_on, ends_on, admitted)::counted_policy order by policy_id) as lines
  from assessment_line group by proposal_id, enterprise_id
) as packed
where packed.proposal_id = assessment.proposal_id and packed.enterprise_id = assessment.enterprise_id;

drop table assessment_line;
create view assessment_line with (security_invoker = true) as
  select assessment.proposal_id, assessment.enterprise_id, assessment.rules_id, line.*
  from assessment cross join lateral unnest(assessment.lines) as line;
grant select on assessment_line to mianshen_gateway;

-- What was found of a policy that is left out, as columns of their own; the API shows them as one object.

alter table left_out_policy
  add column division_found text null,
  add column product_code text null,
  add column starts_on date null,
  add column ends_on date null,
  add column base numeric(14,2) null,
  add column rate numeric(6,5) null,
  add column insurance_year int not null default 1,
  add column other_funding numeric(14,2) not null default '0',
  add column missing_documents text[] not null default '{}',
  add column listed listed_qualification[] not null default '{}',
  add column exclusion text null,
  add column admitted boolean not null default false,
  add column policy_exclusions jsonb not null default '[]';
update left_out_policy set division_found = found ->> 'divisionCode', product_code = found ->> 'product',
  starts_on = (found ->> 'startsOn')::date, ends_on = (found ->> 'endsOn')::date, base = (found ->> 'base')::numeric,
  rate = (found ->> 'rate')::numeric, insurance_year = coalesce((found ->> 'insuranceYear')::int, 1),
  other_funding = coalesce((found ->> 'otherFunding')::numeric, 0),
  missing_documents = array(select jsonb_array_elements_text(found -> 'missingDocuments')),
  listed = listed_qualifications(found -> 'qualifications'), exclusion = found ->> 'exclusion',
  admitted = coalesce((found -> 'admitted')::boolean, false),
  policy_exclusions = coalesce(found -> 'policyExclusions', '[]');
alter table left_out_policy
  drop column found,
  alter column product_code set not null,
  alter column starts_on set not null,
  alter column ends_on set not null,
  alter column base set not null;

drop function listed_qualifications(jsonb);

-- Every company that a policy was ever held for: a revision counted it for the one that it named when it was computed.

create view insured_enterprise with (security_invoker = true) as
  select id as policy_id, enterprise_id from policy
  union all
  select policy_id, enterprise.id
  from policy_correction cross join lateral jsonb_array_elements(changes) as change
    join enterprise on enterprise.credit_code = change ->> 'from'
  where change ->> 'field' = 'creditCode';
grant select on insured_enterprise to mianshen_gateway;

create or replace function settled_policies(ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select given.id from unnest(ids) as given (id)
  where exists (
    select from insured_enterprise as insured
      join assessment_line as line on line.enterprise_id = insured.enterprise_id and line.policy_id = insured.policy_id
      join subsidy_proposal as proposal on proposal.id = line.proposal_id
    where insured.policy_id = given.id and proposal.status = 'APPROVED')
$$;

-- A claim is made of an assessment, by the statement that joins them, and of nothing else: the reference says so. To check it
-- would lock every assessment of the revision, which nobody can change. One key finds a claim by its company, alone or in
-- one programme; the amounts of a draft are renewed without touching an index.

alter table claim
  drop constraint claim_proposal_id_fkey,
  drop constraint claim_programme_id_fkey,
  drop constraint claim_enterprise_id_fkey,
  drop constraint claim_programme_id_enterprise_id_unique,
  add constraint claim_enterprise_id_programme_id_unique unique (enterprise_id, programme_id),
  add constraint claim_proposal_id_enterprise_id_fkey
    foreign key (proposal_id, enterprise_id) references assessment (proposal_id, enterprise_id) not enforced;
drop index claim_proposal_id_index;
drop index claim_enterprise_id_index;

-- What is to be sealed waits in one row for each statement, however many events that wrote.

alter table event_pending rename column event_id to id;
alter table event_pending alter column id add generated by default as identity, add column event_ids bigint[] null;
update event_pending set event_ids = array[id];
alter table event_pending alter column event_ids set not null;

create or replace function note_events() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into event_pending (event_ids) select array_agg(id) from written having count(*) > 0;
  perform pg_notify('event_written', '');
  return null;
end $$;

create or replace function seal_events() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place bigint;
  head text;
  next event;
  sealed integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('seal'));
  select position, digest into place, head from event_seal order by position desc limit 1;
  for next in
    with due as (delete from event_pending returning event_ids)
    select event.* from due cross join unnest(due.event_ids) as written (id) join event on event.id = written.id
    order by event.id
  loop
    place := coalesce(place, 0) + 1;
    head := event_digest(coalesce(head, ''), next);
    insert into event_seal (position, event_id, digest) values (place, next.id, head);
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then
    perform pg_notify('event_sealed', '');
  end if;
  return sealed;
end $$;
