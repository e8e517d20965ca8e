import { afterEach, expect, test } from 'vitest';
import { fileFailure } from '../../src/cli/file-failure.js';

const before = { ...process.env };
afterEach(() => void Object.assign(process.env, { LC_ALL: before['LC_ALL'] ?? '', LANG: before['LANG'] ?? '' }));

test.each([
  ['zh_CN.UTF-8', 'ENOENT', '八月.xlsx 无法读取：文件或文件夹不存在'],
  ['en_GB.UTF-8', 'EACCES', '八月.xlsx cannot be read: it may not be opened'],
  ['zh_CN.UTF-8', 'EWHATEVER', '八月.xlsx 无法读取：something else'],
])('in %s, %s is said as %s', (lang, code, said) => {
  Object.assign(process.env, { LC_ALL: lang, LANG: lang });
  const failure = fileFailure('八月.xlsx', 'read', Object.assign(new Error('something else'), { code }));
  expect(failure.message).toBe(said);
});
