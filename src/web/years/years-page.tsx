import { type Facet, isMadeUp } from '../api.js';
import { Frame, inLanguage } from '../frame.js';
import { formatYuan, grouped, parseYuan } from '../../kernel/values/yuan.js';
import { type Language, lineStatuses, texts } from '../texts.js';
import { ProvinceMap } from './province-map.js';
import type { YearOfCompany, YearOfList } from './years-api.js';
import { type YearsTexts, yearsTexts } from './years-texts.js';

interface Figures {
  recipientCount: number;
  totalAmount: string;
}

const none: Figures = { recipientCount: 0, totalAmount: '0.00' };

const addressIn = (lang: Language) => (query: Record<string, string>) => {
  const search = new URLSearchParams({ ...query, ...(lang === 'en' && { lang }) }).toString();
  return `/years${search && `?${search}`}`;
};

/** The province, or one city, across the published lists. */
export function YearsPage({ years, city, lang }: { years: YearOfList[]; city: string | undefined; lang: Language }) {
  const t = yearsTexts[lang];
  const address = addressIn(lang);
  const newest = years[0]?.facets.cities ?? [];
  const all = years.flatMap(({ facets }) => facets.cities);
  const chosen = all.find(({ key }) => key === city);
  const name = chosen ? nameIn(lang, chosen) : t.province;
  return (
    <Frame place={{ lang }} go={undefined} demonstration={anyMadeUp(years)} path={address(city ? { city } : {})}>
      <section class="notice" id="list" tabIndex={-1}>
        <h1>{t.title + t.of + name}</h1>
        <p class="muted">{t.hint}</p>
        {years.length === 0 ? (
          <p>{texts[lang].none}</p>
        ) : (
          <ListsTable years={years} figuresOf={(one) => figuresOf(one, city)} city={city} lang={lang} />
        )}
        {years.length > 0 && <p class="muted">{t.coverageHint}</p>}
        {chosen && (
          <p>
            <a href={address({})}>{t.all}</a>
          </p>
        )}
      </section>
      {newest.length > 0 && (
        <section class="card" aria-labelledby="map">
          <h2 id="map">
            {t.map} · {years[0]?.programme.policyYear}
          </h2>
          <p class="muted">{t.mapHint}</p>
          <div class="columns">
            <ProvinceMap cities={newest} lang={lang} chosen={city} addressOf={(key) => address({ city: key })} />
            <CitiesTable year={years[0] as YearOfList} lang={lang} />
          </div>
        </section>
      )}
      <CompanySearch lang={lang} />
    </Frame>
  );
}

/** One company across the published lists. */
export function CompanyYearsPage(props: { years: YearOfCompany[]; creditCode: string; lang: Language }) {
  const { years, creditCode, lang } = props;
  const t = yearsTexts[lang];
  const name = years[0]?.recipients.nodes[0]?.name;
  const lines = years.flatMap(({ recipients: { nodes }, ...year }) => nodes.map((line) => ({ ...year, line })));
  return (
    <Frame place={{ lang }} go={undefined} demonstration={anyMadeUp(years)} path={addressIn(lang)({ creditCode })}>
      <section class="notice" id="list" tabIndex={-1}>
        <h1>
          {t.title + t.of}
          {name ? <span lang="zh-CN">{name}</span> : creditCode}
        </h1>
        {name && <p class="muted code">{creditCode}</p>}
        {lines.length === 0 ? (
          <p role="status">{t.noCompany}</p>
        ) : (
          <div class="wide" tabIndex={0} role="region" aria-label={t.title}>
            <table class="years">
              <thead>
                <tr>
                  <th scope="col">{t.year}</th>
                  <Amount>{t.rank}</Amount>
                  <Amount>{t.amount}</Amount>
                  <th scope="col">{t.status}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((year) => (
                  <tr key={year.line.id}>
                    <th scope="row">
                      <a href={inLanguage(`/lines/${year.line.id}`, lang)}>{nameOf(year, t)}</a>
                    </th>
                    <Cell label={t.rank}>{String(year.line.rank)}</Cell>
                    <Cell label={t.amount}>{grouped(year.line.amount)}</Cell>
                    <td data-label={t.status}>{lineStatuses[lang][year.line.status] ?? year.line.status}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    {t.total}
                  </th>
                  <td class="amount">{grouped(sumOf(lines.map(({ line }) => line.amount)))}</td>
                  <td />
                </tr>
              </tfoot>
            </table>
          </div>
        )}
        <p>
          <a href={addressIn(lang)({})}>{t.all}</a>
        </p>
      </section>
      <CompanySearch lang={lang} creditCode={creditCode} />
    </Frame>
  );
}

interface ListsTableProps {
  years: YearOfList[];
  figuresOf: (year: YearOfList) => Figures;
  city: string | undefined;
  lang: Language;
}

function ListsTable({ years, figuresOf, city, lang }: ListsTableProps) {
  const t = yearsTexts[lang];
  const most = Math.max(1, ...years.map((year) => Number(figuresOf(year).totalAmount)));
  const listOf = (id: string) =>
    `/?${new URLSearchParams({ notice: id, ...(city && { city }), ...(lang === 'en' && { lang }) }).toString()}`;
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={t.title}>
      <table class="years">
        <thead>
          <tr>
            <th scope="col">{t.year}</th>
            {[
              t.companies,
              t.eligible,
              t.coverage,
              city && t.shareOfCompanies,
              t.amount,
              city && t.shareOfAmount,
              t.average,
            ].map((heading) => heading && <Amount key={heading}>{heading}</Amount>)}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => {
            const { recipientCount, totalAmount } = figuresOf(year);
            const { facets } = year;
            const eligible = eligibleOf(year, city);
            return (
              <tr key={year.id}>
                <th scope="row">
                  <a href={listOf(year.id)} title={year.title}>
                    {nameOf(year, t)}
                  </a>
                </th>
                <Cell label={t.companies}>{grouped(String(recipientCount))}</Cell>
                <Cell label={t.eligible}>{grouped(String(eligible))}</Cell>
                <Cell label={t.coverage}>{shareOf(recipientCount, eligible)}</Cell>
                {city && <Cell label={t.shareOfCompanies}>{shareOf(recipientCount, facets.recipientCount)}</Cell>}
                <td class="amount" data-label={t.amount}>
                  {grouped(totalAmount)}
                  <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={((Number(totalAmount) / most) * 100).toFixed(1)} height="4" />
                  </svg>
                </td>
                {city && (
                  <Cell label={t.shareOfAmount}>{shareOf(Number(totalAmount), Number(facets.totalAmount))}</Cell>
                )}
                <Cell label={t.average}>{grouped(averageOf(totalAmount, recipientCount))}</Cell>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Amount({ children }: { children: string }) {
  return (
    <th scope="col" class="amount">
      {children}
    </th>
  );
}

/** A figure, which on a telephone is below its label. */
function Cell({ label, children }: { label: string; children: string }) {
  return (
    <td class="amount" data-label={label}>
      {children}
    </td>
  );
}

/** 2024, or 2024 with which supplementary list. */
function nameOf({ programme, list }: Pick<YearOfList, 'programme' | 'list'>, t: YearsTexts): string {
  return list > 1 ? `${programme.policyYear} · ${t.supplement(list)}` : String(programme.policyYear);
}

function CitiesTable({ year, lang }: { year: YearOfList; lang: Language }) {
  const t = yearsTexts[lang];
  const { cities } = year.facets;
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={t.cities}>
      <table class="years">
        <thead>
          <tr>
            <th scope="col">{t.cities}</th>
            {[t.companies, t.coverage, t.amount, t.average].map((heading) => (
              <Amount key={heading}>{heading}</Amount>
            ))}
          </tr>
        </thead>
        <tbody>
          {cities.map((city) => (
            <tr key={city.key}>
              <th scope="row">
                <a href={addressIn(lang)({ city: city.key })}>{nameIn(lang, city)}</a>
              </th>
              <Cell label={t.companies}>{grouped(String(city.recipientCount))}</Cell>
              <Cell label={t.coverage}>{shareOf(city.recipientCount, eligibleOf(year, city.key))}</Cell>
              <Cell label={t.amount}>{grouped(city.totalAmount ?? '0.00')}</Cell>
              <Cell label={t.average}>{grouped(averageOf(city.totalAmount ?? '0.00', city.recipientCount))}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CompanySearch({ lang, creditCode }: { lang: Language; creditCode?: string }) {
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

function figuresOf({ facets }: YearOfList, city: string | undefined): Figures {
  if (!city) return facets;
  const found = facets.cities.find(({ key }) => key === city);
  return found ? { recipientCount: found.recipientCount, totalAmount: found.totalAmount ?? '0.00' } : none;
}

/** Eligible companies of a city, or of the province. */
function eligibleOf({ eligibleEnterprises }: YearOfList, city: string | undefined): number {
  const counted = eligibleEnterprises.filter(({ region }) => !city || region?.code === city);
  return counted.reduce((sum, { count }) => sum + count, 0);
}

const nameIn = (lang: Language, { name, nameInEnglish }: Facet) => (lang === 'en' ? nameInEnglish : name);
const anyMadeUp = (years: Pick<YearOfList, 'programme' | 'title'>[]) =>
  years.some(({ programme, title }) => isMadeUp(programme, title));

const fenOf = (amount: string) => parseYuan(amount) as bigint;

function sumOf(amounts: string[]): string {
  return formatYuan(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n));
}

/** Yuan for each company, rounded half up to the fen. */
function averageOf(amount: string, count: number): string {
  if (count === 0) return '0.00';
  const companies = BigInt(count);
  return formatYuan((fenOf(amount) * 2n + companies) / (companies * 2n));
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}
