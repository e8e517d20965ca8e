-- What readers of news are told, the newest first: not each line of a first list, nor each line that a closing confirms.
create index "feed_change_news" on "feed_change" ("position") where kind not in ('CONFIRMED', 'MOVED', 'ADDED') or (kind = 'ADDED' and release > 1);

create or replace view feed.change as
  select change.position, change.kind, change.occurred_at, global_id('PublicityNotice', change.notice_id) as notice,
    change.notice_id, notice.title as notice_title, change.release, change.credit_code, change.reason, change.entry,
    (select recipient.name from public.recipient join public.notice_release as release on release.id = recipient.release_id
      where release.notice_id = change.notice_id and release.number <= change.release
        and recipient.credit_code = change.credit_code
      order by release.number desc limit 1) as name
  from public.feed_change as change join public.publicity_notice as notice on notice.id = change.notice_id;
