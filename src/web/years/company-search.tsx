import type { Language } from '../texts.js';
import { yearsTexts } from './years-texts.js';

export function CompanySearch({ lang, creditCode }: { lang: Language; creditCode?: string }) {
  const t = yearsTexts[lang];
  return (
    <section class="card" aria-labelledby="company">
      <h2 id="company">{t.company}</h2>
      <p class="muted">{t.companyHint}</p>
      <form method="get" action="/years" role="search">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <label for="creditCode">{t.creditCode}</label>
        <div class="search-row">
          <input id="creditCode" name="creditCode" required maxLength={40} autocomplete="off" value={creditCode} />
          <button type="submit">{t.look}</button>
        </div>
      </form>
    </section>
  );
}
