-- The index of the migration before has all pairs of characters too.
drop index enterprise_name_bigrams;
