-- What a company reports of its policies, and what the insurer answers.
alter table "programme" add column "problem_answer_working_days" int not null default 5;

create table "policy_problem" ("id" uuid not null default uuidv7(), "programme_id" uuid not null, "enterprise_id" uuid not null, "institution_id" uuid not null, "policy_id" uuid null, "kind" text not null, "policy_no" text null, "status" text not null, "reported_at" timestamptz not null, "answer_by" date not null, "answered_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "policy_problem_institution" on "policy_problem" ("institution_id", "reported_at" desc, "id");
create index "policy_problem_enterprise" on "policy_problem" ("enterprise_id", "reported_at" desc, "id");
create index "policy_problem_policy_id_index" on "policy_problem" ("policy_id");
create index "policy_problem_open" on "policy_problem" ("answer_by") where status = 'OPEN';

create table "policy_problem_message" ("id" uuid not null default uuidv7(), "problem_id" uuid not null, "enterprise_id" uuid not null, "institution_id" uuid not null, "author" text not null, "author_id" uuid not null, "text" text not null, "written_at" timestamptz not null, primary key ("id"));
alter table "policy_problem_message" add constraint "policy_problem_message_problem" foreign key ("problem_id") references "policy_problem" ("id");
create index "policy_problem_message_thread" on "policy_problem_message" ("problem_id", "written_at", "id");
grant select, insert, update on policy_problem to mianshen_gateway;
grant select, insert on policy_problem_message to mianshen_gateway;

-- The institution that a company names by its credit code or official name. Companies do not read the list of institutions.
create function institution_named(named text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select id from institution where (credit_code = named or name = named) and status in ('ACTIVE', 'SUSPENDED')
$$;
revoke execute on function institution_named(text) from public;
grant execute on function institution_named(text) to mianshen_gateway;
