import type { ComponentChildren } from 'preact';
import { calculate } from './calculate.js';
import type { CheckData, CheckedProduct, Finding } from './check-api.js';
import { checkNames, type Place } from '../address.js';
import { type Go, Link } from '../frame.js';
import { sectionInChinese } from '../../kernel/text/section.js';
import { grouped } from '../../kernel/values/yuan.js';
import { type CheckTexts, checkTexts } from './check-texts.js';

interface CheckProps {
  data: CheckData;
  place: Place;
  go: Go;
  busy: boolean;
}

/** Whether a company is eligible, and what a premium would bring: two forms that work without script. */
export function CheckView({ data, place, go, busy }: CheckProps) {
  const t = checkTexts[place.lang];
  const { programme, eligibility } = data;
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
          <section class="card" aria-labelledby="calculator">
            <h2 id="calculator">{t.calculator}</h2>
            <p class="muted">{t.calculatorHint}</p>
            <CheckForm place={place} go={go} button={t.calculate} own={['product', 'premium']}>
              <label for="product">{t.product}</label>
              <select id="product" name="product" value={place.product}>
                {programme.rules.products.map((product) => (
                  <option key={product.code} value={product.code} selected={place.product === product.code}>
                    {nameOf(product, place)}
                  </option>
                ))}
              </select>
              <label for="premium">{t.premium}</label>
              <input
                id="premium"
                name="premium"
                inputMode="decimal"
                maxLength={20}
                required
                defaultValue={place.premium}
              />
            </CheckForm>
            <Result data={data} place={place} />
          </section>
        </div>
      )}
    </article>
  );
}

const nameOf = (product: CheckedProduct, { lang }: Place) => (lang === 'en' ? product.nameInEnglish : product.name);

interface FormProps {
  place: Place;
  go: Go;
  button: string;
  /** The fields of this form; what the address says of the other one goes with it. */
  own: (typeof checkNames)[number][];
  children: ComponentChildren;
}

/** What the other form holds stays as it is. */
function CheckForm({ place, go, button, own, children }: FormProps) {
  const others = checkNames.filter((name) => !own.includes(name));
  return (
    <form
      class="check"
      method="get"
      action="/check"
      onSubmit={(event) => {
        if (!go) return;
        event.preventDefault();
        const given = Object.fromEntries(
          [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]),
        );
        go({ ...place, ...given });
      }}
    >
      {place.lang === 'en' && <input type="hidden" name="lang" value="en" />}
      {others.map((name) => place[name] && <input key={name} type="hidden" name={name} value={place[name]} />)}
      {children}
      <button type="submit">{button}</button>
    </form>
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

export type Verdict = Finding['verdict'];

function Result({ data: { programme }, place }: { data: CheckData; place: Place }) {
  const t = checkTexts[place.lang];
  const product = programme?.rules.products.find(({ code }) => code === place.product);
  if (!programme || !product || !place.premium) return null;
  const { enterpriseCap, rounding } = programme.rules;
  const found = calculate(place.premium, product.rate, enterpriseCap, product.enterpriseCap, rounding);
  if (!found) {
    return (
      <p class="bad" role="alert">
        {t.premiumUnfit}
      </p>
    );
  }
  const percent = `${Number((Number(product.rate) * 100).toFixed(3))}%`;
  return (
    <div role="status" class="result">
      <p class="big">
        {grouped(found.granted)} <small>{t.yuan}</small>
      </p>
      <p>
        {t.calculated(
          percent,
          grouped(found.line),
          place.lang === 'zh' ? sectionInChinese(product.section) : product.section,
        )}
      </p>
      {found.capped && <p class="reason">{t.capped(grouped(enterpriseCap))}</p>}
      <p class="muted">{t.calculatedHint}</p>
    </div>
  );
}
