-- without a transaction
create index concurrently submission_programme_submitted on submission (programme_id, submitted_at, id);
