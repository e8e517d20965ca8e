import type { Facet } from '../api.js';
import type { Language } from '../texts.js';
import { yearsTexts } from './years-texts.js';

/** The approximate place of each city of Fujian: column and row. These are our choice and not surveyed borders. */
const tiles: Record<string, [column: number, row: number, zh: string, en: string]> = {
  '3507': [1, 0, '南平', 'Nanping'],
  '3509': [2, 0, '宁德', 'Ningde'],
  '3504': [1, 1, '三明', 'Sanming'],
  '3501': [2, 1, '福州', 'Fuzhou'],
  '350128': [3, 1, '平潭', 'Pingtan'],
  '3508': [0, 2, '龙岩', 'Longyan'],
  '3505': [1, 2, '泉州', 'Quanzhou'],
  '3503': [2, 2, '莆田', 'Putian'],
  '3506': [0, 3, '漳州', 'Zhangzhou'],
  '3502': [1, 3, '厦门', 'Xiamen'],
};

const side = 100;
const gap = 6;
const shades = 5;

/** Checks whether there is a map of these cities; there is none of other provinces. */
export function isMapped(cities: Pick<Facet, 'key'>[]): boolean {
  return cities.length > 0 && cities.every(({ key }) => tiles[key]);
}

interface MapProps {
  cities: Facet[];
  lang: Language;
  addressOf: (city: string) => string;
  /** The city that is chosen. */
  chosen?: string | undefined;
}

/** The province as squares, one for each city, shaded by amount, with a link to each city. */
export function ProvinceMap({ cities, lang, addressOf, chosen }: MapProps) {
  const t = yearsTexts[lang];
  if (!isMapped(cities)) return null;
  const most = Math.max(1, ...cities.map(({ totalAmount }) => Number(totalAmount)));
  const width = 4 * (side + gap) - gap;
  return (
    <svg class="map" viewBox={`0 0 ${width} ${width}`} role="group" aria-label={t.map}>
      {Object.entries(tiles).map(([code, tile]) => {
        const city = cities.find(({ key }) => key === code);
        const name = lang === 'en' ? tile[3] : tile[2];
        if (!city) return <Square key={code} tile={tile} name={name} note={t.none} shade={0} />;
        const shade = Math.max(1, Math.ceil((Number(city.totalAmount) / most) * shades));
        const amount = t.tenThousands(Math.round(Number(city.totalAmount) / 10_000));
        return (
          <a key={code} href={addressOf(code)} aria-current={code === chosen}>
            <Square tile={tile} name={name} note={amount} shade={shade} />
          </a>
        );
      })}
    </svg>
  );
}

function Square(props: { tile: (typeof tiles)[string]; name: string; note: string; shade: number }) {
  const [x, y] = props.tile.slice(0, 2).map((place) => Number(place) * (side + gap)) as [number, number];
  return (
    <g class={`tile shade-${props.shade}`}>
      <rect x={x} y={y} width={side} height={side} rx="10" />
      <text x={x + side / 2} y={y + 46} text-anchor="middle" class="tile-name">
        {`${props.name} `}
      </text>
      <text x={x + side / 2} y={y + 70} text-anchor="middle">
        {props.note}
      </text>
    </g>
  );
}
