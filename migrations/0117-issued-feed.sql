-- The notices that issued programmes, and service notices, in the open data.
create view feed.programme as
  select programme.id, code, title, document_number, policy_year, opens_on, institution_registration_until,
    enterprise_registration_until, policy_push_until, notice, demonstration, version
  from public.programme;

create view feed.service_notice as
  select notice.id, global_id('ServiceNotice', notice.id) as global_id, notice.title, notice.text, notice.published_at,
    notice.claim_by, notice.line_count, programme.code as programme, programme.demonstration
  from public.service_notice as notice join public.programme on programme.id = notice.programme_id
  where notice.status = 'PUBLISHED';

create view feed.service_notice_line as
  select line.service_notice_id, line.credit_code, line.name
  from public.service_notice_line as line where line.published_at is not null;

grant select on feed.programme, feed.service_notice, feed.service_notice_line to mianshen_feed;
