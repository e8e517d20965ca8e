import { useLayoutEffect, useState } from 'preact/hooks';
import type { Place } from '../address.js';
import type { Ask } from '../api.js';
import { type Fact, Facts } from '../list/facts.js';
import { TextField } from '../field.js';
import { type Go, Link } from '../frame.js';
import { dayOf } from '../list/notice-panel.js';
import { type FollowedObjection, followObjection, type ObjectedLine, takeBack } from '../objection/objection-api.js';
import { lookUpTexts, objectionStates } from './look-up-texts.js';

type Found =
  | { kind: 'asking' | 'absent' | 'failed' }
  | { kind: 'found'; objection: FollowedObjection; line: ObjectedLine | undefined };

const asItIs = { class: 'code', required: true, autocomplete: 'off', autocapitalize: 'off', spellcheck: false };

/** What became of an objection, for anyone who has its receipt. The receipt is in the fragment, which no server sees. */
export function LookUp({ place, go, ask }: { place: Place; go: Go; ask?: Ask }) {
  const t = lookUpTexts[place.lang];
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<Found>();
  // Before the page is painted: what is typed into it at once must not be overwritten.
  useLayoutEffect(() => {
    if (!ask) return undefined;
    let left = false;
    setReceipt(place.receipt ?? '');
    setFound(place.receipt ? { kind: 'asking' } : undefined);
    if (place.receipt) {
      void lookUp(ask, place.receipt)
        .catch((): Found => ({ kind: 'failed' }))
        .then((result) => left || setFound(result));
    }
    return () => {
      left = true;
    };
  }, [place, Boolean(ask)]);
  const missing = found?.kind === 'absent' ? [t.receiptUnknown] : found?.kind === 'failed' ? [t.lookUpFailed] : [];
  return (
    <article class="line" id="list" tabIndex={-1}>
      <p>
        <Link to={{ lang: place.lang }} go={go}>
          ← {t.back}
        </Link>
      </p>
      <section class="card" aria-labelledby="look-up">
        <h1 id="look-up">{t.lookUp}</h1>
        <p class="muted">{t.lookUpHint}</p>
        {ask ? (
          <form
            class="objection"
            onSubmit={(event) => {
              event.preventDefault();
              go?.({ objections: true, receipt: receipt.trim(), lang: place.lang });
            }}
          >
            <TextField
              id="receipt"
              label={t.receipt}
              faults={missing}
              value={receipt}
              onType={setReceipt}
              {...asItIs}
            />
            <p class="actions">
              <button type="submit" disabled={found?.kind === 'asking'}>
                {t.lookUpButton}
              </button>
            </p>
          </form>
        ) : (
          <noscript>
            <p>{t.lookUpNoScript}</p>
          </noscript>
        )}
      </section>
      <div role="status">
        {found?.kind === 'asking' && <p class="muted">{t.loading}</p>}
        {found?.kind === 'found' && <Followed {...found} place={place} go={go} />}
        {ask && place.receipt && found?.kind === 'found' && found.objection.status === 'OPEN' && (
          <Withdrawal receipt={place.receipt} place={place} ask={ask} go={go} />
        )}
      </div>
    </article>
  );
}

/** The person who has the receipt can take the objection back; the page asks once more before that. */
function Withdrawal({ receipt, place, ask, go }: { receipt: string; place: Place; ask: Ask; go: Go }) {
  const t = lookUpTexts[place.lang];
  const [fault, setFault] = useState<string>();
  const withdraw = async () => {
    const [refusal] = await takeBack(ask, receipt).catch(() => [{ message: t.lookUpFailed }]);
    if (refusal) setFault(refusal.message);
    else go?.({ ...place });
  };
  return (
    <details class="withdrawal">
      <summary>{t.withdraw}</summary>
      <p class="muted">{t.withdrawHint}</p>
      <p>
        <button type="button" onClick={() => void withdraw()}>
          {t.withdraw}
        </button>
      </p>
      {fault && (
        <p class="bad" role="alert">
          {fault}
        </p>
      )}
    </details>
  );
}

async function lookUp(ask: Ask, receipt: string): Promise<Found> {
  const answer = await followObjection(ask, receipt);
  return answer ? { kind: 'found', ...answer } : { kind: 'absent' };
}

interface FollowedProps {
  objection: FollowedObjection;
  line: ObjectedLine | undefined;
  place: Place;
  go: Go;
}

function Followed({ objection, line, place: { lang }, go }: FollowedProps) {
  const t = lookUpTexts[lang];
  const { status, notice, creditCode, reason, endedAt } = objection;
  const [name, meaning] = objectionStates[lang][status] ?? [status, ''];
  const company = line && (
    <Link to={{ line: line.id, lang }} go={go}>
      <span lang="zh-CN">{line.name}</span>
    </Link>
  );
  const facts: Fact[] = [
    [t.objectTo, creditCode ? company : t.wholeNotice],
    [t.creditCode, creditCode && <span class="code">{creditCode}</span>],
    [
      t.notice,
      <Link to={{ notice: notice.id, lang }} go={go}>
        <span lang="zh-CN">{notice.title}</span>
      </Link>,
    ],
    [t.filedOn, dayOf(objection.filedAt)],
    [t.decideBy, objection.decideBy],
    [t.endedOn, endedAt && dayOf(endedAt)],
  ];
  return (
    <section class="notice followed" aria-labelledby="followed" data-status={status}>
      <p class="badges">
        <span class={`badge ${status === 'OPEN' ? 'open' : 'quiet'}`}>{name}</span>
      </p>
      <h2 id="followed">{meaning || name}</h2>
      {reason && (
        <p class="reason">
          <strong>{t.decisionReason}</strong> <span lang="zh-CN">{reason}</span>
        </p>
      )}
      <Facts facts={facts.filter(([, value]) => value)} />
    </section>
  );
}
