-- without a transaction
create index concurrently assessment_division on assessment (proposal_id, division_found collate "C");
