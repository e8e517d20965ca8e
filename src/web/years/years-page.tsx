import { Frame } from '../frame.js';
import { type Language, texts } from '../texts.js';
import { CitiesTable } from './cities-table.js';
import { CompanySearch } from './company-search.js';
import { ListsTable } from './lists-table.js';
import { addressIn, cityName } from './names.js';
import { ProvinceMap } from './province-map.js';
import { anyMadeUp, type YearOfList } from './years-api.js';
import { yearsTexts } from './years-texts.js';

/** The page of the province, or of one city, across the published lists. */
export function YearsPage({ years, city, lang }: { years: YearOfList[]; city: string | undefined; lang: Language }) {
  const t = yearsTexts[lang];
  const address = addressIn(lang);
  const [newest] = years;
  const all = years.flatMap(({ facets }) => facets.cities);
  const chosen = all.find(({ key }) => key === city);
  const name = chosen ? cityName(lang, chosen) : t.province;
  return (
    <Frame place={{ lang }} go={undefined} demonstration={anyMadeUp(years)} path={address(city ? { city } : {})}>
      <section class="notice" id="list" tabIndex={-1}>
        <h1>{t.title + t.of + name}</h1>
        <p class="muted">{t.hint}</p>
        {years.length === 0 ? <p>{texts[lang].none}</p> : <ListsTable years={years} city={city} lang={lang} />}
        {years.length > 0 && <p class="muted">{t.coverageHint}</p>}
        {chosen && (
          <p>
            <a href={address({})}>{t.all}</a>
          </p>
        )}
      </section>
      {newest && newest.facets.cities.length > 0 && <Cities year={newest} chosen={city} lang={lang} />}
      <CompanySearch lang={lang} />
    </Frame>
  );
}

/** The cities of the newest list, as a map and as a table. */
function Cities({ year, chosen, lang }: { year: YearOfList; chosen: string | undefined; lang: Language }) {
  const t = yearsTexts[lang];
  const address = addressIn(lang);
  return (
    <section class="card" aria-labelledby="map">
      <h2 id="map">
        {t.map} · {year.programme.policyYear}
      </h2>
      <p class="muted">{t.mapHint}</p>
      <div class="columns">
        <ProvinceMap
          cities={year.facets.cities}
          lang={lang}
          chosen={chosen}
          addressOf={(key) => address({ city: key })}
        />
        <CitiesTable year={year} lang={lang} />
      </div>
    </section>
  );
}
