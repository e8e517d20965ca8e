-- Written by `npm run schema` from the policies of the entities (src/database/schema/row-security.ts). Do not edit.
-- All policies are replaced as a whole.

do $$
declare
  old record;
begin
  for old in select tablename, policyname from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I', old.policyname, old.tablename);
  end loop;
end $$;

alter table "account" enable row level security, force row level security;
create policy "select by system" on "account" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "account" for select to mianshen_insurer, mianshen_enterprise, mianshen_city using (id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "account" for insert to mianshen_system with check (true);
create policy "update by system" on "account" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "account" for all to mianshen_definer using (true) with check (true);

alter table "account_secret" enable row level security, force row level security;
create policy "select by system" on "account_secret" for select to mianshen_system using (true);
create policy "insert by system" on "account_secret" for insert to mianshen_system with check (true);
create policy "update by system" on "account_secret" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "account_secret" for all to mianshen_definer using (true) with check (true);

alter table "assessment" enable row level security, force row level security;
create policy "select by system" on "assessment" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "assessment" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "assessment" for insert to mianshen_system, mianshen_platform with check (true);
create policy "all by definer" on "assessment" for all to mianshen_definer using (true) with check (true);

alter table "authorisation" enable row level security, force row level security;
create policy "select by system" on "authorisation" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "authorisation" for select to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by enterprise" on "authorisation" for insert to mianshen_enterprise with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "delete by system" on "authorisation" for delete to mianshen_system using (true);
create policy "all by definer" on "authorisation" for all to mianshen_definer using (true) with check (true);

alter table "bank_account" enable row level security, force row level security;
create policy "select by system" on "bank_account" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "bank_account" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "bank_account" for insert to mianshen_system with check (true);
create policy "insert by enterprise" on "bank_account" for insert to mianshen_enterprise with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by system" on "bank_account" for update to mianshen_system using (true) with check (true);
create policy "update by enterprise" on "bank_account" for update to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "bank_account" for all to mianshen_definer using (true) with check (true);

alter table "calendar_day" enable row level security, force row level security;
create policy "select by system" on "calendar_day" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "calendar_day" for insert to mianshen_system with check (true);
create policy "update by system" on "calendar_day" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "calendar_day" for all to mianshen_definer using (true) with check (true);

alter table "claim" enable row level security, force row level security;
create policy "select by system" on "claim" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "claim" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "claim" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "claim" for update to mianshen_system, mianshen_platform, mianshen_science, mianshen_finance using (true) with check (true);
create policy "update by enterprise" on "claim" for update to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "delete by system" on "claim" for delete to mianshen_system, mianshen_platform using (status = 'PROPOSED');
create policy "all by definer" on "claim" for all to mianshen_definer using (true) with check (true);

alter table "claim_application" enable row level security, force row level security;
create policy "select by system" on "claim_application" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "claim_application" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "claim_application" for insert to mianshen_system with check (true);
create policy "insert by enterprise" on "claim_application" for insert to mianshen_enterprise with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "claim_application" for all to mianshen_definer using (true) with check (true);

alter table "claim_correction" enable row level security, force row level security;
create policy "select by system" on "claim_correction" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "claim_correction" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "claim_correction" for insert to mianshen_system, mianshen_science with check (true);
create policy "all by definer" on "claim_correction" for all to mianshen_definer using (true) with check (true);

alter table "client_spending" enable row level security, force row level security;
create policy "select by system" on "client_spending" for select to mianshen_system using (true);
create policy "insert by system" on "client_spending" for insert to mianshen_system with check (true);
create policy "update by system" on "client_spending" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "client_spending" for delete to mianshen_system using (true);
create policy "all by definer" on "client_spending" for all to mianshen_definer using (true) with check (true);

alter table "company_lookup" enable row level security, force row level security;
create policy "select by system" on "company_lookup" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "company_lookup" for insert to mianshen_system with check (true);
create policy "update by system" on "company_lookup" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "company_lookup" for all to mianshen_definer using (true) with check (true);

alter table "contact_challenge" enable row level security, force row level security;
create policy "select by system" on "contact_challenge" for select to mianshen_system using (true);
create policy "insert by system" on "contact_challenge" for insert to mianshen_system with check (true);
create policy "update by system" on "contact_challenge" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "contact_challenge" for all to mianshen_definer using (true) with check (true);

alter table "draft" enable row level security, force row level security;
create policy "select by system" on "draft" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by public" on "draft" for select to mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_city using (status = 'IN_FORCE');
create policy "insert by system" on "draft" for insert to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator with check (true);
create policy "update by system" on "draft" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "draft" for all to mianshen_definer using (true) with check (true);

alter table "enterprise" enable row level security, force row level security;
create policy "select by system" on "enterprise" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "enterprise" for select to mianshen_insurer using (exists (select from institution_enterprise as insured where institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid) and insured.enterprise_id = enterprise.id));
create policy "select by enterprise" on "enterprise" for select to mianshen_enterprise using (id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by city" on "enterprise" for select to mianshen_city using (region_code = (select code from region where id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert by system" on "enterprise" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "enterprise" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "all by definer" on "enterprise" for all to mianshen_definer using (true) with check (true);

alter table "enterprise_binding" enable row level security, force row level security;
create policy "select by system" on "enterprise_binding" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "enterprise_binding" for select to mianshen_insurer, mianshen_city using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "select by enterprise" on "enterprise_binding" for select to mianshen_enterprise using ((account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) or (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert by system" on "enterprise_binding" for insert to mianshen_system with check (true);
create policy "update by system" on "enterprise_binding" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "all by definer" on "enterprise_binding" for all to mianshen_definer using (true) with check (true);

alter table "enterprise_contact" enable row level security, force row level security;
create policy "select by system" on "enterprise_contact" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "enterprise_contact" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "enterprise_contact" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "enterprise_contact" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by system" on "enterprise_contact" for update to mianshen_system using (true) with check (true);
create policy "update by insurer" on "enterprise_contact" for update to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "enterprise_contact" for all to mianshen_definer using (true) with check (true);

alter table "enterprise_exclusion" enable row level security, force row level security;
create policy "select by system" on "enterprise_exclusion" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "enterprise_exclusion" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "enterprise_exclusion" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "enterprise_exclusion" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "all by definer" on "enterprise_exclusion" for all to mianshen_definer using (true) with check (true);

alter table "enterprise_invitation" enable row level security, force row level security;
create policy "select by system" on "enterprise_invitation" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_auditor using (true);
create policy "insert by system" on "enterprise_invitation" for insert to mianshen_system with check (true);
create policy "all by definer" on "enterprise_invitation" for all to mianshen_definer using (true) with check (true);

alter table "event" enable row level security, force row level security;
create policy "select by system" on "event" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by public" on "event" for select to mianshen_public, mianshen_city using (type in ('NOTICE_CLOSED', 'NOTICE_CORRECTED', 'NOTICE_PUBLISHED', 'SERVICE_NOTICE_PUBLISHED'));
create policy "select by insurer" on "event" for select to mianshen_insurer using (coalesce((institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or (type in ('NOTICE_CLOSED', 'NOTICE_CORRECTED', 'NOTICE_PUBLISHED', 'SERVICE_NOTICE_PUBLISHED')), false));
create policy "select by enterprise" on "event" for select to mianshen_enterprise using (coalesce((enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or (type in ('NOTICE_CLOSED', 'NOTICE_CORRECTED', 'NOTICE_PUBLISHED', 'SERVICE_NOTICE_PUBLISHED')), false));
create policy "insert by system" on "event" for insert to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance with check (true);
create policy "insert by auditor" on "event" for insert to mianshen_auditor with check (type in ('WEBHOOK_REGISTERED', 'WEBHOOK_REMOVED'));
create policy "all by definer" on "event" for all to mianshen_definer using (true) with check (true);

alter table "event_pending" enable row level security, force row level security;
create policy "select by system" on "event_pending" for select to mianshen_system using (true);
create policy "all by definer" on "event_pending" for all to mianshen_definer using (true) with check (true);

alter table "event_seal" enable row level security, force row level security;
create policy "select by system" on "event_seal" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by public" on "event_seal" for select to mianshen_public, mianshen_city using (type in ('NOTICE_CLOSED', 'NOTICE_CORRECTED', 'NOTICE_PUBLISHED', 'SERVICE_NOTICE_PUBLISHED'));
create policy "select by insurer" on "event_seal" for select to mianshen_insurer using (coalesce((institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or (type in ('NOTICE_CLOSED', 'NOTICE_CORRECTED', 'NOTICE_PUBLISHED', 'SERVICE_NOTICE_PUBLISHED')), false));
create policy "select by enterprise" on "event_seal" for select to mianshen_enterprise using (coalesce((enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) or (type in ('NOTICE_CLOSED', 'NOTICE_CORRECTED', 'NOTICE_PUBLISHED', 'SERVICE_NOTICE_PUBLISHED')), false));
create policy "all by definer" on "event_seal" for all to mianshen_definer using (true) with check (true);

alter table "event_server" enable row level security, force row level security;
create policy "select by system" on "event_server" for select to mianshen_system using (true);
create policy "all by definer" on "event_server" for all to mianshen_definer using (true) with check (true);

alter table "feed_change" enable row level security, force row level security;
create policy "select by system" on "feed_change" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "feed_change" for insert to mianshen_system with check (true);
create policy "all by definer" on "feed_change" for all to mianshen_definer using (true) with check (true);

alter table "feed_progress" enable row level security, force row level security;
create policy "select by system" on "feed_progress" for select to mianshen_system using (true);
create policy "insert by system" on "feed_progress" for insert to mianshen_system with check (true);
create policy "update by system" on "feed_progress" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "feed_progress" for all to mianshen_definer using (true) with check (true);

alter table "front_end" enable row level security, force row level security;
create policy "select by system" on "front_end" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "insert by system" on "front_end" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "front_end" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "all by definer" on "front_end" for all to mianshen_definer using (true) with check (true);

alter table "granted_thing" enable row level security, force row level security;
create policy "select by system" on "granted_thing" for select to mianshen_system using (true);
create policy "insert by system" on "granted_thing" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "granted_thing" for insert to mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "update by system" on "granted_thing" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "granted_thing" for delete to mianshen_system using (true);
create policy "all by definer" on "granted_thing" for all to mianshen_definer using (true) with check (true);

alter table "idempotency_record" enable row level security, force row level security;
create policy "select by system" on "idempotency_record" for select to mianshen_system using (true);
create policy "select by insurer" on "idempotency_record" for select to mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "idempotency_record" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "idempotency_record" for insert to mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "delete by system" on "idempotency_record" for delete to mianshen_system using (true);
create policy "all by definer" on "idempotency_record" for all to mianshen_definer using (true) with check (true);

alter table "identity_paper" enable row level security, force row level security;
create policy "select by system" on "identity_paper" for select to mianshen_system, mianshen_platform using (true);
create policy "select by insurer" on "identity_paper" for select to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "identity_paper" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "identity_paper" for insert to mianshen_insurer, mianshen_enterprise with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid) and person_check_id is null);
create policy "update by system" on "identity_paper" for update to mianshen_system using (true) with check (true);
create policy "update by insurer" on "identity_paper" for update to mianshen_insurer, mianshen_enterprise using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "delete by system" on "identity_paper" for delete to mianshen_system using (true);
create policy "all by definer" on "identity_paper" for all to mianshen_definer using (true) with check (true);

alter table "institution" enable row level security, force row level security;
create policy "select by system" on "institution" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "institution" for select to mianshen_insurer using (id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "institution" for insert to mianshen_system with check (true);
create policy "update by system" on "institution" for update to mianshen_system, mianshen_science, mianshen_regulator using (true) with check (true);
create policy "all by definer" on "institution" for all to mianshen_definer using (true) with check (true);

alter table "institution_enterprise" enable row level security, force row level security;
create policy "select by system" on "institution_enterprise" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "institution_enterprise" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "institution_enterprise" for all to mianshen_definer using (true) with check (true);

alter table "invitation_scan" enable row level security, force row level security;
create policy "select by system" on "invitation_scan" for select to mianshen_system using (true);
create policy "insert by system" on "invitation_scan" for insert to mianshen_system with check (true);
create policy "update by system" on "invitation_scan" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "invitation_scan" for all to mianshen_definer using (true) with check (true);

alter table "left_out_policy" enable row level security, force row level security;
create policy "select by system" on "left_out_policy" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "left_out_policy" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "left_out_policy" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "left_out_policy" for insert to mianshen_system, mianshen_platform with check (true);
create policy "all by definer" on "left_out_policy" for all to mianshen_definer using (true) with check (true);

alter table "list_export" enable row level security, force row level security;
create policy "select by system" on "list_export" for select to mianshen_system using (true);
create policy "select by insurer" on "list_export" for select to mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "list_export" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "list_export" for insert to mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "update by system" on "list_export" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "list_export" for delete to mianshen_system using (true);
create policy "all by definer" on "list_export" for all to mianshen_definer using (true) with check (true);

alter table "list_export_part" enable row level security, force row level security;
create policy "select by system" on "list_export_part" for select to mianshen_system using (true);
create policy "insert by system" on "list_export_part" for insert to mianshen_system with check (true);
create policy "delete by system" on "list_export_part" for delete to mianshen_system using (true);
create policy "all by definer" on "list_export_part" for all to mianshen_definer using (true) with check (true);

alter table "list_import" enable row level security, force row level security;
create policy "select by system" on "list_import" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "list_import" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "list_import" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "list_import" for all to mianshen_definer using (true) with check (true);

alter table "list_import_failure" enable row level security, force row level security;
create policy "select by system" on "list_import_failure" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "list_import_failure" for insert to mianshen_system, mianshen_platform with check (true);
create policy "delete by system" on "list_import_failure" for delete to mianshen_system using (true);
create policy "all by definer" on "list_import_failure" for all to mianshen_definer using (true) with check (true);

alter table "list_import_row" enable row level security, force row level security;
create policy "select by system" on "list_import_row" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "list_import_row" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "list_import_row" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "list_import_row" for delete to mianshen_system using (true);
create policy "all by definer" on "list_import_row" for all to mianshen_definer using (true) with check (true);

alter table "log_checkpoint" enable row level security, force row level security;
create policy "select by system" on "log_checkpoint" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "log_checkpoint" for insert to mianshen_system with check (true);
create policy "all by definer" on "log_checkpoint" for all to mianshen_definer using (true) with check (true);

alter table "log_leaf" enable row level security, force row level security;
create policy "select by system" on "log_leaf" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "log_leaf" for insert to mianshen_system with check (true);
create policy "all by definer" on "log_leaf" for all to mianshen_definer using (true) with check (true);

alter table "log_node" enable row level security, force row level security;
create policy "select by system" on "log_node" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "log_node" for insert to mianshen_system with check (true);
create policy "all by definer" on "log_node" for all to mianshen_definer using (true) with check (true);

alter table "log_release" enable row level security, force row level security;
create policy "select by system" on "log_release" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "log_release" for insert to mianshen_system with check (true);
create policy "all by definer" on "log_release" for all to mianshen_definer using (true) with check (true);

alter table "machine_credential" enable row level security, force row level security;
create policy "select by system" on "machine_credential" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "machine_credential" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "machine_credential" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "machine_credential" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by system" on "machine_credential" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "update by insurer" on "machine_credential" for update to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "machine_credential" for all to mianshen_definer using (true) with check (true);

alter table "notice_release" enable row level security, force row level security;
create policy "select by system" on "notice_release" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "notice_release" for insert to mianshen_system, mianshen_science with check (true);
create policy "all by definer" on "notice_release" for all to mianshen_definer using (true) with check (true);

alter table "oauth_state" enable row level security, force row level security;
create policy "select by system" on "oauth_state" for select to mianshen_system using (true);
create policy "insert by system" on "oauth_state" for insert to mianshen_system with check (true);
create policy "update by system" on "oauth_state" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "oauth_state" for delete to mianshen_system using (true);
create policy "all by definer" on "oauth_state" for all to mianshen_definer using (true) with check (true);

alter table "objection" enable row level security, force row level security;
create policy "select by system" on "objection" for select to mianshen_system, mianshen_science, mianshen_auditor using (true);
create policy "select by public" on "objection" for select to mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_regulator, mianshen_finance, mianshen_city using (status in ('UPHELD', 'DISMISSED'));
create policy "insert by system" on "objection" for insert to mianshen_system with check (true);
create policy "update by system" on "objection" for update to mianshen_system, mianshen_science using (true) with check (true);
create policy "all by definer" on "objection" for all to mianshen_definer using (true) with check (true);

alter table "objection_attachment" enable row level security, force row level security;
create policy "select by system" on "objection_attachment" for select to mianshen_system, mianshen_science using (true);
create policy "insert by system" on "objection_attachment" for insert to mianshen_system with check (true);
create policy "delete by system" on "objection_attachment" for delete to mianshen_system using (not exists (
  select from objection_filing as filing where filing.challenge_id = objection_attachment.challenge_id));
create policy "all by definer" on "objection_attachment" for all to mianshen_definer using (true) with check (true);

alter table "objection_filing" enable row level security, force row level security;
create policy "select by system" on "objection_filing" for select to mianshen_system, mianshen_science using (true);
create policy "insert by system" on "objection_filing" for insert to mianshen_system with check (true);
create policy "all by definer" on "objection_filing" for all to mianshen_definer using (true) with check (true);

alter table "one_time_code" enable row level security, force row level security;
create policy "select by system" on "one_time_code" for select to mianshen_system using (true);
create policy "insert by system" on "one_time_code" for insert to mianshen_system with check (true);
create policy "update by system" on "one_time_code" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "one_time_code" for delete to mianshen_system using (true);
create policy "all by definer" on "one_time_code" for all to mianshen_definer using (true) with check (true);

alter table "opinion_paper" enable row level security, force row level security;
create policy "select by system" on "opinion_paper" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "opinion_paper" for insert to mianshen_system, mianshen_regulator with check (true);
create policy "all by definer" on "opinion_paper" for all to mianshen_definer using (true) with check (true);

alter table "outcome_progress" enable row level security, force row level security;
create policy "select by system" on "outcome_progress" for select to mianshen_system using (true);
create policy "update by system" on "outcome_progress" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "outcome_progress" for all to mianshen_definer using (true) with check (true);

alter table "payment_batch" enable row level security, force row level security;
create policy "select by system" on "payment_batch" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "payment_batch" for insert to mianshen_system, mianshen_science with check (true);
create policy "update by system" on "payment_batch" for update to mianshen_system, mianshen_science, mianshen_finance using (true) with check (true);
create policy "all by definer" on "payment_batch" for all to mianshen_definer using (true) with check (true);

alter table "payment_file" enable row level security, force row level security;
create policy "select by system" on "payment_file" for select to mianshen_system, mianshen_finance using (true);
create policy "insert by system" on "payment_file" for insert to mianshen_system, mianshen_finance with check (true);
create policy "all by definer" on "payment_file" for all to mianshen_definer using (true) with check (true);

alter table "payment_layout" enable row level security, force row level security;
create policy "select by system" on "payment_layout" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "payment_layout" for insert to mianshen_system, mianshen_finance with check (true);
create policy "update by system" on "payment_layout" for update to mianshen_system, mianshen_finance using (true) with check (true);
create policy "all by definer" on "payment_layout" for all to mianshen_definer using (true) with check (true);

alter table "payment_line" enable row level security, force row level security;
create policy "select by system" on "payment_line" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "payment_line" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "payment_line" for insert to mianshen_system, mianshen_science with check (true);
create policy "update by system" on "payment_line" for update to mianshen_system, mianshen_finance using (true) with check (true);
create policy "all by definer" on "payment_line" for all to mianshen_definer using (true) with check (true);

alter table "person_check" enable row level security, force row level security;
create policy "select by system" on "person_check" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "person_check" for select to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "person_check" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "person_check" for insert to mianshen_insurer, mianshen_enterprise with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid) and status = 'PENDING');
create policy "update by system" on "person_check" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "person_check" for all to mianshen_definer using (true) with check (true);

alter table "policy" enable row level security, force row level security;
create policy "select by system" on "policy" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "policy" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "policy" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by system" on "policy" for update to mianshen_system using (true) with check (true);
create policy "update by insurer" on "policy" for update to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy" for all to mianshen_definer using (true) with check (true);

alter table "policy_admission" enable row level security, force row level security;
create policy "select by system" on "policy_admission" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_admission" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "policy_admission" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_admission" for insert to mianshen_system, mianshen_science with check (true);
create policy "all by definer" on "policy_admission" for all to mianshen_definer using (true) with check (true);

alter table "policy_correction" enable row level security, force row level security;
create policy "select by system" on "policy_correction" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_correction" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_correction" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "policy_correction" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy_correction" for all to mianshen_definer using (true) with check (true);

alter table "policy_document" enable row level security, force row level security;
create policy "select by system" on "policy_document" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_document" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_document" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "policy_document" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "delete by system" on "policy_document" for delete to mianshen_system using (true);
create policy "delete by insurer" on "policy_document" for delete to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy_document" for all to mianshen_definer using (true) with check (true);

alter table "policy_exclusion" enable row level security, force row level security;
create policy "select by system" on "policy_exclusion" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_exclusion" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "policy_exclusion" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_exclusion" for insert to mianshen_system with check ((reason = 'BLOCKED') or (reason = 'FAILED_SPOT_CHECK'));
create policy "insert by platform" on "policy_exclusion" for insert to mianshen_platform with check (reason = 'BLOCKED');
create policy "insert by science" on "policy_exclusion" for insert to mianshen_science, mianshen_regulator with check (reason = 'FAILED_SPOT_CHECK');
create policy "update by system" on "policy_exclusion" for update to mianshen_system, mianshen_platform using (reason = 'BLOCKED') with check (reason = 'BLOCKED');
create policy "all by definer" on "policy_exclusion" for all to mianshen_definer using (true) with check (true);

alter table "policy_flag" enable row level security, force row level security;
create policy "select by system" on "policy_flag" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_flag" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy_flag" for all to mianshen_definer using (true) with check (true);

alter table "policy_funding" enable row level security, force row level security;
create policy "select by system" on "policy_funding" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_funding" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "policy_funding" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_funding" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "policy_funding" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "all by definer" on "policy_funding" for all to mianshen_definer using (true) with check (true);

alter table "policy_problem" enable row level security, force row level security;
create policy "select by system" on "policy_problem" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_problem" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "policy_problem" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_problem" for insert to mianshen_system with check (true);
create policy "insert by enterprise" on "policy_problem" for insert to mianshen_enterprise with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by system" on "policy_problem" for update to mianshen_system using (true) with check (true);
create policy "update by insurer" on "policy_problem" for update to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by enterprise" on "policy_problem" for update to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)) with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy_problem" for all to mianshen_definer using (true) with check (true);

alter table "policy_problem_message" enable row level security, force row level security;
create policy "select by system" on "policy_problem_message" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_problem_message" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "select by enterprise" on "policy_problem_message" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_problem_message" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "policy_problem_message" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by enterprise" on "policy_problem_message" for insert to mianshen_enterprise with check (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy_problem_message" for all to mianshen_definer using (true) with check (true);

alter table "policy_refund" enable row level security, force row level security;
create policy "select by system" on "policy_refund" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "policy_refund" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "policy_refund" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "policy_refund" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "policy_refund" for all to mianshen_definer using (true) with check (true);

alter table "product" enable row level security, force row level security;
create policy "select by system" on "product" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "product" for insert to mianshen_system with check (true);
create policy "all by definer" on "product" for all to mianshen_definer using (true) with check (true);

alter table "programme" enable row level security, force row level security;
create policy "select by system" on "programme" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "programme" for insert to mianshen_system with check (true);
create policy "update by system" on "programme" for update to mianshen_system, mianshen_science using (true) with check (true);
create policy "all by definer" on "programme" for all to mianshen_definer using (true) with check (true);

alter table "programme_attachment" enable row level security, force row level security;
create policy "select by system" on "programme_attachment" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by public" on "programme_attachment" for select to mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_city using (published);
create policy "insert by system" on "programme_attachment" for insert to mianshen_system, mianshen_science, mianshen_regulator with check (true);
create policy "update by system" on "programme_attachment" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "programme_attachment" for all to mianshen_definer using (true) with check (true);

alter table "programme_rules" enable row level security, force row level security;
create policy "select by system" on "programme_rules" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "programme_rules" for insert to mianshen_system with check (true);
create policy "all by definer" on "programme_rules" for all to mianshen_definer using (true) with check (true);

alter table "proposal_run" enable row level security, force row level security;
create policy "select by system" on "proposal_run" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "proposal_run" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "proposal_run" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "all by definer" on "proposal_run" for all to mianshen_definer using (true) with check (true);

alter table "publicity_notice" enable row level security, force row level security;
create policy "select by system" on "publicity_notice" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "publicity_notice" for insert to mianshen_system, mianshen_science with check (true);
create policy "update by system" on "publicity_notice" for update to mianshen_system, mianshen_science using (true) with check (true);
create policy "all by definer" on "publicity_notice" for all to mianshen_definer using (true) with check (true);

alter table "qualification" enable row level security, force row level security;
create policy "select by system" on "qualification" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "qualification" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "qualification" for insert to mianshen_system with check (true);
create policy "update by system" on "qualification" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "qualification" for delete to mianshen_system using (true);
create policy "all by definer" on "qualification" for all to mianshen_definer using (true) with check (true);

alter table "qualification_kind" enable row level security, force row level security;
create policy "select by system" on "qualification_kind" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "qualification_kind" for insert to mianshen_system with check (true);
create policy "update by system" on "qualification_kind" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "qualification_kind" for all to mianshen_definer using (true) with check (true);

alter table "received_upload" enable row level security, force row level security;
create policy "select by system" on "received_upload" for select to mianshen_system using (true);
create policy "insert by system" on "received_upload" for insert to mianshen_system with check (true);
create policy "update by system" on "received_upload" for update to mianshen_system using (true) with check (true);
create policy "delete by system" on "received_upload" for delete to mianshen_system using (true);
create policy "all by definer" on "received_upload" for all to mianshen_definer using (true) with check (true);

alter table "recipient" enable row level security, force row level security;
create policy "select by system" on "recipient" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "recipient" for insert to mianshen_system, mianshen_science with check (true);
create policy "all by definer" on "recipient" for all to mianshen_definer using (true) with check (true);

alter table "recipient_state" enable row level security, force row level security;
create policy "select by system" on "recipient_state" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "recipient_state" for insert to mianshen_system with check (true);
create policy "update by system" on "recipient_state" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "recipient_state" for all to mianshen_definer using (true) with check (true);

alter table "recovery" enable row level security, force row level security;
create policy "select by system" on "recovery" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "recovery" for insert to mianshen_system, mianshen_science with check (true);
create policy "update by system" on "recovery" for update to mianshen_system, mianshen_science, mianshen_finance using (true) with check (true);
create policy "all by definer" on "recovery" for all to mianshen_definer using (true) with check (true);

alter table "region" enable row level security, force row level security;
create policy "select by system" on "region" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "region" for insert to mianshen_system with check (true);
create policy "update by system" on "region" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "region" for all to mianshen_definer using (true) with check (true);

alter table "registered_company" enable row level security, force row level security;
create policy "select by system" on "registered_company" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "registered_company" for select to mianshen_enterprise using (credit_code = (select credit_code from enterprise where id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "insert by system" on "registered_company" for insert to mianshen_system with check (true);
create policy "update by system" on "registered_company" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "registered_company" for all to mianshen_definer using (true) with check (true);

alter table "release_institution" enable row level security, force row level security;
create policy "select by system" on "release_institution" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "release_institution" for insert to mianshen_system, mianshen_science with check (true);
create policy "all by definer" on "release_institution" for all to mianshen_definer using (true) with check (true);

alter table "repayment" enable row level security, force row level security;
create policy "select by system" on "repayment" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by enterprise" on "repayment" for select to mianshen_enterprise using (enterprise_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "repayment" for insert to mianshen_system, mianshen_finance with check (true);
create policy "all by definer" on "repayment" for all to mianshen_definer using (true) with check (true);

alter table "retention_run" enable row level security, force row level security;
create policy "select by system" on "retention_run" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "insert by system" on "retention_run" for insert to mianshen_system with check (true);
create policy "update by system" on "retention_run" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "retention_run" for all to mianshen_definer using (true) with check (true);

alter table "revocation" enable row level security, force row level security;
create policy "select by system" on "revocation" for select to mianshen_system using (true);
create policy "insert by system" on "revocation" for insert to mianshen_system with check (true);
create policy "update by system" on "revocation" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "revocation" for all to mianshen_definer using (true) with check (true);

alter table "role_grant" enable row level security, force row level security;
create policy "select by system" on "role_grant" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "role_grant" for select to mianshen_insurer, mianshen_enterprise using ((account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) or (subject_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "select by city" on "role_grant" for select to mianshen_city using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "role_grant" for insert to mianshen_system with check (true);
create policy "update by system" on "role_grant" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "role_grant" for all to mianshen_definer using (true) with check (true);

alter table "sandbox_time" enable row level security, force row level security;
create policy "select by system" on "sandbox_time" for select to mianshen_system using (true);
create policy "insert by system" on "sandbox_time" for insert to mianshen_system with check (true);
create policy "update by system" on "sandbox_time" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "sandbox_time" for all to mianshen_definer using (true) with check (true);

alter table "service_notice" enable row level security, force row level security;
create policy "select by system" on "service_notice" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by public" on "service_notice" for select to mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_city using (status = 'PUBLISHED');
create policy "insert by system" on "service_notice" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "service_notice" for update to mianshen_system, mianshen_platform, mianshen_science using (true) with check (true);
create policy "all by definer" on "service_notice" for all to mianshen_definer using (true) with check (true);

alter table "service_notice_line" enable row level security, force row level security;
create policy "select by system" on "service_notice_line" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by public" on "service_notice_line" for select to mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_city using (published_at is not null);
create policy "insert by system" on "service_notice_line" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "service_notice_line" for update to mianshen_system, mianshen_science using (true) with check (true);
create policy "all by definer" on "service_notice_line" for all to mianshen_definer using (true) with check (true);

alter table "sign_in_failure" enable row level security, force row level security;
create policy "select by system" on "sign_in_failure" for select to mianshen_system using (true);
create policy "insert by system" on "sign_in_failure" for insert to mianshen_system with check (true);
create policy "delete by system" on "sign_in_failure" for delete to mianshen_system using (true);
create policy "all by definer" on "sign_in_failure" for all to mianshen_definer using (true) with check (true);

alter table "spot_check" enable row level security, force row level security;
create policy "select by system" on "spot_check" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "spot_check" for select to mianshen_insurer using ((select nullif(current_setting('mianshen.subject', true), '')::uuid) = any (institution_ids));
create policy "insert by system" on "spot_check" for insert to mianshen_system, mianshen_science, mianshen_regulator with check (true);
create policy "all by definer" on "spot_check" for all to mianshen_definer using (true) with check (true);

alter table "spot_check_finding" enable row level security, force row level security;
create policy "select by system" on "spot_check_finding" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "spot_check_finding" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid) and confirmed);
create policy "insert by system" on "spot_check_finding" for insert to mianshen_system, mianshen_science, mianshen_regulator with check (not confirmed);
create policy "update by system" on "spot_check_finding" for update to mianshen_system, mianshen_science, mianshen_regulator using (true) with check (true);
create policy "all by definer" on "spot_check_finding" for all to mianshen_definer using (true) with check (true);

alter table "spot_check_item" enable row level security, force row level security;
create policy "select by system" on "spot_check_item" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "spot_check_item" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "spot_check_item" for insert to mianshen_system, mianshen_science, mianshen_regulator with check (true);
create policy "update by system" on "spot_check_item" for update to mianshen_system, mianshen_science, mianshen_regulator using (true) with check (true);
create policy "all by definer" on "spot_check_item" for all to mianshen_definer using (true) with check (true);

alter table "spot_check_member" enable row level security, force row level security;
create policy "select by system" on "spot_check_member" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "spot_check_member" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "spot_check_member" for insert to mianshen_system, mianshen_science, mianshen_regulator with check (true);
create policy "all by definer" on "spot_check_member" for all to mianshen_definer using (true) with check (true);

alter table "spot_check_stratum" enable row level security, force row level security;
create policy "select by system" on "spot_check_stratum" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "spot_check_stratum" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "spot_check_stratum" for insert to mianshen_system, mianshen_science, mianshen_regulator with check (true);
create policy "all by definer" on "spot_check_stratum" for all to mianshen_definer using (true) with check (true);

alter table "staff_invitation" enable row level security, force row level security;
create policy "select by system" on "staff_invitation" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "staff_invitation" for select to mianshen_insurer, mianshen_enterprise using (subject_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "staff_invitation" for insert to mianshen_system with check (true);
create policy "update by system" on "staff_invitation" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "staff_invitation" for all to mianshen_definer using (true) with check (true);

alter table "statement_of_truth" enable row level security, force row level security;
create policy "select by system" on "statement_of_truth" for select to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (true);
create policy "insert by system" on "statement_of_truth" for insert to mianshen_system, mianshen_science with check (true);
create policy "all by definer" on "statement_of_truth" for all to mianshen_definer using (true) with check (true);

alter table "submission" enable row level security, force row level security;
create policy "select by system" on "submission" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "submission" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "submission" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "submission" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "update by system" on "submission" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "submission" for all to mianshen_definer using (true) with check (true);

alter table "submission_row" enable row level security, force row level security;
create policy "select by system" on "submission_row" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "submission_row" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "submission_row" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "submission_row" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "delete by system" on "submission_row" for delete to mianshen_system using (true);
create policy "all by definer" on "submission_row" for all to mianshen_definer using (true) with check (true);

alter table "subsidy_proposal" enable row level security, force row level security;
create policy "select by system" on "subsidy_proposal" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "insert by system" on "subsidy_proposal" for insert to mianshen_system, mianshen_platform with check (true);
create policy "update by system" on "subsidy_proposal" for update to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator using (true) with check (true);
create policy "all by definer" on "subsidy_proposal" for all to mianshen_definer using (true) with check (true);

alter table "text_message" enable row level security, force row level security;
create policy "select by system" on "text_message" for select to mianshen_system using (true);
create policy "select by platform" on "text_message" for select to mianshen_platform, mianshen_science, mianshen_auditor using (enterprise_id is not null);
create policy "insert by system" on "text_message" for insert to mianshen_system, mianshen_public, mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance with check (true);
create policy "update by system" on "text_message" for update to mianshen_system using (true) with check (true);
create policy "all by definer" on "text_message" for all to mianshen_definer using (true) with check (true);

alter table "upload" enable row level security, force row level security;
create policy "select by system" on "upload" for select to mianshen_system using (true);
create policy "insert by system" on "upload" for insert to mianshen_system with check (true);
create policy "delete by system" on "upload" for delete to mianshen_system using (true);
create policy "all by definer" on "upload" for all to mianshen_definer using (true) with check (true);

alter table "upload_chunk" enable row level security, force row level security;
create policy "select by system" on "upload_chunk" for select to mianshen_system using (true);
create policy "insert by system" on "upload_chunk" for insert to mianshen_system with check (true);
create policy "delete by system" on "upload_chunk" for delete to mianshen_system using (true);
create policy "all by definer" on "upload_chunk" for all to mianshen_definer using (true) with check (true);

alter table "uploaded_document" enable row level security, force row level security;
create policy "select by system" on "uploaded_document" for select to mianshen_system, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_auditor using (true);
create policy "select by insurer" on "uploaded_document" for select to mianshen_insurer using (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "insert by system" on "uploaded_document" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "uploaded_document" for insert to mianshen_insurer with check (institution_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid));
create policy "all by definer" on "uploaded_document" for all to mianshen_definer using (true) with check (true);

alter table "webhook" enable row level security, force row level security;
create policy "select by system" on "webhook" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "webhook" for select to mianshen_insurer, mianshen_enterprise using ((account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) or (subject_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "select by science" on "webhook" for select to mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "insert by system" on "webhook" for insert to mianshen_system with check (true);
create policy "insert by insurer" on "webhook" for insert to mianshen_insurer, mianshen_enterprise, mianshen_platform, mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "update by system" on "webhook" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "update by insurer" on "webhook" for update to mianshen_insurer, mianshen_enterprise using ((account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) or (subject_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid))) with check ((account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) or (subject_id = (select nullif(current_setting('mianshen.subject', true), '')::uuid)));
create policy "update by science" on "webhook" for update to mianshen_science, mianshen_regulator, mianshen_finance, mianshen_city, mianshen_auditor using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "all by definer" on "webhook" for all to mianshen_definer using (true) with check (true);

alter table "webhook_attempt" enable row level security, force row level security;
create policy "select by system" on "webhook_attempt" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "webhook_attempt" for select to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance using (delivery_id in (select id from webhook_delivery));
create policy "insert by system" on "webhook_attempt" for insert to mianshen_system with check (true);
create policy "all by definer" on "webhook_attempt" for all to mianshen_definer using (true) with check (true);

alter table "webhook_delivery" enable row level security, force row level security;
create policy "select by system" on "webhook_delivery" for select to mianshen_system, mianshen_platform, mianshen_auditor using (true);
create policy "select by insurer" on "webhook_delivery" for select to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance using (webhook_id in (select id from webhook));
create policy "insert by system" on "webhook_delivery" for insert to mianshen_system, mianshen_platform with check (true);
create policy "insert by insurer" on "webhook_delivery" for insert to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance with check ((webhook_id in (select id from webhook)) or (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)));
create policy "insert by city" on "webhook_delivery" for insert to mianshen_city, mianshen_auditor with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "update by system" on "webhook_delivery" for update to mianshen_system, mianshen_platform using (true) with check (true);
create policy "update by insurer" on "webhook_delivery" for update to mianshen_insurer, mianshen_enterprise, mianshen_science, mianshen_regulator, mianshen_finance using ((webhook_id in (select id from webhook)) or (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid))) with check ((webhook_id in (select id from webhook)) or (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)));
create policy "update by city" on "webhook_delivery" for update to mianshen_city, mianshen_auditor using (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid)) with check (account_id = (select nullif(current_setting('mianshen.account', true), '')::uuid));
create policy "all by definer" on "webhook_delivery" for all to mianshen_definer using (true) with check (true);
