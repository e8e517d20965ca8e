-- The people of an institution or an enterprise: who manages them, and who was invited.
alter table "role_grant" add column "manages" boolean not null default false, add column "version" int not null default 1;
create index "role_grant_subject" on "role_grant" ("subject_id", "granted_at", "id") where revoked_at is null and subject_id is not null;
update role_grant set manages = true from institution
where role_grant.role = 'INSURER' and institution.id = role_grant.subject_id and institution.registered_by = role_grant.account_id;
update role_grant set manages = true from enterprise_binding as binding
where role_grant.role = 'ENTERPRISE' and binding.enterprise_id = role_grant.subject_id and binding.account_id = role_grant.account_id
  and binding.kind = 'LEGAL_REPRESENTATIVE' and binding.status = 'ACTIVE';

create table "staff_invitation" ("id" uuid not null default uuidv7(), "role" text not null, "subject_id" uuid not null, "subject_name" text not null, "phone_digest" text not null, "sealed_phone" text not null, "last_four" text not null, "status" text not null, "invited_by" uuid not null, "invited_at" timestamptz not null, "expires_at" timestamptz not null, "accepted_by" uuid null, "version" int not null default 1, primary key ("id"));
create unique index "staff_invitation_open" on "staff_invitation" ("subject_id", "phone_digest") where status = 'OPEN';
create index "staff_invitation_phone" on "staff_invitation" ("phone_digest") where status = 'OPEN';
create index "staff_invitation_subject" on "staff_invitation" ("subject_id", "invited_at" desc, "id");
grant select, insert, update on staff_invitation to mianshen_gateway;
