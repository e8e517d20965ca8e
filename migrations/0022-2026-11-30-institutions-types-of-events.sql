-- Which types of events an institution has: where it has none of a type that others have plenty of, the planner would expect
-- some, and read all events of a span of time for them. 500 values, so that all institutions are in it.
create statistics event_seal_types_of_institutions (mcv) on institution_id, type from event_seal;
alter statistics event_seal_types_of_institutions set statistics 500;
analyze event_seal;
