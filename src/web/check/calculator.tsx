import type { Place } from '../address.js';
import type { Go } from '../frame.js';
import { sectionInChinese } from '../../kernel/text/section.js';
import { grouped } from '../../kernel/values/yuan.js';
import { calculate } from './calculate.js';
import type { CheckedProduct, CheckedProgramme } from './check-api.js';
import { CheckForm } from './check-form.js';
import { checkTexts } from './check-texts.js';

interface CalculatorProps {
  programme: CheckedProgramme;
  place: Place;
  go: Go;
}

/** Calculates the subsidy for a premium by the rules of the programme. */
export function Calculator({ programme, place, go }: CalculatorProps) {
  const t = checkTexts[place.lang];
  return (
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
        <input id="premium" name="premium" inputMode="decimal" maxLength={20} required defaultValue={place.premium} />
      </CheckForm>
      <Result programme={programme} place={place} />
    </section>
  );
}

const nameOf = (product: CheckedProduct, { lang }: Place) => (lang === 'en' ? product.nameInEnglish : product.name);

function Result({ programme, place }: { programme: CheckedProgramme; place: Place }) {
  const t = checkTexts[place.lang];
  const product = programme.rules.products.find(({ code }) => code === place.product);
  if (!product || !place.premium) return null;
  const { enterpriseCap, rounding } = programme.rules;
  const found = calculate(place.premium, product.rate, enterpriseCap, product.enterpriseCap, rounding);
  if (!found) {
    return (
      <p class="bad" role="alert">
        {t.premiumUnfit}
      </p>
    );
  }
  const section = place.lang === 'zh' ? sectionInChinese(product.section) : product.section;
  const percent = `${Number((Number(product.rate) * 100).toFixed(3))}%`;
  return (
    <div role="status" class="result">
      <p class="big">
        {grouped(found.granted)} <small>{t.yuan}</small>
      </p>
      <p>{t.calculated(percent, grouped(found.line), section)}</p>
      {found.capped && <p class="reason">{t.capped(grouped(enterpriseCap))}</p>}
      <p class="muted">{t.calculatedHint}</p>
    </div>
  );
}
