import type { ListData, Notice } from '../api.js';
import { type Place } from '../address.js';
import { type Go, Link } from '../frame.js';
import { grouped } from '../../kernel/values/yuan.js';
import { type NoticeTexts, noticeTexts } from './notice-texts.js';
import type { Language } from '../texts.js';

const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

export function dayOf(instant: string): string {
  return day.format(new Date(instant));
}

/** The notice: its title, its dates, the days that remain, and its totals. */
export function NoticePanel({ data, place, go }: { data: ListData; place: Place; go: Go }) {
  const t = noticeTexts[place.lang];
  const { notice, notices } = data;
  if (!notice) return null;
  const newest = notice.releases.at(-1);
  const others = notices.filter(({ id }) => id !== notice.id);
  return (
    <section class="notice banner" aria-labelledby="notice-title">
      <div class="notice-head">
        <p class="badges">
          <Status notice={notice} lang={place.lang} />
          {newest && newest.number > 1 && <span class="badge quiet">{t.release(newest.number)}</span>}
        </p>
        <h1 id="notice-title" lang="zh-CN">
          {phrased(notice.title)}
        </h1>
        <p class="muted">
          {t.documentNumber}{' '}
          <a href={`/programmes/${notice.programme.code}`} lang="zh-CN">
            {notice.programme.documentNumber}
          </a>
          {' · '}
          {t.published(dayOf(notice.publishedAt))}
        </p>
        {newest?.reason && (
          <p class="reason">
            <strong>{t.correctedBecause}</strong> <span lang="zh-CN">{newest.reason}</span>
          </p>
        )}
      </div>
      <Figures notice={notice} lang={place.lang} />
      {others.length > 0 && <OtherNotices notices={others} place={place} go={go} />}
    </section>
  );
}

function Figures({ notice, lang }: { notice: Notice; lang: Language }) {
  const t = noticeTexts[lang];
  const newest = notice.releases.at(-1);
  return (
    <dl class="figures">
      <div class="hero">
        <dt>{t.totalAmount}</dt>
        <dd>
          <span class="number">{grouped(newest?.totalAmount ?? '0.00')}</span> <small>{t.yuan}</small>
        </dd>
      </div>
      {notice.status === 'OPEN' && <Countdown days={notice.workingDaysLeft} t={t} />}
      <div>
        <dt>{t.recipients}</dt>
        <dd>
          {grouped(String(newest?.recipientCount ?? 0))} <small>{t.unitCompanies}</small>
        </dd>
      </div>
      <div>
        <dt>{t.closesOn}</dt>
        <dd class="date">
          {notice.closesOn} <small>{t.endOfDay}</small>
        </dd>
      </div>
    </dl>
  );
}

function OtherNotices({ notices, place, go }: { notices: ListData['notices']; place: Place; go: Go }) {
  const t = noticeTexts[place.lang];
  return (
    <details class="others">
      <summary>
        {t.otherNotices} ({notices.length})
      </summary>
      <ul>
        {notices.map(({ id, title, publishedAt }) => (
          <li key={id}>
            <Link to={{ notice: id, lang: place.lang }} go={go}>
              {title}
            </Link>{' '}
            <span class="muted">{dayOf(publishedAt)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How many days remain for objections. */
function Countdown({ days, t }: { days: number; t: NoticeTexts }) {
  return (
    <div class="hero">
      <dt>{t.countdown}</dt>
      <dd>
        {days === 0 ? (
          t.lastDay
        ) : (
          <>
            <span class="number">{days}</span> <small>{t.workingDays}</small>
          </>
        )}
      </dd>
    </div>
  );
}

/** Lets a title break after a phrase, and not inside a word such as 补贴. */
export function phrased(title: string) {
  return title
    .split(/(?<=】|”|》|年|保险|资金|企业)/)
    .flatMap((part, index) => (index === 0 ? [part] : [<wbr />, part]));
}

export function Status({ notice, lang }: { notice: Notice; lang: Language }) {
  const t = noticeTexts[lang];
  return notice.status === 'OPEN' ? <span class="badge open">{t.open}</span> : <span class="badge">{t.closed}</span>;
}
