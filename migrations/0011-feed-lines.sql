-- A release is in the log as a whole or not at all. So a line is visible when its release is, and whoever does not ask for its entry
-- (the CSV of 200,000 lines) does not read the log for each: PostgreSQL leaves out a join whose columns nobody wants.

create or replace view feed.recipient as
  select recipient.id, global_id('Recipient', recipient.id) as global_id, recipient.release_id, recipient.rank,
    recipient.name, recipient.credit_code, recipient.region_code, region.name as city_name,
    region.name_in_english as city_name_in_english, recipient.qualification_kinds, recipient.product_codes,
    recipient.amount, leaf.position as leaf_position, leaf.entry
  from public.recipient
    left join public.log_leaf as leaf on leaf.recipient_id = recipient.id
    left join public.region on region.code = recipient.region_code
  where exists (select from public.log_release as logged where logged.release_id = recipient.release_id);
