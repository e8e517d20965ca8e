import { afterAll, beforeAll, expect, test } from 'vitest';
import { examine } from '../../src/doctor/doctor.js';
import { phonePlace } from '../../src/message/send-sms.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { testSecret } from '../kit/secret.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  const sealed = gateway.config.vault.seal('13800000000', phonePlace);
  await gateway.sql(
    `insert into text_message (id, sealed_phone, last_four, template, status, created_at, next_attempt_at)
     values (uuidv7(), $1, '0000', 'STAFF_INVITATION', 'SENT', now(), now())`,
    [sealed],
  );
});
afterAll(() => gateway.stop());

/** The lines that are not good, with what they advise, and the verdict. */
async function doctor(settings: Record<string, string> = {}) {
  const lines: string[] = [];
  const environment = {
    NODE_ENV: 'test',
    DATABASE_URL: gateway.ownerUrl,
    DATA_DIR: gateway.config.dataFolder,
    SECRET_KEY: testSecret,
    ...settings,
  };
  const well = await examine(environment, (line) => lines.push(line));
  return { well, text: lines.join('\n'), faults: lines.filter((line) => line.startsWith('✗')) };
}

test('a gateway that works has no fault, and every check says what it saw', async () => {
  const { well, text, faults } = await doctor();
  expect(faults).toEqual([]);
  expect(well).toBe(true);
  for (const name of ['database', 'migrations', 'row security', 'clock', 'keys', 'disk', 'papers', 'text messages'])
    expect(text).toContain(`✓ ${name}: `);
});

test('a misspelt setting, and a database that is not there, are told in plain words', async () => {
  const misspelt = await doctor({ DATBASE_URL: 'x' });
  expect(misspelt.well).toBe(false);
  expect(misspelt.text).toContain('DATABASE_URL');
  const away = await doctor({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(away.well).toBe(false);
  expect(away.faults).toHaveLength(1);
});

test('keys that do not open what is sealed are found', async () => {
  const key = Buffer.alloc(32, 1).toString('base64');
  const { well, text } = await doctor({ DATA_KEYS: `other:${key}`, LOOKUP_KEY: key });
  expect(well).toBe(false);
  expect(text).toMatch(/✗ keys: text_message\.sealed_phone: The data key derived is not configured/);
});

test('a table without row security, and a role that may pass it by, are found', async () => {
  await gateway.sql('alter table claim disable row level security');
  await gateway.sql('alter role mianshen_gateway createrole');
  try {
    const { well, text } = await doctor();
    expect(well).toBe(false);
    expect(text).toContain('✗ row security: Missing on claim');
    expect(text).toContain('✗ row security: mianshen_gateway can pass it by');
  } finally {
    await gateway.sql('alter table claim enable row level security');
    await gateway.sql('alter role mianshen_gateway nocreaterole');
  }
});

test('a database of a later version is found', async () => {
  await gateway.sql(`insert into migration (name) values ('8999-later')`);
  try {
    expect((await doctor()).text).toContain('✗ migrations: This database is of a later version: 8999-later');
  } finally {
    await gateway.sql(`delete from migration where name = '8999-later'`);
  }
});

test('in production, what a province needs besides is asked for', async () => {
  const key = Buffer.alloc(32, 1).toString('base64');
  const { text } = await doctor({
    NODE_ENV: 'production',
    DATA_KEYS: `k1:${key}`,
    LOOKUP_KEY: key,
    LOG_SIGNING_KEY: key,
    SMS_PROVIDER: 'aliyun',
    SMS_ACCESS_KEY_ID: 'id',
    SMS_ACCESS_KEY_SECRET: 'secret',
    SMS_SIGN_NAME: 'sign',
  });
  expect(text).toContain('✗ address: PUBLIC_URL is not set');
  expect(text).toContain('! address: TRUST_PROXY is not set');
  expect(text).toContain('! address: CONTACT_OFFICE and CONTACT_PHONE are not set');
  expect(text).toContain('✗ text messages: SMS_TEMPLATES has no code for VERIFICATION_CODE');
  expect(text).toContain('! papers: In DATA_DIR of this gateway');
});
