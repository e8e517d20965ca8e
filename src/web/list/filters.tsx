import type { Band, Facet, Facets } from '../api.js';
import { choosing, filterNames, orders, type Place, searchFilterOf } from '../address.js';
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

/** Checks whether something is chosen that a closed panel would hide. */
function isNarrowed({ city, product, qualification, amount, order }: Place): boolean {
  return Boolean(city ?? product ?? qualification ?? amount ?? order);
}

const groups = ['city', 'product', 'qualification', 'amount'] as const;

/** A form that works without script; with script, each choice applies immediately. */
export function Filters({ facets, place, go }: { facets: Facets; place: Place; go: Go }) {
  const t = filterTexts[place.lang];
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
      <SearchField place={place} />
      <Selects facets={facets} place={place} />
      <noscript>
        <button type="submit">{t.apply}</button>
      </noscript>
    </form>
  );
}

/** The filters and the order of the list. */
function Selects({ facets, place }: { facets: Facets; place: Place }) {
  const t = filterTexts[place.lang];
  const options = optionsOf(facets, place);
  return (
    <details class="sheet" open={isNarrowed(place)}>
      <summary>{t.filters}</summary>
      <div class="selects">
        {groups.map((group) => (
          <Select
            key={group}
            name={group}
            label={t[group]}
            chosen={place[group] ?? ''}
            options={[['', t.allOf], ...options[group].map(labelled)]}
          />
        ))}
        <Select
          name="order"
          label={t.order}
          chosen={place.order ?? 'RANK'}
          options={orders.map((order) => [order, t.orders[order]])}
        />
      </div>
    </details>
  );
}

function SearchField({ place }: { place: Place }) {
  const t = filterTexts[place.lang];
  return (
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
  );
}

const labelled = ({ value, label, count }: Option) => [value, `${label} (${grouped(String(count))})`] as const;

interface SelectProps {
  name: string;
  label: string;
  chosen: string;
  options: (readonly [value: string, label: string])[];
}

function Select({ name, label, chosen, options }: SelectProps) {
  return (
    <div class="select">
      <label for={name}>{label}</label>
      <select id={name} name={name} value={chosen}>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The chosen filters, each of which can be removed. */
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

/** Returns the query of a file with the same selection. */
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
