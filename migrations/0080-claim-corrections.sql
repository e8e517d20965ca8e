-- Every change of a claim's amount after its computation, with its reason; the amount of a claim is always what its
-- parts add up to. An excluded claim is granted nothing.

create table "claim_correction" ("id" uuid not null default uuidv7(), "claim_id" uuid not null, "enterprise_id" uuid not null, "excluded" boolean not null, "proposal_id" uuid null, "amount_before" numeric(14,2) not null, "amount_after" numeric(14,2) not null, "reason" text not null, "corrected_at" timestamptz not null, primary key ("id"));
create index "claim_correction_claim_id_index" on "claim_correction" ("claim_id");
alter table claim_correction add foreign key (claim_id) references claim (id);

grant select, insert on claim_correction to mianshen_gateway;

insert into claim_correction (claim_id, enterprise_id, excluded, amount_before, amount_after, reason, corrected_at)
select id, enterprise_id, false, granted_amount + correction_cut, granted_amount, '', status_changed_at
from claim where correction_cut <> 0;
insert into claim_correction (claim_id, enterprise_id, excluded, amount_before, amount_after, reason, corrected_at)
select id, enterprise_id, true, granted_amount, 0, '', status_changed_at
from claim where status = 'EXCLUDED';
update claim set correction_cut = correction_cut + granted_amount, granted_amount = 0 where status = 'EXCLUDED';

alter table claim add constraint claim_amount_adds_up
  check (granted_amount = calculated_amount - cap_cut - budget_cut - correction_cut);
