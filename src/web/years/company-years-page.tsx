import { grouped } from '../../kernel/values/yuan.js';
import { Frame, inLanguage } from '../frame.js';
import { type Language, lineStatuses } from '../texts.js';
import { CompanySearch } from './company-search.js';
import { sumOf } from './figures.js';
import { addressIn, listName } from './names.js';
import { AmountHeading, Cell, Table } from './table.js';
import { anyMadeUp, type YearOfCompany } from './years-api.js';
import { yearsTexts } from './years-texts.js';

interface CompanyYearsProps {
  years: YearOfCompany[];
  creditCode: string;
  lang: Language;
}

/** The page of one company across the published lists. */
export function CompanyYearsPage({ years, creditCode, lang }: CompanyYearsProps) {
  const t = yearsTexts[lang];
  const address = addressIn(lang);
  const name = years[0]?.recipients.nodes[0]?.name;
  return (
    <Frame place={{ lang }} go={undefined} demonstration={anyMadeUp(years)} path={address({ creditCode })}>
      <section class="notice" id="list" tabIndex={-1}>
        <h1>
          {t.title + t.of}
          {name ? <span lang="zh-CN">{name}</span> : creditCode}
        </h1>
        {name && <p class="muted code">{creditCode}</p>}
        {years.length === 0 ? <p role="status">{t.noCompany}</p> : <LinesTable years={years} lang={lang} />}
        <p>
          <a href={address({})}>{t.all}</a>
        </p>
      </section>
      <CompanySearch lang={lang} creditCode={creditCode} />
    </Frame>
  );
}

function LinesTable({ years, lang }: { years: YearOfCompany[]; lang: Language }) {
  const t = yearsTexts[lang];
  const lines = years.flatMap(({ recipients: { nodes }, ...year }) => nodes.map((line) => ({ ...year, line })));
  return (
    <Table label={t.title}>
      <thead>
        <tr>
          <th scope="col">{t.year}</th>
          <AmountHeading>{t.rank}</AmountHeading>
          <AmountHeading>{t.amount}</AmountHeading>
          <th scope="col">{t.status}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((year) => (
          <tr key={year.line.id}>
            <th scope="row">
              <a href={inLanguage(`/lines/${year.line.id}`, lang)}>{listName(year, t)}</a>
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
    </Table>
  );
}
