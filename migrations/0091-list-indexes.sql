-- Indexes that fit the orders of the lists: a page reads its rows from where the cursor is, whatever the size of the table.
-- Each costs writing, so one serves several lists where it can, and an older one that it includes goes.

alter table policy add column incomplete boolean not null default true;

create index "policy_accepted" on "policy" ("accepted_at", "id");
create index "policy_number" on "policy" ("policy_no", "id");
create index "policy_institution_accepted" on "policy" ("institution_id", "accepted_at", "id");
create index "policy_institution_number" on "policy" ("institution_id", "policy_no", "id");
create index "policy_enterprise_accepted" on "policy" ("enterprise_id", "accepted_at", "id");
create index "policy_programme_accepted" on "policy" ("programme_id", "accepted_at", "id");
create index "policy_submission_accepted" on "policy" ("submission_id", "accepted_at", "id");
create index "policy_submission_row" on "policy" ("submission_id", "row_number") where row_number is not null;
create index "policy_withdrawn" on "policy" ("accepted_at", "id") where status = 'WITHDRAWN';
create index "policy_incomplete" on "policy" ("accepted_at", "id") where incomplete;
create index "policy_institution_incomplete" on "policy" ("institution_id", "accepted_at", "id") where incomplete;
drop index "policy_institution_outcome", "policy_programme_outcome";
create index "policy_institution_outcome" on "policy" ("institution_id", "outcome", "accepted_at", "id");
create index "policy_programme_outcome" on "policy" ("programme_id", "outcome", "accepted_at", "id");
drop index "policy_programme_id_index", "policy_enterprise_id_index", "policy_submission_id_index",
  "policy_institution_id_accepted_at_index";

create index "claim_granted" on "claim" ("granted_amount", "id");
create index "claim_changed" on "claim" ("status_changed_at", "id");
create index "claim_status_changed" on "claim" ("status", "status_changed_at", "id");
create index "claim_programme_granted" on "claim" ("programme_id", "granted_amount", "id");
create index "claim_programme_changed" on "claim" ("programme_id", "status_changed_at", "id");
create index "claim_programme_status_changed" on "claim" ("programme_id", "status", "status_changed_at", "id");
create index "claim_proposal" on "claim" ("proposal_id", "enterprise_id");
drop index "claim_programme_id_status_index";

create index "enterprise_name" on "enterprise" ("name", "credit_code");
-- Part of a name is found by the pairs of characters in it: a word of a Chinese name is often two characters long, which
-- trigrams cannot find.
create function bigrams(words text) returns text[]
language sql immutable strict parallel safe set search_path = pg_catalog as $$
  select array_agg(distinct substr(lower(words), place, 2)) from generate_series(1, greatest(char_length(words) - 1, 1)) as place
$$;
create index "enterprise_name_bigrams" on "enterprise" using gin (bigrams("name"));
create index "enterprise_region" on "enterprise" ("region_code", "credit_code");
create index "qualification_from" on "qualification" ("valid_from", "id");
create index "qualification_until" on "qualification" ("valid_until", "id");
create index "qualification_kind_from" on "qualification" ("kind", "valid_from", "id");

create index "submission_submitted" on "submission" ("submitted_at", "id");
create index "submission_institution_submitted" on "submission" ("institution_id", "submitted_at", "id");
create index "submission_status_submitted" on "submission" ("status", "submitted_at", "id");
create index "submission_failed" on "submission" ("submitted_at", "id") where failed_count > 0;
drop index "submission_institution_id_index";

create index "text_message_created" on "text_message" ("created_at", "id") where enterprise_id is not null;
create index "text_message_programme_created" on "text_message" ("programme_id", "created_at", "id") where enterprise_id is not null;
create index "text_message_status_created" on "text_message" ("status", "created_at", "id") where enterprise_id is not null;
create index "text_message_template_created" on "text_message" ("template", "created_at", "id") where enterprise_id is not null;
create index "enterprise_binding_requested" on "enterprise_binding" ("requested_at", "id");
create index "enterprise_binding_account_requested" on "enterprise_binding" ("account_id", "requested_at", "id");
create index "enterprise_binding_status_requested" on "enterprise_binding" ("status", "requested_at", "id");
create index "bank_account_added" on "bank_account" ("added_at", "id") where removed_at is null;

create index "payment_line_claim" on "payment_line" ("claim_id");
create index "payment_line_status" on "payment_line" ("batch_id", "status", "reference");
create index "webhook_delivery_status" on "webhook_delivery" ("webhook_id", "status", "position");
create index "assessment_granted" on "assessment" ("proposal_id", "granted", "enterprise_id");
create index "recipient_amount" on "recipient" ("release_id", "amount", "rank");
create index "recipient_name" on "recipient" ("release_id", "name", "rank");
create index "objection_filed" on "objection" ("filed_at", "id");
create index "objection_status_filed" on "objection" ("status", "filed_at", "id");

-- Whether papers that the rules in force ask for are missing is kept with the policy, by whatever changes it.

create function required_documents(programme uuid) returns text[]
language sql stable set search_path = public, pg_temp as $$
  select required_documents from programme_rules where programme_id = programme order by version desc limit 1
$$;

create function keep_incomplete(changed uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  -- Locked first: two papers that are attached at the same moment must not each miss the other.
  select from policy where id = any (changed) order by id for no key update;
  update policy set incomplete = not policy.incomplete
  where id = any (changed) and incomplete <> exists (
    select from unnest(required_documents(policy.programme_id)) as kind
    where not exists (
      select from policy_document as attached where attached.policy_id = policy.id and attached.kind = kind.kind));
$$;
revoke execute on function keep_incomplete(uuid[]) from public;

create function papers_attached() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_incomplete(array(select distinct policy_id from changed));
  return null;
end $$;

create trigger policy_document_attached after insert on policy_document
  referencing new table as changed for each statement execute function papers_attached();
create trigger policy_document_removed after delete on policy_document
  referencing old table as changed for each statement execute function papers_attached();

-- Only a programme that asks for no papers has complete policies from the start.
create function policies_without_papers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update policy set incomplete = false
  from written, (
    select id from programme where coalesce(cardinality(required_documents(id)), 0) = 0) as undemanding
  where written.programme_id = undemanding.id and policy.id = written.id;
  return null;
end $$;

create trigger policy_papers after insert on policy
  referencing new table as written for each statement execute function policies_without_papers();

create function required_papers_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update policy set incomplete = not incomplete
  where programme_id = new.programme_id and incomplete <> exists (
    select from unnest(required_documents(new.programme_id)) as kind
    where not exists (
      select from policy_document as attached where attached.policy_id = policy.id and attached.kind = kind.kind));
  return null;
end $$;

create trigger required_papers after insert or update of required_documents, version on programme_rules
  for each row execute function required_papers_changed();

update policy set incomplete = false
where not exists (
  select from unnest(required_documents(policy.programme_id)) as kind
  where not exists (
    select from policy_document as attached where attached.policy_id = policy.id and attached.kind = kind.kind));
