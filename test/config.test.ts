import { expect, test } from 'vitest';
import { readConfig } from '../src/config/config.js';
import { settingNames } from '../src/config/environment.js';
import { testSecret } from './kit/secret.js';

test('a setting that is empty is none', () => {
  const needed = { NODE_ENV: 'test', SECRET_KEY: testSecret };
  const empty = Object.fromEntries(settingNames.map((name) => [name, '']));
  expect(settingNames).toContain('PORT');
  expect(JSON.stringify(readConfig({ ...empty, ...needed }))).toEqual(JSON.stringify(readConfig(needed)));
});
