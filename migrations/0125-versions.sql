-- What a person changes says which version they saw; who recorded it cannot correct it alone.
alter table policy_exclusion add column version int not null default 1;
alter table enterprise_exclusion add column version int not null default 1, add column excluded_by uuid;
alter table policy_funding add column version int not null default 1, add column recorded_by uuid;
