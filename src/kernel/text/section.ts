const numerals = '零一二三四五六七八九十';

/** Returns the section of a notice in Chinese: `§2(一)` is 通知第二条第（一）项. Other forms are returned unchanged. */
export function sectionInChinese(section: string): string {
  const [, article, item] = /^§(\d{1,2})(?:\(([^()]+)\))?$/.exec(section) ?? [];
  const numeral = article && numerals[Number(article)];
  if (!numeral) return section;
  return `通知第${numeral}条${item ? `第（${item}）项` : ''}`;
}
