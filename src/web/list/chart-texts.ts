import { pageTexts } from '../texts.js';

/** The texts of the charts, with those of the whole site. */
export const chartTexts = pageTexts(
  {
    charts: '分布',
    chartsHint: '随筛选条件变化；不公布分险种金额。',
    chartCity: '各设区市金额（万元）',
    chartProduct: '各险种企业数',
    chartSize: '各金额区间金额（万元）',
    companies: '企业数',
    showTable: '查看数据表',
    years: '历年比较与地图',
    map: '各设区市拟补贴金额',
    mapHintList: '示意图，颜色越深金额越高；选择方格，只看该市。',
  },
  {
    charts: 'Distribution',
    chartsHint: 'Follows the filters. Amounts by product are not public.',
    chartCity: 'Amount by city (10,000 yuan)',
    chartProduct: 'Companies by product',
    chartSize: 'Amount by its size per company (10,000 yuan)',
    companies: 'Companies',
    showTable: 'Show as a table',
    years: 'Year by year, with a map',
    map: 'Amount by city',
    mapHintList: 'A schematic map, darker for more; choose a square to see that city alone.',
  },
);

export type ChartTexts = (typeof chartTexts)['zh'];
