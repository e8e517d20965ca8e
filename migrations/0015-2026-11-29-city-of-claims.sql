-- How many claims of a city are in a state or were notified: taken as independent, a page of what a city has none of looked at all.
create statistics claim_of_city (mcv) on region_code, status,
  (case when told_at is not null then 'NOTIFIED' when status = 'AWAITING_CLAIM' then 'NOT_NOTIFIED' else 'NOT_ASKED' end)
from claim;
