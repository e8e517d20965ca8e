import { grouped } from '../../kernel/values/yuan.js';
import { pageTexts } from '../texts.js';

/** The texts of the search and the filters, with those of the whole site. */
export const filterTexts = pageTexts(
  {
    search: '企业名称或统一社会信用代码',
    searchHint: '多个词用空格分隔，须同时出现；加引号则按整句查找，如 "福州 软件"。',
    searchButton: '查询',
    filters: '筛选',
    amount: '金额',
    allOf: '全部',
    apply: '应用筛选',
    clear: '清除全部条件',
    active: '已选条件',
    remove: (label: string) => `移除条件：${label}`,
    order: '排序',
    orders: { RANK: '金额从高到低', AMOUNT_ASC: '金额从低到高', NAME: '按名称', CREDIT_CODE: '按信用代码' },
    from: (yuan: number) => `${yuan / 10_000} 万元以上`,
    between: (from: number, to: number) => `${from / 10_000}–${to / 10_000} 万元`,
  },
  {
    search: 'Company name or credit code',
    searchHint: 'Several words all have to occur; put a phrase in quotes to find exactly that.',
    searchButton: 'Search',
    filters: 'Filters',
    amount: 'Amount',
    allOf: 'All',
    apply: 'Apply filters',
    clear: 'Clear all conditions',
    active: 'Conditions',
    remove: (label) => `Remove condition: ${label}`,
    order: 'Order',
    orders: { RANK: 'Largest first', AMOUNT_ASC: 'Smallest first', NAME: 'By name', CREDIT_CODE: 'By credit code' },
    from: (yuan) => `${grouped(String(yuan))} yuan and more`,
    between: (from, to) => `${grouped(String(from))}–${grouped(String(to))} yuan`,
  },
);
