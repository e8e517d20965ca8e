-- Phone numbers of companies that insurers gave, and companies that were asked to register before the deadline.
create table "enterprise_contact" ("id" uuid not null default uuidv7(), "enterprise_id" uuid not null, "institution_id" uuid not null, "sealed_phone" text not null, "last_four" text not null, "given_at" timestamptz not null, primary key ("id"));
alter table "enterprise_contact" add constraint "enterprise_contact_enterprise_id_institution_id_unique" unique ("enterprise_id", "institution_id");

create table "enterprise_invitation" ("programme_id" uuid not null, "enterprise_id" uuid not null, "invited_at" timestamptz not null, primary key ("programme_id", "enterprise_id"));
create table "invitation_scan" ("programme_id" uuid not null, "scanned_at" timestamptz not null, primary key ("programme_id"));
grant select, insert, update on enterprise_contact, invitation_scan to mianshen_gateway;
grant select, insert on enterprise_invitation to mianshen_gateway;
