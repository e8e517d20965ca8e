import type { Chance } from './chance.js';

const firstCharacters = [...'华瑞鑫海恒中天正宏嘉博远新东安宇泰信科创智星龙凯润昊亿腾锐启卓聚森汇立闽'];
const laterCharacters = [...'达丰源盛通德诚兴辉隆峰晟邦锦航磊特杰康域澜翔诺拓能芯联维益捷凌璟澄岚蔚'];

const trades = [
  '智能科技',
  '生物科技',
  '新材料',
  '电子',
  '机械制造',
  '环保科技',
  '自动化设备',
  '精密仪器',
  '医疗器械',
  '半导体',
  '节能技术',
  '农业科技',
  '检测技术',
  '智能装备',
  '光电科技',
];

/** Creates names of companies as they are registered in the province, each once. */
export class CompanyNames {
  readonly #chance: Chance;
  readonly #given = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  next(place: string, localTrades: readonly string[]): string {
    const name = this.#compose(place, this.#chance.happens(40) ? localTrades : trades);
    if (this.#given.has(name)) return this.next(place, localTrades);
    this.#given.add(name);
    return name;
  }

  #compose(place: string, from: readonly string[]): string {
    const mark = this.#mark();
    const rest = `${this.#chance.pick(from)}${this.#chance.happens(9) ? '股份有限公司' : '有限公司'}`;
    if (this.#chance.happens(6)) return `${mark}（福建）${rest}`;
    return `${this.#chance.happens(35) ? '福建' : place}${mark}${rest}`;
  }

  #mark(): string {
    const later = this.#chance.several(laterCharacters, this.#chance.happens(35) ? 2 : 1);
    return this.#chance.pick(firstCharacters) + later.join('');
  }
}
