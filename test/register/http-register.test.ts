import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { readConfig } from '../../src/config/config.js';
import { lookUpDueCompanies } from '../../src/register/register.jobs.js';
import { LookUpCompanyDocument, RegisteredCompanyDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { type FakeRegister, type RegisterAnswer, startFakeRegister } from '../kit/outside-register.js';
import { systemContext } from '../kit/system-context.js';
import { arrangeInsurer, arrangePerson, nextCreditCode, type Person } from '../kit/world.js';
import { runJob } from '../kit/jobs.js';
import { programmeWorld } from '../kit/worlds.js';

let register: FakeRegister;
let gateway: TestGateway;
let platform: Person;
/** What the register answers for each company; null where it does not know one. */
const companies = new Map<string, RegisterAnswer>();

beforeAll(async () => {
  register = await startFakeRegister((question) => companies.get(String(question['creditCode'])) ?? { company: null });
  gateway = await startTestGateway({
    world: programmeWorld,
    environment: {
      COMPANY_REGISTER: 'http',
      COMPANY_REGISTER_URL: register.url,
      COMPANY_REGISTER_SECRET: register.secret,
      COMPANY_REGISTER_TIMEOUT: '300',
      COMPANY_REGISTER_CACHE_HOURS: '24',
    },
  });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(async () => {
  await gateway.stop();
  await register.stop();
});

const facts = (creditCode: string, changes: object = {}) => ({
  company: { creditCode, name: '泉州查询科技有限公司', divisionCode: '350502', status: 'ACTIVE', ...changes },
});

const lookUp = async (creditCode: string) =>
  (await platform.client.get(LookUpCompanyDocument, { input: { creditCode } })).lookUpCompany;

const enterEnterprise = (creditCode: string, name: string) =>
  gateway.sql(`insert into enterprise (credit_code, name) values ($1, $2)`, [creditCode, name]);
const enterprise = async (creditCode: string) =>
  (await gateway.sql(`select name, region_code as region from enterprise where credit_code = $1`, [creditCode]))[0];

const asked = (creditCode: string) => register.questions.filter(({ body }) => body['creditCode'] === creditCode);

test('a company is looked up over the network with a signed request, and its name becomes the enterprise’s', async () => {
  const creditCode = nextCreditCode();
  await enterEnterprise(creditCode, '泉州查寻科技');
  companies.set(creditCode, facts(creditCode, { representative: '张三', phone: '13805950001' }));
  expect(await lookUp(creditCode)).toMatchObject({
    userErrors: [],
    company: { name: '泉州查询科技有限公司', divisionCode: '350502', representative: '张*', asOf: '2025-08-20' },
  });
  expect(asked(creditCode)).toMatchObject([{ signed: true }]);
  expect(await enterprise(creditCode)).toEqual({ name: '泉州查询科技有限公司', region: '3505' });
});

test('the gateway looks up unknown companies automatically, once until the answer expires', async () => {
  const [known, unknown] = [nextCreditCode(), nextCreditCode()];
  companies.set(known, facts(known));
  await enterEnterprise(known, '甲');
  await enterEnterprise(unknown, '乙');
  const { context, end } = systemContext(gateway);
  while (await runJob(lookUpDueCompanies, context));
  expect(await enterprise(known)).toMatchObject({ region: '3505' });
  expect(await enterprise(unknown)).toEqual({ name: '乙', region: null });
  await runJob(lookUpDueCompanies, context);
  expect(asked(known)).toHaveLength(1);
  expect(asked(unknown)).toHaveLength(1);

  companies.set(known, facts(known, { name: '泉州更名科技有限公司', changedOn: '2025-08-21' }));
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 25 * 3_600_000));
  while (await runJob(lookUpDueCompanies, context));
  await end();
  expect(await enterprise(known)).toMatchObject({ name: '泉州更名科技有限公司' });
  const { registeredCompany } = await platform.client.get(RegisteredCompanyDocument, { creditCode: known });
  expect(registeredCompany).toMatchObject([
    { name: '泉州更名科技有限公司', formerNames: ['泉州查询科技有限公司'], validFrom: '2025-08-21', validUntil: null },
    { name: '泉州查询科技有限公司', validUntil: '2025-08-21' },
  ]);
});

test.each(['BROKEN', 'HANGING', 'NONSENSE', 'REFUSED'] as const)(
  'a register that is %s is an error, never a "no": nothing is recorded, and the look-up is repeated later',
  async (answer) => {
    const creditCode = nextCreditCode();
    companies.set(creditCode, answer);
    expect((await lookUp(creditCode)).userErrors).toMatchObject([{ code: 'COMPANY_REGISTER_SILENT' }]);
    const [row] = await gateway.sql(`select found, failures from company_lookup where credit_code = $1`, [creditCode]);
    expect(row).toEqual({ found: null, failures: 1 });
    const passing = answer === 'BROKEN' || answer === 'HANGING';
    expect(asked(creditCode).length > 1).toBe(passing || answer === 'NONSENSE');
  },
);

test('an answer of another company is refused', async () => {
  const creditCode = nextCreditCode();
  companies.set(creditCode, facts(nextCreditCode()));
  expect((await lookUp(creditCode)).userErrors[0]?.code).toMatch(/COMPANY_REGISTER_SILENT/);
});

test('an unknown company and a wrong code get different results', async () => {
  await expect(lookUp('91350100MA00000001')).resolves.toMatchObject({
    userErrors: [{ code: 'REGISTER_CODE_INVALID', path: ['creditCode'] }],
  });
});

test('an insurer cannot read the register', async () => {
  const insurer = await arrangeInsurer(gateway);
  const answer = await insurer.client.ask(RegisteredCompanyDocument, { creditCode: nextCreditCode() });
  expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('production accepts no simulated register, and none without a secret or https', () => {
  const production = {
    NODE_ENV: 'production',
    SECRET_KEY: 'x'.repeat(32),
    LOG_SIGNING_KEY: Buffer.alloc(32, 1).toString('base64'),
    LOOKUP_KEY: Buffer.alloc(32, 1).toString('base64'),
    DATA_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
    SMS_PROVIDER: 'aliyun',
    SMS_ACCESS_KEY_ID: 'id',
    SMS_ACCESS_KEY_SECRET: 'secret',
    SMS_SIGN_NAME: 'sign',
  };
  const refused = (settings: Record<string, string>) => () => readConfig({ ...production, ...settings });
  expect(refused({ COMPANY_REGISTER: 'embedded' })).toThrow(/COMPANY_REGISTER/);
  expect(refused({ COMPANY_REGISTER: 'http' })).toThrow(/COMPANY_REGISTER_URL/);
  const { secret } = register;
  const http = { COMPANY_REGISTER: 'http', COMPANY_REGISTER_SECRET: secret };
  expect(refused({ ...http, COMPANY_REGISTER_URL: 'http://register.example' })).toThrow(/https/);
  expect(
    readConfig({ ...production, ...http, COMPANY_REGISTER_URL: 'https://register.example' }).companies,
  ).toBeDefined();
  expect(readConfig(production).companies).toBeUndefined();
});

test('an answer with a character that cannot be stored fails for its company only', async () => {
  const [poison, other] = [nextCreditCode(), nextCreditCode()];
  companies.set(poison, facts(poison, { name: '泉州\u0000科技' }));
  companies.set(other, facts(other));
  await enterEnterprise(poison, '甲');
  await enterEnterprise(other, '乙');
  const { context, end } = systemContext(gateway);
  await runJob(lookUpDueCompanies, context);
  await runJob(lookUpDueCompanies, context);
  await end();
  expect(await enterprise(poison)).toMatchObject({ name: '甲' });
  expect(await enterprise(other)).toMatchObject({ name: '泉州查询科技有限公司' });
});
