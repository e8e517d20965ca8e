import { useEffect, useRef, useState } from 'preact/hooks';
import type { Facets } from '../api.js';
import { addressOf, choosing, type Place } from '../address.js';
import { inLanguage } from '../frame.js';
import { isMapped, ProvinceMap } from '../years/province-map.js';
import { bandLabel } from './filters.js';
import { grouped } from '../../kernel/values/yuan.js';
import { type ChartTexts, chartTexts } from './chart-texts.js';
import type { Language } from '../texts.js';

interface Series {
  id: string;
  title: string;
  labels: string[];
  /** The displayed values: numbers of companies, or tens of thousands of yuan, rounded to whole numbers. */
  values: number[];
  /** The exact values of the table. */
  rows: { recipientCount: number; totalAmount?: string | null }[];
}

const tenThousands = ({ totalAmount }: { totalAmount: string | null }) => Math.round(Number(totalAmount ?? 0) / 10_000);

function seriesOf(facets: Facets, lang: Language): Series[] {
  const t = chartTexts[lang];
  const name = (facet: { name: string; nameInEnglish: string }) => (lang === 'en' ? facet.nameInEnglish : facet.name);
  return [
    {
      id: 'chart-city',
      title: t.chartCity,
      labels: facets.cities.map(name),
      values: facets.cities.map(tenThousands),
      rows: facets.cities,
    },
    {
      id: 'chart-product',
      title: t.chartProduct,
      labels: facets.products.map(name),
      values: facets.products.map(({ recipientCount }) => recipientCount),
      rows: facets.products,
    },
    {
      id: 'chart-size',
      title: t.chartSize,
      labels: facets.amounts.map((band) => bandLabel(band, lang)),
      values: facets.amounts.map(tenThousands),
      rows: facets.amounts,
    },
  ];
}

/** Draws charts only when they come into view, with a library that is loaded then; the tables are always there. */
export function Charts({ facets, place }: { facets: Facets; place: Place }) {
  const { lang } = place;
  const t = chartTexts[lang];
  const addressOfCity = (city: string) => addressOf(choosing(place, { city }));
  return (
    <section class="card" aria-labelledby="charts">
      <h2 id="charts">{t.charts}</h2>
      <p class="muted">
        {t.chartsHint} <a href={inLanguage('/years', lang)}>{t.years}</a>
      </p>
      <div class="charts">
        {isMapped(facets.cities) && (
          <figure class="province">
            <figcaption>
              <strong>{t.map}</strong> <span>{t.mapHintList}</span>
            </figcaption>
            <ProvinceMap cities={facets.cities} lang={lang} chosen={place.city} addressOf={addressOfCity} />
          </figure>
        )}
        {seriesOf(facets, lang).map((series) => (
          <Chart key={series.id} series={series} lang={lang} />
        ))}
      </div>
    </section>
  );
}

function Chart({ series, lang }: { series: Series; lang: Language }) {
  const t = chartTexts[lang];
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawing, setDrawing] = useState(false);
  const values = series.values.join();
  useEffect(() => {
    if (!canvas.current) return undefined;
    let destroy: (() => void) | undefined;
    let left = false;
    const draw = async () => {
      const { drawChart } = await import('./draw-chart.js');
      if (left || !canvas.current) return;
      setDrawing(true);
      destroy = drawChart(canvas.current, series.labels, series.values);
    };
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void draw();
    });
    seen.observe(canvas.current);
    return () => {
      left = true;
      seen.disconnect();
      destroy?.();
    };
  }, [values, series.labels.join()]);
  return (
    <figure class={drawing ? 'chart drawn' : 'chart'}>
      <figcaption>{series.title}</figcaption>
      <div class="canvas">
        <canvas ref={canvas} role="img" aria-label={`${series.title}: ${describe(series)}`} />
      </div>
      <details open={!drawing}>
        <summary>{t.showTable}</summary>
        <Table series={series} t={t} />
      </details>
    </figure>
  );
}

function Table({ series, t }: { series: Series; t: ChartTexts }) {
  const withAmounts = series.rows.some(({ totalAmount }) => totalAmount);
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{t.companies}</th>
          {withAmounts && <th scope="col">{t.amountYuan}</th>}
        </tr>
      </thead>
      <tbody>
        {series.rows.map(({ recipientCount, totalAmount }, index) => (
          <tr key={series.labels[index]}>
            <th scope="row">{series.labels[index]}</th>
            <td>{grouped(String(recipientCount))}</td>
            {withAmounts && <td>{grouped(totalAmount ?? '0.00')}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function describe({ labels, values }: Series): string {
  return labels.map((label, index) => `${label} ${values[index]}`).join(', ');
}
