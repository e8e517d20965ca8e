-- An objector takes off a paper before filing, and nobody afterwards.
create policy "delete" on "objection_attachment" for delete using ((select current_setting('mianshen.role', true)) in ('SYSTEM') and not exists (
  select from objection_filing as filing where filing.challenge_id = objection_attachment.challenge_id));
grant delete on objection_attachment to mianshen_gateway;
