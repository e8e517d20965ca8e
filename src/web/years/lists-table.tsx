import { grouped } from '../../kernel/values/yuan.js';
import type { Language } from '../texts.js';
import { averageOf, eligibleOf, figuresOf, shareOf } from './figures.js';
import { listName } from './names.js';
import { AmountHeading, Cell, Table } from './table.js';
import type { YearOfList } from './years-api.js';
import { yearsTexts } from './years-texts.js';

interface ListsTableProps {
  years: YearOfList[];
  city: string | undefined;
  lang: Language;
}

/** The published lists, each with the figures of the province or of one city and its share of the province. */
export function ListsTable({ years, city, lang }: ListsTableProps) {
  const t = yearsTexts[lang];
  const headings = [
    t.companies,
    t.eligible,
    t.coverage,
    city && t.shareOfCompanies,
    t.amount,
    city && t.shareOfAmount,
    t.average,
  ];
  const most = Math.max(1, ...years.map((year) => Number(figuresOf(year, city).totalAmount)));
  return (
    <Table label={t.title}>
      <thead>
        <tr>
          <th scope="col">{t.year}</th>
          {headings.map((heading) => heading && <AmountHeading key={heading}>{heading}</AmountHeading>)}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <ListRow key={year.id} year={year} city={city} lang={lang} most={most} />
        ))}
      </tbody>
    </Table>
  );
}

interface ListRowProps extends Omit<ListsTableProps, 'years'> {
  year: YearOfList;
  /** The largest amount of all rows, which has the longest bar. */
  most: number;
}

function ListRow({ year, city, lang, most }: ListRowProps) {
  const t = yearsTexts[lang];
  const { facets } = year;
  const { recipientCount, totalAmount } = figuresOf(year, city);
  const eligible = eligibleOf(year, city);
  const search = new URLSearchParams({ notice: year.id, ...(city && { city }), ...(lang === 'en' && { lang }) });
  return (
    <tr>
      <th scope="row">
        <a href={`/?${search.toString()}`} title={year.title}>
          {listName(year, t)}
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
      {city && <Cell label={t.shareOfAmount}>{shareOf(Number(totalAmount), Number(facets.totalAmount))}</Cell>}
      <Cell label={t.average}>{grouped(averageOf(totalAmount, recipientCount))}</Cell>
    </tr>
  );
}
