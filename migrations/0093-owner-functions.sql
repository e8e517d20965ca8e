-- What runs with the owner's rights is for the gateway alone: a new function may otherwise be called by every role of the
-- server, that of the open data feed included.

revoke execute on function earlier_insurance(date, text[], text[]), next_list(uuid), lists_of_policies(uuid[]) from public;
grant execute on function earlier_insurance(date, text[], text[]), next_list(uuid), lists_of_policies(uuid[])
  to mianshen_gateway;
