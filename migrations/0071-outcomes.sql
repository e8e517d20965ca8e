-- What became of each policy, as columns that a job keeps: a list is filtered by them through an index.
alter table "policy" add column "outcome" text not null default 'AWAITING_DOCUMENTS', add column "outcome_at" timestamptz null, add column "outcome_proposal_id" uuid null, add column "outcome_revision" int null;
create index "policy_institution_outcome" on "policy" ("institution_id", "outcome", "accepted_at" desc, "id");
create index "policy_programme_outcome" on "policy" ("programme_id", "outcome", "accepted_at" desc, "id");

create table "outcome_progress" ("id" int not null, "position" bigint not null, "resume_after" uuid null, primary key ("id"));
insert into outcome_progress (id, position) values (1, 0);
grant select, update on outcome_progress to mianshen_gateway;

-- The kinds of paper that each of these policies still lacks. A company may not read the papers themselves.
create function missing_documents(policies uuid[]) returns table (policy_id uuid, kind text)
language sql stable security definer set search_path = public, pg_temp as $$
  select policy.id, wanted.kind
  from policy
    cross join lateral (select required_documents from programme_rules as rules
      where rules.programme_id = policy.programme_id order by version desc limit 1) as rules
    cross join unnest(rules.required_documents) as wanted (kind)
  where policy.id = any(policies) and not exists (
    select from policy_document as paper where paper.policy_id = policy.id and paper.kind = wanted.kind)
$$;
revoke execute on function missing_documents(uuid[]) from public;
grant execute on function missing_documents(uuid[]) to mianshen_gateway;
