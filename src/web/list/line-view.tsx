import { type Ask, type FullLine, type Named } from '../api.js';
import { type Place } from '../address.js';
import { type Fact, Facts } from './facts.js';
import { type Go, Link } from '../frame.js';
import { dayOf, Status } from './notice-panel.js';
import { ObjectionForm } from '../objection/objection-form.js';
import { ProofPanel } from './proof-panel.js';
import { grouped } from '../../kernel/values/yuan.js';
import { changeNames, lineTexts } from './line-texts.js';
import { type Language, lineStatuses } from '../texts.js';

interface LineProps {
  line: FullLine;
  place: Place;
  go: Go;
  ask?: Ask;
}

/** One published line: its content, its history, the check of its signature, and how to object. */
export function LineView({ line, place, go, ask }: LineProps) {
  const t = lineTexts[place.lang];
  return (
    <article class="line" id="list" tabIndex={-1}>
      <p>
        <Link to={{ notice: line.notice.id, lang: place.lang }} go={go}>
          ← {t.back}
        </Link>
      </p>
      <LineFacts line={line} lang={place.lang} />
      <div class="columns">
        <History line={line} lang={place.lang} />
        <ProofPanel line={line} place={place} ask={ask} />
      </div>
      <Objecting line={line} place={place} go={go} ask={ask} />
    </article>
  );
}

function LineFacts({ line, lang }: { line: FullLine; lang: Language }) {
  const t = lineTexts[lang];
  const { notice, release } = line;
  const { enterpriseCap } = notice.programme.rules;
  return (
    <section class="notice" aria-labelledby="line-title">
      <div class="line-head">
        <div>
          <p class="badges">
            <Status notice={notice} lang={lang} />
            {notice.status === 'OPEN' && <span class="badge quiet">{t.daysLeft(notice.workingDaysLeft)}</span>}
            {line.status !== 'LISTED' && (
              <span class="badge quiet">{lineStatuses[lang][line.status] ?? line.status}</span>
            )}
          </p>
          <h1 id="line-title" lang="zh-CN">
            {line.name}
          </h1>
          <p class="big">
            {grouped(line.amount)} <small>{t.yuan}</small>
          </p>
        </div>
        <figure class="code-to-scan">
          <img src={`/lines/${line.id}/code.svg`} alt={t.codeToScan} width="112" height="112" />
          <figcaption>{t.codeToScan}</figcaption>
        </figure>
      </div>
      {line.amount === enterpriseCap && <p class="ask">{t.atCap(grouped(enterpriseCap))}</p>}
      {release.number < notice.releases.length && <p class="reason">{t.superseded}</p>}
      <Facts facts={factsOf(line, lang)} />
    </section>
  );
}

function factsOf(line: FullLine, lang: Language): Fact[] {
  const t = lineTexts[lang];
  const names = (list: Named[]) => list.map((one) => (lang === 'en' ? one.nameInEnglish : one.name)).join(t.separator);
  return [
    [t.creditCode, <span class="code">{line.creditCode}</span>],
    [t.city, line.city && names([line.city])],
    [t.qualification, names(line.qualificationKinds)],
    [t.product, names(line.products)],
    [t.rank, line.rank],
    [
      t.notice,
      <>
        <span lang="zh-CN">{line.notice.title}</span> · {t.release(line.release.number)}
      </>,
    ],
  ];
}

function History({ line, lang }: { line: FullLine; lang: Language }) {
  const t = lineTexts[lang];
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      {line.history.length === 0 && <p class="muted">{t.noHistory}</p>}
      <ol class="history">
        {line.history.map(({ kind, occurredAt, release, reason, amount }) => (
          <li key={occurredAt + kind}>
            <time dateTime={occurredAt}>{dayOf(occurredAt)}</time> <strong>{changeNames[lang][kind] ?? kind}</strong>{' '}
            <span class="muted">{t.release(release)}</span>
            {amount && (
              <span>
                {' '}
                · {grouped(amount)} {t.yuan}
              </span>
            )}
            {reason && <p lang="zh-CN">{reason}</p>}
          </li>
        ))}
      </ol>
      <p>
        <a href={`/feed/changes.atom?creditCode=${line.creditCode}`} type="application/atom+xml">
          {t.followCompany}
        </a>{' '}
        <span class="muted">{t.followCompanyHint}</span>
      </p>
      <p>
        <a href={`/years?creditCode=${line.creditCode}${lang === 'en' ? '&lang=en' : ''}`}>{t.companyYears}</a>
      </p>
    </section>
  );
}

/** How to object, while the notice is open. */
function Objecting({ line, place, go, ask }: LineProps) {
  const t = lineTexts[place.lang];
  const { notice, creditCode } = line;
  const isOpen = notice.status === 'OPEN';
  return (
    <section class={isOpen ? 'card objecting' : 'card'} aria-labelledby="object">
      <h2 id="object">{t.object}</h2>
      {!isOpen && <p>{t.objectClosed}</p>}
      {isOpen && (
        <>
          <p>
            <strong>{t.deadline(notice.closesOn)}</strong>{' '}
            <span class="badge">{t.daysLeft(notice.workingDaysLeft)}</span>
          </p>
          <p class="muted">{t.objectHint}</p>
          {ask ? (
            <ObjectionForm notice={notice} creditCode={creditCode} place={place} go={go} ask={ask} />
          ) : (
            <noscript>
              <p>{t.objectNoScript}</p>
            </noscript>
          )}
        </>
      )}
      <p>
        <Link to={{ objections: true, lang: place.lang }} go={go}>
          {t.lookUp}
        </Link>
      </p>
    </section>
  );
}
