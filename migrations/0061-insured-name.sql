-- What an insurer typed as the policyholder's name is kept beside the policy: the name in our lists is the register's.

alter table "policy" add column "insured_name" text not null default '';
update policy set insured_name = enterprise.name from enterprise where enterprise.id = policy.enterprise_id;
