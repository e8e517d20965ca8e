-- The gateway tells its operators how many events wait for their seal.
grant select on event_pending to mianshen_gateway;
