-- Which day decides where a company is registered and what it is called, and which registrations do not count, are
-- rules of the programme. What a run found is kept with its result.

alter table "programme_rules" add column "region_basis" text not null default 'ASSESSMENT_DAY', add column "region_day" date null, add column "name_basis" text not null default 'PUBLICATION_DAY', add column "statuses_out" text[] not null default '{MOVED_OUT,REVOKED,MERGED,DEREGISTERED}';
alter table "programme_rules" add check ((region_basis = 'FIXED_DAY') = (region_day is not null));
alter table "assessment" add column "status_found" text null, add column "name_found" text null, add column "assessed_on" date null;
alter table "left_out_policy" add column "status_found" text null;
