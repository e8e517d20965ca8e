import { expect, test } from 'vitest';
import { sectionInChinese } from '../../src/kernel/text/section.js';

test.each([
  ['§2(一)', '通知第二条第（一）项'],
  ['§2', '通知第二条'],
  ['§10', '通知第十条'],
  ['§2 one', '§2 one'],
  ['附件 1', '附件 1'],
])('%s is named as %s', (section, named) => {
  expect(sectionInChinese(section)).toBe(named);
});
