-- When a company was last looked up in the register, and when it is to be looked up again.

create table "company_lookup" ("credit_code" text not null, "looked_up_at" timestamptz not null, "found" boolean null, "failures" int not null default 0, "next_at" timestamptz not null, primary key ("credit_code"));
create index "company_lookup_next_at_index" on "company_lookup" ("next_at");
grant select, insert, update on company_lookup to mianshen_gateway;
