import { gatewayRoles } from './state-triggers.js';

/**
 * A trigger that refuses a published list whose ranks are not in the order of amounts, because a range of amounts is
 * read as a range of ranks. Like those of states it is in the template of all test databases.
 */
export const rankTrigger = `
  create function recipient_ranks_by_amount() returns trigger language plpgsql as $$
  begin
    if current_user = any ('{${gatewayRoles}}') and exists (
      select from (select amount, lag(amount) over (partition by release_id order by rank) as before from inserted) as line
      where amount > before) then raise exception 'The ranks of a release do not go by amount'; end if;
    return null;
  end $$;
  create trigger recipient_ranks_by_amount after insert on recipient referencing new table as inserted
    for each statement execute function recipient_ranks_by_amount();`;
