import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { digestOfPerson } from '../../src/register/names/names.js';
import {
  BindEnterpriseDocument,
  ConfirmPersonCheckDocument,
  PersonChecksDocument,
  RejectPersonCheckDocument,
  RequestPersonCheckDocument,
  VerifyPersonDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { type FakeRegister, startFakeRegister } from '../kit/outside-register.js';
import { registerPerson, type RegisteredPerson } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { alsoAs, arrangeEnterprise, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** People in production: a register over the network, and papers where there is none. */
const zhou = { name: '周 海棠', identityNumber: '11010519491231002X' };
const other = { name: '林一', identityNumber: '350102199003070012' };
const pdf = Buffer.from('%PDF-1.7 a scan');

let byRegister: TestGateway;
let register: FakeRegister;
let byHand: TestGateway;
let down = false;

beforeAll(async () => {
  register = await startFakeRegister(({ name, phone }) => {
    if (down) return 'NONSENSE';
    return { match: name === '周 海棠' && String(phone).startsWith('138') };
  });
  byRegister = await startTestGateway({
    world: programmeWorld,
    environment: {
      PERSON_REGISTER: 'http',
      PERSON_REGISTER_URL: register.url,
      PERSON_REGISTER_SECRET: register.secret,
      PERSON_REGISTER_FACTORS: '3',
    },
  });
  byHand = await startTestGateway({
    environment: { PERSON_REGISTER: 'manual', IDENTITY_PAPER_DAYS: '10', BACKGROUND_JOBS: 'true' },
  });
});
afterAll(async () => {
  await byRegister.stop();
  await byHand.stop();
  await register.stop();
});

const verify = async ({ client }: Pick<RegisteredPerson, 'client'>, input: typeof zhou) =>
  (await client.get(VerifyPersonDocument, { input })).verifyPerson;

test('the register is asked by name, number and phone; its "no" is reported, and no answer is not a "no"', async () => {
  const person = await registerPerson(byRegister);
  expect(await verify(person, other)).toMatchObject({ userErrors: [{ code: 'PERSON_NOT_CONFIRMED' }] });
  down = true;
  expect(await verify(person, zhou)).toMatchObject({ userErrors: [{ code: 'REGISTER_UNAVAILABLE' }] });
  down = false;
  expect((await verify(person, zhou)).userErrors).toEqual([]);
  expect(await verify(person, zhou)).toMatchObject({ userErrors: [{ code: 'PERSON_ALREADY_VERIFIED' }] });
  expect(register.questions.every(({ signed }) => signed)).toBe(true);
  expect(register.questions.at(-1)!.body).toEqual({ ...zhou, phone: person.phone });
});

test('it is not an oracle: after five refusals within a day the register is not asked', async () => {
  const person = await registerPerson(byRegister);
  for (let call = 0; call < 5; call += 1) await verify(person, other);
  const asked = register.questions.length;
  expect(await verify(person, other)).toMatchObject({ userErrors: [{ code: 'TOO_MANY_PERSON_CHECKS' }] });
  expect(register.questions).toHaveLength(asked);
  byRegister.clock.set(new Date(byRegister.clock.now().getTime() + 86_400_001));
  expect(await verify(person, other)).toMatchObject({ userErrors: [{ code: 'PERSON_NOT_CONFIRMED' }] });
});

test('the legal representative is the person named by the company register', async () => {
  const person = await registerPerson(byRegister);
  await verify(person, zhou);
  const company = await arrangeEnterprise(byRegister);
  const bind = async (creditCode: string, name: string) =>
    (
      await person.client.get(BindEnterpriseDocument, {
        input: { creditCode, name, kind: 'LEGAL_REPRESENTATIVE' },
      })
    ).bindEnterprise;
  expect(await bind(company.creditCode, company.name)).toMatchObject({
    userErrors: [{ code: 'REPRESENTATIVE_NOT_REGISTERED' }],
  });
  const name = async (who: string) =>
    byRegister.sql(`update registered_company set representative = '周**', representative_digest = $1`, [
      digestOfPerson(byRegister.config.vault, who),
    ]);
  await name('林一');
  expect(await bind(company.creditCode, company.name)).toMatchObject({
    userErrors: [{ code: 'NOT_THE_REPRESENTATIVE' }],
  });
  await name(zhou.name);
  expect((await bind(company.creditCode, company.name)).userErrors).toEqual([]);
});

let person: RegisteredPerson;
let clerks: [Person, Person];

const upload = async (body: Buffer) => {
  const answer = await person.client.fetch('/upload/identity-papers', {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return { status: answer.status, id: ((await answer.json()) as { id?: string }).id ?? '' };
};
const ask = async (papers: string[], idempotencyKey: string) =>
  (await person.client.get(RequestPersonCheckDocument, { input: { ...zhou, paperIds: papers, idempotencyKey } }))
    .requestPersonCheck;
const checks = async ({ client }: Pick<Person, 'client'>) => (await client.ask(PersonChecksDocument, {})).data;
const confirm = async ({ client }: Person, personCheckId: string, version: number) =>
  (await client.get(ConfirmPersonCheckDocument, { input: { personCheckId, version } })).confirmPersonCheck;

test('without a register a person uploads scans, and two people of the platform compare them', async () => {
  person = await registerPerson(byHand);
  clerks = [await arrangePerson(byHand, Role.PLATFORM), await arrangePerson(byHand, Role.PLATFORM)];
  expect(await verify(person, zhou)).toMatchObject({ userErrors: [{ code: 'PERSON_CHECK_NEEDED' }] });
  expect((await upload(Buffer.from('MZ a program'))).status).toBe(415);
  const { id: paper } = await upload(pdf);
  expect((await ask([], 'none')).userErrors).toMatchObject([{ code: 'IDENTITY_PAPERS_MISSING' }]);
  const { personCheck } = await ask([paper], 'first');
  expect(personCheck).toMatchObject({ status: 'PENDING', person: expect.stringMatching(/002X$/) as string });
  expect((await ask([paper], 'first')).personCheck!.id).toBe(personCheck!.id);
  expect((await ask([paper], 'second')).userErrors).toMatchObject([{ code: 'PERSON_CHECK_OPEN' }]);

  const [row] = (await checks(clerks[0]))!.personChecks.nodes;
  expect(row).toMatchObject({ ...zhou, paperIds: [paper] });
  const scan = await clerks[0].client.fetch(`/identity-papers/${paper}`);
  expect(Buffer.from(await scan.arrayBuffer())).toEqual(pdf);
  const stranger = await registerPerson(byHand);
  expect((await stranger.client.fetch(`/identity-papers/${paper}`)).status).toBe(404);
  expect((await checks(stranger))?.personChecks?.nodes ?? []).toEqual([]);

  const { id } = personCheck!;
  const applicant = await alsoAs(byHand, await accountOf(person), Role.PLATFORM);
  expect((await confirm(applicant, id, 1)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect((await confirm(clerks[0], id, 1)).personCheck).toMatchObject({ status: 'CHECKED' });
  expect((await confirm(clerks[0], id, 2)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect((await confirm(clerks[1], id, 2)).personCheck).toMatchObject({ status: 'CONFIRMED' });
  expect((await confirm(clerks[1], id, 3)).userErrors).toMatchObject([{ code: 'PERSON_CHECK_DECIDED' }]);
  const [account] = await byHand.sql(`select person_verified_at from account where id = $1`, [await accountOf(person)]);
  expect(account).not.toEqual({ person_verified_at: null });
});

async function accountOf({ phone }: RegisteredPerson): Promise<string> {
  const digest = byHand.config.vault.digest(phone, 'phone');
  const [row] = await byHand.sql<{ account_id: string }>(
    'select account_id from account_secret where phone_digest = $1',
    [digest],
  );
  return row!.account_id;
}

test('one person can reject, with a reason that the applicant reads', async () => {
  person = await registerPerson(byHand);
  const { id: paper } = await upload(pdf);
  const { personCheck } = await ask([paper], 'other');
  const input = { personCheckId: personCheck!.id, version: 1, reason: '扫描件不清晰' };
  await clerks[0].client.get(RejectPersonCheckDocument, { input });
  const mine = await person.client.ask('{ personChecks { nodes { status reason } } }');
  expect(mine.data).toEqual({ personChecks: { nodes: [{ status: 'REJECTED', reason: '扫描件不清晰' }] } });
});

test('after the retention period the papers and the number are deleted', async () => {
  byHand.clock.set(new Date(byHand.clock.now().getTime() + 11 * 86_400_000));
  await eventually(async () => (await byHand.sql('select 1 from identity_paper')).length === 0, 'papers are deleted');
  expect(await byHand.sql(`select 1 from person_check where sealed_person is not null`)).toEqual([]);
  const [deleted] = await byHand.sql(`select count(*)::int as count from event where type = 'IDENTITY_PAPERS_DELETED'`);
  expect(deleted).toEqual({ count: 2 });
});

test('of 16 simultaneous requests one is open', async () => {
  person = await registerPerson(byHand);
  const papers = await Promise.all(Array.from({ length: 16 }, async () => (await upload(pdf)).id));
  const answers = await Promise.all(papers.map((paper) => ask([paper], paper)));
  expect(answers.filter(({ personCheck }) => personCheck)).toHaveLength(1);
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: 15 }, () => 'PERSON_CHECK_OPEN'));
});

test('of 16 simultaneous requests of one person one is open', async () => {
  person = await registerPerson(byHand);
  const papers = await Promise.all(Array.from({ length: 16 }, () => upload(pdf)));
  const answers = await Promise.all(papers.map(({ id }, place) => ask([id], `at once ${place}`)));
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: 15 }, () => 'PERSON_CHECK_OPEN'));
  const open = await byHand.sql(
    `select 1 from person_check where account_id = $1 and status in ('PENDING', 'CHECKED')`,
    [await accountOf(person)],
  );
  expect(open).toHaveLength(1);
});
