import { useState } from 'preact/hooks';
import type { Place } from '../address.js';
import type { Ask } from '../api.js';
import { TextField } from '../field.js';
import { type Go, Link } from '../frame.js';
import { type Fact, Facts } from '../list/facts.js';
import { dayOf } from '../list/notice-panel.js';
import { type LookUpTexts, lookUpTexts, objectionStates } from './look-up-texts.js';
import { type FollowedObjection, type ObjectedLine, withdrawObjection } from './objection-api.js';
import { type LookedUp, useLookUp } from './use-look-up.js';

/** Shows the state of an objection to anyone with its receipt. The receipt is in the fragment, which no server sees. */
export function LookUp({ place, go, ask }: { place: Place; go: Go; ask?: Ask }) {
  const t = lookUpTexts[place.lang];
  const { receipt, setReceipt, found } = useLookUp(place, ask);
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
          <ReceiptForm
            receipt={receipt}
            onType={setReceipt}
            onSend={() => go?.({ objections: true, receipt: receipt.trim(), lang: place.lang })}
            found={found}
            t={t}
          />
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

interface ReceiptFormProps {
  receipt: string;
  onType: (receipt: string) => void;
  onSend: () => void;
  found: LookedUp | undefined;
  t: LookUpTexts;
}

const asTyped = { class: 'code', required: true, autocomplete: 'off', autocapitalize: 'off', spellcheck: false };

function ReceiptForm({ receipt, onType, onSend, found, t }: ReceiptFormProps) {
  const faults = found?.kind === 'absent' ? [t.receiptUnknown] : found?.kind === 'failed' ? [t.lookUpFailed] : [];
  return (
    <form
      class="objection"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <TextField id="receipt" label={t.receipt} faults={faults} value={receipt} onType={onType} {...asTyped} />
      <p class="actions">
        <button type="submit" disabled={found?.kind === 'asking'}>
          {t.lookUpButton}
        </button>
      </p>
    </form>
  );
}

/** Withdraws the objection for the person with the receipt, after a confirmation. */
function Withdrawal({ receipt, place, ask, go }: { receipt: string; place: Place; ask: Ask; go: Go }) {
  const t = lookUpTexts[place.lang];
  const [fault, setFault] = useState<string>();
  const withdraw = async () => {
    const [refusal] = await withdrawObjection(ask, receipt).catch(() => [{ message: t.lookUpFailed }]);
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
