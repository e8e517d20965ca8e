const numerals = '零一二三四五六七八九十';

/** A section of a notice as a Chinese sentence names it: `§2(一)` is 通知第二条第（一）项. What has another form stays. */
export function sectionInChinese(section: string): string {
  const [, article, item] = /^§(\d{1,2})(?:\(([^()]+)\))?$/.exec(section) ?? [];
  const numeral = article && numerals[Number(article)];
  if (!numeral) return section;
  return `通知第${numeral}条${item ? `第（${item}）项` : ''}`;
}
