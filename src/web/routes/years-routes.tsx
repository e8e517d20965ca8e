import type { FastifyInstance } from 'fastify';
import { isCreditCode } from '../address.js';
import { CompanyYearsPage } from '../years/company-years-page.js';
import { YearsPage } from '../years/years-page.js';
import { loadCompanyYears, loadYears } from '../years/years-api.js';
import { yearsTexts } from '../years/years-texts.js';
import type { ShowPage } from './plain-pages.js';
import { pages } from './send-page.js';

/** Serves `/years`: the province, a city (`?city=3501`) or a company (`?creditCode=…`) across the published lists. */
export function yearsRoutes(app: FastifyInstance, show: ShowPage): void {
  app.get('/years', pages, (request, reply) =>
    show(request, reply, async (ask, lang, { city, creditCode }) => {
      const { title } = yearsTexts[lang];
      if (creditCode === undefined) {
        return { title, body: <YearsPage years={await loadYears(ask)} city={city} lang={lang} /> };
      }
      const code = creditCodeOf(creditCode);
      const years = isCreditCode(code) ? await loadCompanyYears(ask, code) : [];
      return { title, body: <CompanyYearsPage years={years} creditCode={code} lang={lang} /> };
    }),
  );
}

/** Returns the typed code in normal width and upper case. */
function creditCodeOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '').toUpperCase().slice(0, 40);
}
