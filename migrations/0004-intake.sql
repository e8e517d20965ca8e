-- Intake by file: submissions that are worked on in the background, flags, refunds, corrections, co-insurance.

alter table "submission" add column "status" text not null default 'COMPLETED', add column "source" text not null default 'API', add column "dry_run" boolean not null default false, add column "submitted_by" uuid null, add column "idempotency_key" text null, add column "file_name" text null, add column "file_format" text null, add column "file_size" int null, add column "sha256" text null, add column "headings" text[] null, add column "bytes_read" int not null default 0, add column "flagged_count" int not null default 0, add column "corrected_count" int not null default 0, add column "subsidy_preview" numeric(16,2) null, add column "fault" jsonb null, add column "attempts" int not null default 0, add column "started_at" timestamptz null, add column "finished_at" timestamptz null;
create index "submission_unfinished" on "submission" ("submitted_at") where status in ('QUEUED', 'PROCESSING');
create unique index "submission_institution_id_idempotency_key_unique" on "submission" ("institution_id", "idempotency_key") where source = 'FILE';
create index "submission_institution_id_sha256_index" on "submission" ("institution_id", "sha256");
alter table "submission" add constraint "submission_id_programme_id_institution_id_unique" unique ("id", "programme_id", "institution_id");

alter table "policy" add column "share" numeric(7,4) not null default '100', add column "coinsurance_no" text null, add column "row_number" int null;
create index "policy_invoice_no_index" on "policy" ("invoice_no");
create index "policy_coinsurance_no_index" on "policy" ("coinsurance_no") where coinsurance_no is not null;

create table "policy_flag" ("policy_id" uuid not null, "kind" text not null, "other_policy_id" uuid not null, "programme_id" uuid not null, "institution_id" uuid not null, "flagged_at" timestamptz not null, primary key ("policy_id", "kind", "other_policy_id"));

create table "policy_refund" ("id" uuid not null default uuidv7(), "institution_id" uuid not null, "policy_id" uuid not null, "endorsement_no" text not null, "amount" numeric(14,2) not null, "refunded_on" date not null, "recorded_at" timestamptz not null, primary key ("id"));
alter table "policy_refund" add constraint "policy_refund_policy_id_endorsement_no_unique" unique ("policy_id", "endorsement_no");

create table "policy_correction" ("id" uuid not null default uuidv7(), "institution_id" uuid not null, "policy_id" uuid not null, "submission_id" uuid null, "version" int not null, "reason" text null, "changes" jsonb not null, "corrected_at" timestamptz not null, primary key ("id"));
alter table "policy_correction" add constraint "policy_correction_policy_id_version_unique" unique ("policy_id", "version");

-- One reference that holds all three together: it says more than three apart, and a row costs one check, not three.
alter table policy drop constraint policy_programme_id_fkey, drop constraint policy_institution_id_fkey, drop constraint policy_submission_id_fkey;
alter table policy add foreign key (submission_id, programme_id, institution_id) references submission(id, programme_id, institution_id);
alter table policy_flag add foreign key (policy_id) references policy(id);
alter table policy_flag add foreign key (other_policy_id) references policy(id);
alter table policy_refund add foreign key (policy_id) references policy(id);
alter table policy_correction add foreign key (policy_id) references policy(id);

-- Insurers do not see proposals, yet have to be told that a policy stands in an approved one.
create function settled_policies(ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select given.id from unnest(ids) as given (id)
  where exists (
    select from subsidy_proposal as proposal
      join assessment_line as line on line.proposal_id = proposal.id
    where proposal.status = 'APPROVED' and line.policy_id = given.id)
$$;
