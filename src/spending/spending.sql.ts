import { type RawBuilder, sql } from 'kysely';
import type { SharedSpending } from '../http/limits/budget.js';

/**
 * Adds what clients spent at this gateway; returns what they spent at all gateways, and other clients that have spent
 * half the limit. The database's clock decides when a minute is over, because clocks of gateways may differ.
 */
export function addSpending(spent: ReadonlyMap<string, number>, limit: number): RawBuilder<SharedSpending> {
  const clients = [...spent.keys()];
  const costs = [...spent.values()].map(Math.ceil);
  return sql<SharedSpending>`
    with added as (
      insert into client_spending as known (client, began_at, cost)
      select client, now(), cost from unnest(${clients}::text[], ${costs}::bigint[]) as given (client, cost) order by client
      on conflict (client) do update set
        cost = excluded.cost + case when known.began_at > now() - interval '1 minute' then known.cost else 0 end,
        began_at = case when known.began_at > now() - interval '1 minute' then known.began_at else excluded.began_at end
      returning client, cost, began_at
    ), reported as (
      select client, cost, began_at from added
      union all
      (select client, cost, began_at from client_spending
       where began_at > now() - interval '1 minute' and cost >= ${Math.floor(limit / 2)}::bigint
         and client <> all (${clients}::text[])
       limit 10000)
    )
    select client, cost::float8 as spent, greatest(0, extract(epoch from now() - began_at) * 1000)::float8 as age from reported`;
}

/** Deletes minutes that are over, except rows that another gateway has locked. */
export const deleteEnded = sql`
  delete from client_spending where client in (
    select client from client_spending where began_at < now() - interval '2 minutes' order by client for update skip locked)`;
