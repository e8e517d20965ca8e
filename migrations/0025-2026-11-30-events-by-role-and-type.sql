-- What the two before begin with as well.
drop index event_seal_role, event_seal_institution_type;
