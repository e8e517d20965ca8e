import pg from 'pg';
import { globalId } from '../../src/kernel/values/global-id.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ConfirmInstitutionDocument,
  RegisterInstitutionDocument,
  RejectInstitutionDocument,
  ResumeInstitutionDocument,
  SubmitPoliciesDocument,
  SuspendInstitutionDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, upload } from '../kit/upload.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
  nextCreditCode,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { Role } from '../../src/access/role.js';

let gateway: TestGateway;
let science: Person;
let regulator: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-08-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  science = await arrangePerson(gateway, Role.SCIENCE);
  regulator = await arrangePerson(gateway, Role.REGULATOR);
});
afterAll(() => gateway.stop());

const codes = (errors: { code: string }[]) => errors.map(({ code }) => code);

async function register(clerk: Person, changes: Record<string, string> = {}) {
  const input = { programme: programmeCode, creditCode: nextCreditCode(), name: '榕城财产保险', ...changes };
  return (await clerk.client.get(RegisterInstitutionDocument, { input })).registerInstitution;
}

async function push(token: string) {
  const rows = [policyRow(await arrangeEnterprise(gateway))];
  const input = { programme: programmeCode, idempotencyKey: crypto.randomUUID(), rows };
  return (await gateway.client(token).get(SubmitPoliciesDocument, { input })).submitPolicies;
}

async function found(name: string): Promise<string[]> {
  const { institutions } = await science.client.get<{ institutions: { nodes: { name: string }[] } }, { name: string }>(
    'query ($name: String!) { institutions(filter: { name: $name }) { nodes { name } } }',
    { name },
  );
  return institutions.nodes.map((one) => one.name);
}

describe('registering an institution', () => {
  test('is PENDING, and ACTIVE when both departments have confirmed it, each for itself', async () => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    const { institution, token } = await register(clerk);
    expect(institution).toMatchObject({ status: 'PENDING', version: 1 });
    expect(codes((await push(token as string)).userErrors)).toEqual(['INSTITUTION_NOT_ACTIVE']);

    const seen = { institutionId: institution?.id as string, version: 1 };
    const first = await science.client.get(ConfirmInstitutionDocument, { input: seen });
    expect(first.confirmInstitution.institution).toMatchObject({ status: 'PENDING', version: 2 });
    const stale = await regulator.client.get(ConfirmInstitutionDocument, { input: seen });
    expect(codes(stale.confirmInstitution.userErrors)).toEqual(['VERSION_CONFLICT']);
    const again = await science.client.get(ConfirmInstitutionDocument, { input: { ...seen, version: 2 } });
    expect(codes(again.confirmInstitution.userErrors)).toEqual(['ALREADY_CONFIRMED']);
    const second = await regulator.client.get(ConfirmInstitutionDocument, { input: { ...seen, version: 2 } });
    expect(second.confirmInstitution.institution).toMatchObject({ status: 'ACTIVE', version: 3 });
    expect((await push(token as string)).userErrors).toEqual([]);
  });

  test('the token without an institution can register one, and nothing else', async () => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    const input = { programme: programmeCode, idempotencyKey: 'x', rows: [] };
    const { errors } = await clerk.client.ask(SubmitPoliciesDocument, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('one department can reject it, with a reason; the same clerk may register it again', async () => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    const creditCode = nextCreditCode();
    const { institution } = await register(clerk, { creditCode });
    const input = { institutionId: institution?.id as string, version: 1, reason: ' ' };
    const silent = await regulator.client.get(RejectInstitutionDocument, { input });
    expect(silent.rejectInstitution.userErrors).toMatchObject([{ code: 'REASON_MISSING', path: ['reason'] }]);
    const rejected = await regulator.client.get(RejectInstitutionDocument, { input: { ...input, reason: '无牌照' } });
    expect(rejected.rejectInstitution.institution).toMatchObject({ status: 'REJECTED', reason: '无牌照' });
    const late = await science.client.get(ConfirmInstitutionDocument, {
      input: { institutionId: institution?.id as string, version: 2 },
    });
    expect(codes(late.confirmInstitution.userErrors)).toEqual(['INSTITUTION_STATUS_UNFIT']);

    const stranger = await arrangePerson(gateway, Role.INSURER);
    expect(codes((await register(stranger, { creditCode })).userErrors)).toEqual(['INSTITUTION_KNOWN']);
    const again = await register(clerk, { creditCode });
    expect(again.institution).toMatchObject({ status: 'PENDING', reason: null, version: 3 });
  });

  test('is found at once by the pinyin of its name, and by another name when it is registered again', async () => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    const creditCode = nextCreditCode();
    const { institution } = await register(clerk, { creditCode, name: '鼓岭财产保险' });
    expect(await found('GULING')).toEqual(['鼓岭财产保险']);
    const input = { institutionId: institution?.id as string, version: 1, reason: '名称有误' };
    await science.client.get(RejectInstitutionDocument, { input });
    await register(clerk, { creditCode, name: '闽江财产保险' });
    expect([await found('GULING'), await found('闽江')]).toEqual([[], ['闽江财产保险']]);
  });

  test.each([
    ['creditCode', '91350100M000100Y99', 'CREDIT_CODE_INVALID'],
    ['name', '  ', 'NAME_MISSING'],
    ['programme', 'nowhere', 'PROGRAMME_NOT_FOUND'],
  ])('a wrong %s is refused by its field', async (field, value, code) => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    expect((await register(clerk, { [field]: value })).userErrors).toMatchObject([{ code, path: [field] }]);
  });

  test('the window is closed after 15 August 2025, Asia/Shanghai', async () => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    gateway.clock.set(new Date('2025-08-15T15:59:59Z'));
    expect((await register(clerk)).userErrors).toEqual([]);
    gateway.clock.set(new Date('2025-08-15T16:00:00Z'));
    expect(codes((await register(clerk)).userErrors)).toEqual(['REGISTRATION_WINDOW_CLOSED']);
    gateway.clock.set(new Date('2025-08-10T02:00:00Z'));
  });

  test('four eyes: the person who registered it does not confirm it, in any role', async () => {
    const clerk = await arrangePerson(gateway, Role.INSURER);
    const { institution } = await register(clerk);
    await gateway.sql('update institution set registered_by = $1 where name = $2', [science.accountId, '榕城财产保险']);
    const input = { institutionId: institution?.id as string, version: 1 };
    const { confirmInstitution } = await science.client.get(ConfirmInstitutionDocument, { input });
    expect(codes(confirmInstitution.userErrors)).toEqual(['FOUR_EYES']);
  });
});

test('a suspension stops a file that is being processed at its next rows', async () => {
  gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
  const clerk = await arrangeInsurer(gateway);
  const owner = new pg.Client({ connectionString: gateway.ownerUrl });
  await owner.connect();
  // The department is just suspending it while the file comes in: the work waits for that.
  await owner.query('begin');
  await owner.query('select from institution where id = $1 for no key update', [clerk.subjectId]);
  const file = await upload(clerk.client, csvOf([policyRow(await arrangeEnterprise(gateway))]));
  expect(file.status).toBe(202);
  await owner.query(`update institution set status = 'SUSPENDED' where id = $1`, [clerk.subjectId]);
  await owner.query('commit');
  await owner.end();
  const submission = await ended(clerk.client, file.id);
  expect(submission).toMatchObject({ status: 'FAILED', acceptedCount: 0, fault: { code: 'INSTITUTION_NOT_ACTIVE' } });
  expect(await gateway.sql('select 1 from policy where institution_id = $1', [clerk.subjectId])).toEqual([]);
  expect(await upload(clerk.client, csvOf([policyRow(await arrangeEnterprise(gateway))]))).toMatchObject({
    status: 422,
    errors: [{ extensions: { code: 'INSTITUTION_NOT_ACTIVE' } }],
  });
});

test('a suspension stops pushes immediately, and can be lifted', async () => {
  const clerk = await arrangeInsurer(gateway);
  expect((await push(clerk.token)).userErrors).toEqual([]);
  const institution = globalId('Institution', clerk.subjectId!);
  const { suspendInstitution } = await science.client.get(SuspendInstitutionDocument, {
    input: { institutionId: institution, version: 1, reason: '抽核不合格' },
  });
  expect(suspendInstitution.institution).toMatchObject({ status: 'SUSPENDED', reason: '抽核不合格' });
  expect((await push(clerk.token)).userErrors).toMatchObject([
    { code: 'INSTITUTION_NOT_ACTIVE', message: expect.stringContaining('the reason of its suspension') },
  ]);
  await regulator.client.get(ResumeInstitutionDocument, { input: { institutionId: institution, version: 2 } });
  expect((await push(clerk.token)).userErrors).toEqual([]);
});
