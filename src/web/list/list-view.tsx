import { useContext } from 'preact/hooks';
import type { Ask, ListData, Notice } from '../api.js';
import { type Place } from '../address.js';
import { Charts } from './charts.js';
import { Chosen, Filters, selectionQuery } from './filters.js';
import { type Go, Link, Message } from '../frame.js';
import { NoticePanel } from './notice-panel.js';
import { ObjectionForm } from '../objection/objection-form.js';
import { grouped } from '../../kernel/values/yuan.js';
import { SiteContext } from '../site.js';
import { type ListTexts, listTexts } from './list-texts.js';

export const fileFormats = [
  ['xlsx', 'Excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['csv', 'CSV', 'text/csv'],
  ['json', 'JSON', 'application/json'],
  ['ndjson', 'NDJSON', 'application/x-ndjson'],
  ['parquet', 'Parquet', 'application/vnd.apache.parquet'],
  ['360giving.json', '360Giving', 'application/json'],
] as const;

interface ListProps {
  data: ListData;
  place: Place;
  go: Go;
  busy: boolean;
  ask: Ask | undefined;
}

/** The published list. */
export function ListView({ data, place, go, busy, ask }: ListProps) {
  const t = listTexts[place.lang];
  const { notice, page, facets } = data;
  const site = useContext(SiteContext);
  if (!notice || !page || !facets) return <Message title={t.none} hint={t.noneHint} whole />;
  return (
    <>
      <NoticePanel data={data} place={place} go={go} />
      <noscript>
        <p class="demonstration">{t.noScript}</p>
      </noscript>
      <Filters facets={facets} place={place} go={go} />
      <section id="list" class="list" aria-labelledby="list-title" aria-busy={busy} tabIndex={-1}>
        <div class="list-head">
          <h2 id="list-title">{t.list}</h2>
          <p role="status" aria-live="polite">
            {busy ? t.loading : t.found(grouped(String(facets.recipientCount)), grouped(facets.totalAmount))}
          </p>
        </div>
        <p class="muted">{t.capHint(grouped(notice.programme.rules.enterpriseCap))}</p>
        <Chosen facets={facets} place={place} go={go} />
        {page.nodes.length === 0 ? (
          <Message title={t.empty} hint={t.emptyHint} />
        ) : (
          <Lines data={data} place={place} go={go} />
        )}
        <Pager data={data} place={place} go={go} />
        {site && <p class="on-paper">{t.onPaper(site.origin)}</p>}
      </section>
      <p class="ask">
        {t.notListed}{' '}
        <Link to={{ check: true, lang: place.lang }} go={go}>
          {t.notListedLink}
        </Link>
      </p>
      {notice.status === 'OPEN' && <HowToObject notice={notice} place={place} go={go} ask={ask} />}
      {facets.recipientCount > 0 && <Charts facets={facets} place={place} />}
      <Downloads data={data} place={place} />
      <Build data={data} place={place} />
    </>
  );
}

function Lines({ data, place, go }: { data: ListData; place: Place; go: Go }) {
  const t = listTexts[place.lang];
  // Relative to the most that a company can get, so that bars on different pages can be compared.
  const most = Number(data.notice?.programme.rules.enterpriseCap);
  return (
    <table class="lines">
      <thead>
        <tr>
          <th scope="col" class="rank">
            {t.rank}
          </th>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.creditCode}</th>
          <th scope="col">{t.city}</th>
          <th scope="col" class="amount">
            {t.amountYuan}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.page?.nodes.map(({ id, rank, name, creditCode, city, amount }) => (
          <tr key={id}>
            <td class="rank">{rank}</td>
            <th scope="row" lang="zh-CN">
              <Link to={{ line: id, lang: place.lang }} go={go}>
                {name}
              </Link>
            </th>
            <td class="code">{creditCode}</td>
            <td class="city">{place.lang === 'en' ? city?.nameInEnglish : city?.name}</td>
            <td class="amount">
              {grouped(amount)}
              <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width="100" height="4" class="whole" />
                <rect width={Math.min(100, (Number(amount) / most) * 100).toFixed(1)} height="4" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pager({ data, place, go }: { data: ListData; place: Place; go: Go }) {
  const t = listTexts[place.lang];
  const info = data.page?.pageInfo;
  if (!info?.hasNextPage && !info?.hasPreviousPage) return null;
  const { after: _, before: __, ...list } = place;
  return (
    <nav class="pager" aria-label={t.paging}>
      {info.hasPreviousPage && info.startCursor ? (
        <Link to={{ ...list, before: info.startCursor }} go={go}>
          ← {t.previous}
        </Link>
      ) : (
        <span />
      )}
      {info.hasNextPage && info.endCursor ? (
        <Link to={{ ...list, after: info.endCursor }} go={go}>
          {t.next} →
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}

function Downloads({ data, place }: { data: ListData; place: Place }) {
  const t = listTexts[place.lang];
  const base = `/feed/notices/${data.notice?.id}/releases/${data.notice?.releases.at(-1)?.number}/recipients`;
  const selection = selectionQuery(place);
  return (
    <section class="card" aria-labelledby="downloads">
      <h2 id="downloads">{t.downloads}</h2>
      <p class="muted">{t.downloadsHint}</p>
      <Files base={base} query="" t={t} />
      {selection && (
        <>
          <h3>{t.downloadSelection}</h3>
          <Files base={base} query={selection} t={t} />
        </>
      )}
    </section>
  );
}

/** The files of the list: Excel first, which most readers want, and the others in a menu. */
function Files({ base, query, t }: { base: string; query: string; t: ListTexts }) {
  const link = ([extension, title]: (typeof fileFormats)[number], style?: string) => (
    <a href={`${base}.${extension}${query}`} class={style} download>
      {title}
    </a>
  );
  const [excel, ...others] = fileFormats;
  return (
    <div class="files-row">
      {link(excel, 'primary')}
      <details>
        <summary>{t.moreFormats}</summary>
        <ul class="files">
          {others.map((format) => (
            <li key={format[0]}>{link(format)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** How to object and until when: to the whole notice here, to a line on its page. */
function HowToObject({ notice, place, go, ask }: { notice: Notice } & Pick<ListProps, 'place' | 'go' | 'ask'>) {
  const t = listTexts[place.lang];
  return (
    <section class="card objecting" aria-labelledby="how-to-object">
      <h2 id="how-to-object">{t.howToObject}</h2>
      <p>
        <strong>{t.deadline(notice.closesOn)}</strong> <span class="badge">{t.daysLeft(notice.workingDaysLeft)}</span>
      </p>
      <p>{t.howToObjectHint}</p>
      {ask && (
        <details>
          <summary>{t.objectNotice}</summary>
          <ObjectionForm notice={notice} place={place} go={go} ask={ask} />
        </details>
      )}
    </section>
  );
}

function Build({ data, place }: { data: ListData; place: Place }) {
  const t = listTexts[place.lang];
  const links = [
    ['/docs', t.buildDocs],
    ['/graphql', t.buildApi],
    ['/schema.graphql', t.buildSchema],
    ['/feed', t.buildFeed],
    [`/feed/notices/${data.notice?.id}/datapackage.json`, t.buildPackage],
    ['/feed/changes.atom', t.buildChanges],
    ['/feed/log/checkpoint', t.buildLog],
  ] as const;
  return (
    <section class="card" aria-labelledby="build">
      <h2 id="build">{t.build}</h2>
      <ul class="links">
        {links.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a> <code>{href.length < 32 ? href : '/feed/…/datapackage.json'}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href="/verify/mianshen-verify.mjs">{t.buildVerifier}</a> ·{' '}
        <a href="/verify/mianshen-verify.mjs.sha256">{t.buildVerifierDigest}</a> · {t.buildVerify}:{' '}
        <code class="command">node mianshen-verify.mjs https://…</code>
      </p>
    </section>
  );
}
