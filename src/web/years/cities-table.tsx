import { grouped } from '../../kernel/values/yuan.js';
import type { Language } from '../texts.js';
import { averageOf, eligibleOf, shareOf } from './figures.js';
import { addressIn, cityName } from './names.js';
import { AmountHeading, Cell, Table } from './table.js';
import type { YearOfList } from './years-api.js';
import { yearsTexts } from './years-texts.js';

/** The cities of one list, beside the map. */
export function CitiesTable({ year, lang }: { year: YearOfList; lang: Language }) {
  const t = yearsTexts[lang];
  const { cities } = year.facets;
  return (
    <Table label={t.cities}>
      <thead>
        <tr>
          <th scope="col">{t.cities}</th>
          {[t.companies, t.coverage, t.amount, t.average].map((heading) => (
            <AmountHeading key={heading}>{heading}</AmountHeading>
          ))}
        </tr>
      </thead>
      <tbody>
        {cities.map((city) => (
          <tr key={city.key}>
            <th scope="row">
              <a href={addressIn(lang)({ city: city.key })}>{cityName(lang, city)}</a>
            </th>
            <Cell label={t.companies}>{grouped(String(city.recipientCount))}</Cell>
            <Cell label={t.coverage}>{shareOf(city.recipientCount, eligibleOf(year, city.key))}</Cell>
            <Cell label={t.amount}>{grouped(city.totalAmount ?? '0.00')}</Cell>
            <Cell label={t.average}>{grouped(averageOf(city.totalAmount ?? '0.00', city.recipientCount))}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
