import type { Band, Facet, Facets } from '../api.js';
import { addressOf, choosing, filterNames, orders, type Place, searchFilterOf } from '../address.js';
import { type Go, Link } from '../frame.js';
import { grouped } from '../../kernel/values/yuan.js';
import { filterTexts } from './filter-texts.js';
import type { Language } from '../texts.js';

interface Option {
  value: string;
  label: string;
  count: number;
}

const nameIn = (lang: Language) => (facet: Facet) => (lang === 'en' ? facet.nameInEnglish : facet.name);

export function bandLabel({ lowest, highest }: Band, lang: Language): string {
  const t = filterTexts[lang];
  const whole = (amount: string) => Math.round(Number(amount));
  return highest ? t.between(whole(lowest), whole(highest)) : t.from(whole(lowest));
}

function optionsOf(facets: Facets, place: Place): Record<'city' | 'product' | 'qualification' | 'amount', Option[]> {
  const of = (list: Facet[]) =>
    list.map((facet) => ({ value: facet.key, label: nameIn(place.lang)(facet), count: facet.recipientCount }));
  return {
    city: of(facets.cities),
    product: of(facets.products),
    qualification: of(facets.qualifications),
    amount: facets.amounts.map((band) => ({
      value: `${band.lowest}-${band.highest ?? ''}`,
      label: bandLabel(band, place.lang),
      count: band.recipientCount,
    })),
  };
}

/** Whether something is chosen that a closed sheet would hide. */
function isNarrowed({ city, product, qualification, amount, order }: Place): boolean {
  return Boolean(city ?? product ?? qualification ?? amount ?? order);
}

const groups = ['city', 'product', 'qualification', 'amount'] as const;

/** A form that works without script; with it, each choice acts at once. */
export function Filters({ facets, place, go }: { facets: Facets; place: Place; go: Go }) {
  const t = filterTexts[place.lang];
  const options = optionsOf(facets, place);
  const submit = (form: HTMLFormElement) => {
    const chosen = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value).trim() || undefined]),
    );
    go?.(choosing(place, chosen as Partial<Place>));
  };
  return (
    <form
      class="filters"
      method="get"
      action="/"
      role="search"
      onSubmit={(event) => {
        if (!go) return;
        event.preventDefault();
        submit(event.currentTarget);
      }}
      onChange={(event) => {
        if ((event.target as HTMLElement).tagName === 'SELECT') submit(event.currentTarget);
      }}
    >
      {place.notice && <input type="hidden" name="notice" value={place.notice} />}
      {place.lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <div class="search">
        <label for="q">{t.search}</label>
        <div class="search-row">
          <input
            id="q"
            name="q"
            type="search"
            maxLength={100}
            autocomplete="off"
            aria-describedby="q-hint"
            key={place.q}
            defaultValue={place.q}
          />
          <button type="submit">{t.searchButton}</button>
        </div>
        <p class="muted hint" id="q-hint">
          {t.searchHint}
        </p>
      </div>
      <details class="sheet" open={isNarrowed(place)}>
        <summary>{t.filters}</summary>
        <div class="selects">
          {groups.map((group) => (
            <div class="select" key={group}>
              <label for={group}>{t[group]}</label>
              <select id={group} name={group} value={place[group] ?? ''}>
                <option value="" selected={!place[group]}>
                  {t.allOf}
                </option>
                {options[group].map(({ value, label, count }) => (
                  <option key={value} value={value} selected={place[group] === value}>
                    {`${label} (${grouped(String(count))})`}
                  </option>
                ))}
              </select>
            </div>
          ))}
          <div class="select">
            <label for="order">{t.order}</label>
            <select id="order" name="order" value={place.order ?? 'RANK'}>
              {orders.map((order) => (
                <option key={order} value={order} selected={(place.order ?? 'RANK') === order}>
                  {t.orders[order]}
                </option>
              ))}
            </select>
          </div>
        </div>
      </details>
      <noscript>
        <button type="submit">{t.apply}</button>
      </noscript>
    </form>
  );
}

/** What is chosen, each to be taken back alone. */
export function Chosen({ facets, place, go }: { facets: Facets; place: Place; go: Go }) {
  const t = filterTexts[place.lang];
  const options = optionsOf(facets, place);
  const chosen = filterNames.flatMap((name) => {
    const value = place[name];
    if (!value) return [];
    const known = name === 'q' ? undefined : options[name].find((option) => option.value === value);
    return [{ name, label: known?.label ?? value }];
  });
  if (chosen.length === 0) return null;
  const none = choosing(place, Object.fromEntries(filterNames.map((name) => [name, undefined])));
  return (
    <ul class="chosen" aria-label={t.active}>
      {chosen.map(({ name, label }) => (
        <li key={name}>
          <Link to={choosing(place, { [name]: undefined })} go={go} label={t.remove(label)}>
            {label} <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
      <li>
        <Link to={none} go={go} class="clear">
          {t.clear}
        </Link>
      </li>
    </ul>
  );
}

/** The same selection as a file. */
export function selectionQuery(place: Place): string {
  const { q, city, product, qualification, amount, order } = place;
  const [amountFrom, amountTo] = amount?.split('-') ?? [];
  const values = {
    ...(q && searchFilterOf(q)),
    city,
    product,
    qualification,
    amountFrom,
    amountTo,
    orderBy: order,
  };
  const query = new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
  return query.size > 0 ? `?${query.toString()}` : '';
}

export { addressOf };
