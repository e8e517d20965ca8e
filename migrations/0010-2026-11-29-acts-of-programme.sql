-- without a transaction
drop index concurrently event_acts;
