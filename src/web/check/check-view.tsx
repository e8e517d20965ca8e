import type { Place } from '../address.js';
import { type Go, Link } from '../frame.js';
import { Calculator } from './calculator.js';
import type { CheckData } from './check-api.js';
import { CheckForm } from './check-form.js';
import { type CheckTexts, checkTexts } from './check-texts.js';

interface CheckProps {
  data: CheckData;
  place: Place;
  go: Go;
  busy: boolean;
}

/**
 * The page that checks whether a company is eligible, and calculates the subsidy for a premium: two forms that work
 * without script.
 */
export function CheckView({ data: { programme, eligibility }, place, go, busy }: CheckProps) {
  const t = checkTexts[place.lang];
  return (
    <article class="line" id="list" tabIndex={-1} aria-busy={busy}>
      <p>
        <Link to={{ lang: place.lang }} go={go}>
          ← {t.back}
        </Link>
      </p>
      <header>
        <h1>{t.check}</h1>
        {programme && (
          <p class="muted" lang="zh-CN">
            {programme.title} · <span class="whole-word">{programme.documentNumber}</span>
          </p>
        )}
      </header>
      {!programme && <p>{t.none}</p>}
      {programme && (
        <div class="columns">
          <EligibilityCheck eligibility={eligibility} place={place} go={go} />
          <Calculator programme={programme} place={place} go={go} />
        </div>
      )}
    </article>
  );
}

interface EligibilityProps {
  eligibility: CheckData['eligibility'];
  place: Place;
  go: Go;
}

function EligibilityCheck({ eligibility, place, go }: EligibilityProps) {
  const t = checkTexts[place.lang];
  return (
    <section class="card" aria-labelledby="eligible">
      <h2 id="eligible">{t.eligible}</h2>
      <p class="muted">{t.eligibleHint}</p>
      <CheckForm place={place} go={go} button={t.eligibleButton} own={['code']}>
        <label for="code">{t.creditCode}</label>
        <input
          id="code"
          name="code"
          class="code"
          maxLength={40}
          required
          autocomplete="off"
          defaultValue={place.code}
        />
      </CheckForm>
      {eligibility && <Findings eligibility={eligibility} t={t} />}
    </section>
  );
}

function Findings({ eligibility, t }: { eligibility: NonNullable<CheckData['eligibility']>; t: CheckTexts }) {
  return (
    <div role="status" class="findings">
      <p class={eligibility.eligible ? 'good' : 'bad'}>{eligibility.eligible ? t.isEligible : t.notEligible}</p>
      <ul>
        {eligibility.conditions.map(({ condition, verdict, message, remedy }) => (
          <li key={condition} data-verdict={verdict}>
            <strong>{t.verdicts[verdict]}</strong> {message}
            {remedy && <p class="muted">{remedy}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
