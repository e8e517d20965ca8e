import { useEffect, useState } from 'preact/hooks';
import { type Ask, type FullLine, loadProof, type Named, type Proof } from '../api.js';
import { type Place } from '../address.js';
import type { Checked } from '../check-proof.js';
import { type Fact, Facts } from './facts.js';
import { type Go, Link } from '../frame.js';
import { dayOf, Status } from './notice-panel.js';
import { ObjectionForm } from '../objection/objection-form.js';
import { grouped } from '../../kernel/values/yuan.js';
import { changeNames, lineTexts } from './line-texts.js';
import { lineStatuses } from '../texts.js';

/** One published line: what it says, what happened to it, whether it is what was signed, and how to object. */
export function LineView({ line, place, go, ask }: { line: FullLine; place: Place; go: Go; ask?: Ask }) {
  const t = lineTexts[place.lang];
  const names = (list: Named[]) =>
    list.map((one) => (place.lang === 'en' ? one.nameInEnglish : one.name)).join(t.separator);
  const { notice, release } = line;
  const facts: Fact[] = [
    [t.creditCode, <span class="code">{line.creditCode}</span>],
    [t.city, line.city && names([line.city])],
    [t.qualification, names(line.qualificationKinds)],
    [t.product, names(line.products)],
    [t.rank, line.rank],
    [
      t.notice,
      <>
        <span lang="zh-CN">{notice.title}</span> · {t.release(release.number)}
      </>,
    ],
  ];
  return (
    <article class="line" id="list" tabIndex={-1}>
      <p>
        <Link to={{ notice: notice.id, lang: place.lang }} go={go}>
          ← {t.back}
        </Link>
      </p>
      <section class="notice" aria-labelledby="line-title">
        <div class="line-head">
          <div>
            <p class="badges">
              <Status notice={notice} lang={place.lang} />
              {notice.status === 'OPEN' && <span class="badge quiet">{t.daysLeft(notice.workingDaysLeft)}</span>}
              {line.status !== 'LISTED' && (
                <span class="badge quiet">{lineStatuses[place.lang][line.status] ?? line.status}</span>
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
        {line.amount === notice.programme.rules.enterpriseCap && (
          <p class="ask">{t.atCap(grouped(notice.programme.rules.enterpriseCap))}</p>
        )}
        {release.number < notice.releases.length && <p class="reason">{t.superseded}</p>}
        <Facts facts={facts} />
      </section>
      <div class="columns">
        <section class="card" aria-labelledby="history">
          <h2 id="history">{t.history}</h2>
          {line.history.length === 0 && <p class="muted">{t.noHistory}</p>}
          <ol class="history">
            {line.history.map(({ kind, occurredAt, release: number, reason, amount }) => (
              <li key={occurredAt + kind}>
                <time dateTime={occurredAt}>{dayOf(occurredAt)}</time>{' '}
                <strong>{changeNames[place.lang][kind] ?? kind}</strong> <span class="muted">{t.release(number)}</span>
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
            <a href={`/years?creditCode=${line.creditCode}${place.lang === 'en' ? '&lang=en' : ''}`}>
              {t.companyYears}
            </a>
          </p>
        </section>
        <ProofPanel line={line} place={place} ask={ask} />
      </div>
      <section class={notice.status === 'OPEN' ? 'card objecting' : 'card'} aria-labelledby="object">
        <h2 id="object">{t.object}</h2>
        {notice.status === 'OPEN' ? (
          <>
            <p>
              <strong>{t.deadline(notice.closesOn)}</strong>{' '}
              <span class="badge">{t.daysLeft(notice.workingDaysLeft)}</span>
            </p>
            <p class="muted">{t.objectHint}</p>
            {ask ? (
              <ObjectionForm notice={notice} creditCode={line.creditCode} place={place} go={go} ask={ask} />
            ) : (
              <noscript>
                <p>{t.objectNoScript}</p>
              </noscript>
            )}
          </>
        ) : (
          <p>{t.objectClosed}</p>
        )}
        <p>
          <Link to={{ objections: true, lang: place.lang }} go={go}>
            {t.lookUp}
          </Link>
        </p>
      </section>
    </article>
  );
}

type ProofState = { kind: 'checking' | 'pending' | 'failed' } | { kind: 'checked'; proof: Proof; checked: Checked };

function ProofPanel({ line, place, ask }: { line: FullLine; place: Place; ask?: Ask }) {
  const t = lineTexts[place.lang];
  const [state, setState] = useState<ProofState>({ kind: 'checking' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!ask) return undefined;
    let left = false;
    setState({ kind: 'checking' });
    proveLine(ask, line)
      .catch((): ProofState => ({ kind: 'failed' }))
      .then((result) => left || setState(result));
    return () => {
      left = true;
    };
  }, [line.id, attempt, Boolean(ask)]);
  return (
    <section class="card" aria-labelledby="proof">
      <h2 id="proof">{t.proof}</h2>
      <p class="muted">{t.proofHint}</p>
      {!ask && (
        <noscript>
          <p>{t.proofNoScript}</p>
        </noscript>
      )}
      <div role="status" class="proof" data-state={stateName(state)}>
        {ask && state.kind === 'checking' && <p>{t.verifying}</p>}
        {state.kind === 'pending' && <p>{t.proofPending}</p>}
        {state.kind === 'failed' && <p>{t.failed}</p>}
        {state.kind === 'checked' && <ProofResult {...state} place={place} />}
      </div>
      {ask && (state.kind === 'pending' || state.kind === 'failed') && (
        <button type="button" onClick={() => setAttempt(attempt + 1)}>
          {t.retry}
        </button>
      )}
    </section>
  );
}

function stateName(state: ProofState): string {
  if (state.kind !== 'checked') return state.kind;
  return state.checked.good ? 'good' : 'bad';
}

/** The code that checks is loaded only here. */
async function proveLine(ask: Ask, line: FullLine): Promise<ProofState> {
  const [proof, key, { checkProof }] = await Promise.all([
    loadProof(ask, line.id),
    fetch('/feed/log/key').then((response) => response.text()),
    import('../check-proof.js'),
  ]);
  return proof ? { kind: 'checked', proof, checked: checkProof(line, proof, key) } : { kind: 'pending' };
}

function ProofResult({ proof, checked, place }: { proof: Proof; checked: Checked; place: Place }) {
  const t = lineTexts[place.lang];
  return (
    <>
      <p class={checked.good ? 'good' : 'bad'}>
        <span aria-hidden="true">{checked.good ? '✓' : '✗'}</span> {checked.good ? t.verified : t.notVerified}
      </p>
      <ul class="muted">
        <li>{t.proofPlace(grouped(String(proof.leafIndex + 1)), grouped(String(proof.treeSize)))}</li>
        <li>{t.proofHashes(proof.inclusionProof.length)}</li>
        {checked.signed && <li>{t.signatureGood}</li>}
      </ul>
    </>
  );
}
