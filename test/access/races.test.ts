import { randomUUID } from 'node:crypto';
import { globalId } from '../../src/kernel/values/global-id.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { phonePlace } from '../../src/account/account.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, ended, headings, upload } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangePush,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';

/*
 * "Count, then insert" and "sum, then insert": each rule about how many or how much there may be is tried by 16 at once, over
 * the network. What may be there afterwards is counted in the database, not in the answers.
 */
const atOnce = 16;

let gateway: TestGateway;
let enterprise: ArrangedEnterprise;
let insurer: Person;
let platform: Person;
let owner: Person;
beforeAll(async () => {
  gateway = await startTestGateway();
  ({ insurer, enterprise } = await arrangePush(gateway));
  owner = await arrangePerson(gateway, Role.ENTERPRISE, enterprise.id);
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

async function countOf(from: string, values: unknown[] = []): Promise<number> {
  const [row] = await gateway.sql<{ count: string }>(`select count(*) from ${from}`, values);
  return Number(row?.count);
}

interface Answered {
  userErrors: { code: string }[];
}

async function call({ client }: Person, name: string, type: string, input: object): Promise<string[]> {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`;
  const { data, errors } = await client.ask<Record<string, Answered>, { input: object }>(query, { input });
  if (errors) return errors.map(({ extensions }) => extensions.code);
  return (data?.[name]?.userErrors ?? []).map(({ code }) => code);
}

/** All at the same moment; returns the codes of each. */
const race = (work: (index: number) => Promise<string[]>) =>
  Promise.all(Array.from({ length: atOnce }, (_, index) => work(index)));

/** The refusals that came, each kind once. Nothing fails inside. */
const refusals = (answers: string[][]) => [...new Set(answers.flat())];

describe('the shares of a co-insured contract', () => {
  const sumOf = async (contract: string) => {
    const [row] = await gateway.sql<{ sum: string }>(
      `select coalesce(sum(share), 0)::float::text as sum from policy where coinsurance_no = $1 and status = 'ACCEPTED'`,
      [contract],
    );
    return Number(row?.sum);
  };
  let insurers: Person[];
  beforeAll(async () => {
    insurers = await Promise.all(Array.from({ length: atOnce }, (_, n) => arrangeInsurer(gateway, `共保公司${n}`)));
  });

  const push = async ({ client }: Person, coinsuranceNo: string, share: string): Promise<string[]> => {
    const rows = [policyRow(enterprise, { coinsuranceNo, share })];
    const input = { programme: programmeCode, idempotencyKey: randomUUID(), rows };
    const query = `mutation ($input: SubmitPoliciesInput!) {
      submitPolicies(input: $input) { userErrors { code } rows { userErrors { code } } } }`;
    const { submitPolicies } = await client.get<
      { submitPolicies: Answered & { rows: Answered[] } },
      { input: typeof input }
    >(query, { input });
    return [submitPolicies, ...submitPolicies.rows].flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  };

  test('pushed by 16 insurers', async () => {
    const answers = await race((index) => push(insurers[index] as Person, 'GB-RACE', '60'));
    expect([await sumOf('GB-RACE'), refusals(answers)]).toEqual([60, ['COINSURANCE_OVER_100']]);
  });

  test('in four files', { timeout: 60_000 }, async () => {
    const head = `${headings},共保份额（%）,共保合同号`;
    await Promise.all(
      insurers.slice(0, 4).map(async ({ client }) => {
        const row = policyRow(enterprise);
        const line = csvOf([row], head).split('\n')[1] as string;
        const { id } = await upload(client, `${head}\n${line},60,GB-FILES\n`);
        await ended(client, id, 50_000);
      }),
    );
    expect(await sumOf('GB-FILES')).toBe(60);
  });

  test('corrected by 16 insurers', async () => {
    await race((index) => push(insurers[index] as Person, 'GB-CORRECTED', '1'));
    await race(async (index) => {
      const { client } = insurers[index] as Person;
      const [row] = await gateway.sql<{ id: string; version: number }>(
        `select id, version from policy where coinsurance_no = 'GB-CORRECTED' and institution_id = $1`,
        [insurers[index]?.subjectId],
      );
      const policyId = globalId('Policy', row!.id);
      const changes = { share: '60', coinsuranceNo: 'GB-CORRECTED' };
      const input = { policyId, version: row?.version, changes, reason: '更正份额' };
      return call({ client } as Person, 'correctPolicy', 'CorrectPolicyInput', input);
    });
    expect(await sumOf('GB-CORRECTED')).toBeLessThanOrEqual(100);
    expect(await sumOf('GB-CORRECTED')).toBeGreaterThan(60);
  });
});

test('machine credentials: at most ten of an institution', async () => {
  const answers = await race((index) =>
    call(insurer, 'issueMachineCredential', 'IssueMachineCredentialInput', {
      name: `core ${index}`,
      method: 'CLIENT_SECRET',
      scopes: ['READ'],
      idempotencyKey: `race ${index}`,
    }),
  );
  expect([await countOf('machine_credential'), refusals(answers)]).toEqual([10, ['TOO_MANY_CREDENTIALS']]);
});

test('webhooks: at most ten of an account', async () => {
  const answers = await race((index) =>
    call(insurer, 'registerWebhook', 'RegisterWebhookInput', {
      url: `https://hooks.example.org/${index}`,
      types: [],
      idempotencyKey: `race ${index}`,
    }),
  );
  expect([await countOf('webhook'), refusals(answers)]).toEqual([10, ['WEBHOOKS_TOO_MANY']]);
});

test('bank accounts: at most twenty, one of them the default, each once', async () => {
  const add = (index: number) => {
    const bank = '10239100001';
    return call(owner, 'addBankAccount', 'AddBankAccountInput', {
      bankName: '中国工商银行福州五一支行',
      bankCode: bank + bankCodeCheck(bank),
      number: `62220210011162${index}`,
      holder: enterprise.name,
      idempotencyKey: randomUUID(),
    });
  };
  await race(add);
  await race((index) => add(index < 8 ? index : index + atOnce));
  const held = `bank_account where removed_at is null`;
  expect([await countOf(held), await countOf(`${held} and is_default`)]).toEqual([20, 1]);
  expect(await countOf(`(select distinct last_four from bank_account) as numbers`)).toBe(20);
});

test('an exclusion of a company: only one is in force', async () => {
  await race((index) =>
    call(platform, 'excludeEnterprise', 'ExcludeEnterpriseInput', {
      programme: programmeCode,
      creditCode: enterprise.creditCode,
      reason: '失信',
      source: '通报',
      idempotencyKey: `race ${index}`,
    }),
  );
  expect(await countOf('enterprise_exclusion where lifted_at is null')).toBe(1);
});

test('an exclusion of a policy, and its refunds', async () => {
  const row = policyRow(enterprise, { premium: '1000.00' });
  const input = { programme: programmeCode, idempotencyKey: randomUUID(), rows: [row] };
  expect(await call(insurer, 'submitPolicies', 'SubmitPoliciesInput', input)).toEqual([]);
  const [{ id } = { id: '' }] = await gateway.sql<{ id: string }>('select id from policy where policy_no = $1', [
    row.policyNo,
  ]);
  const policyId = globalId('Policy', id);
  const refunds = await race((index) =>
    call(insurer, 'recordRefund', 'RecordRefundInput', {
      policyId,
      version: 1,
      amount: '300.00',
      refundedOn: '2024-06-01',
      endorsementNo: `E-${index}`,
      idempotencyKey: `refund ${index}`,
    }),
  );
  expect([await countOf('policy_refund'), refusals(refunds)]).toEqual([1, ['VERSION_CONFLICT']]);
  await race((index) =>
    call(platform, 'blockPolicy', 'BlockPolicyInput', {
      policyId,
      version: 2,
      reason: '已获其他补贴',
      source: '文件',
      idempotencyKey: `block ${index}`,
    }),
  );
  expect(await countOf(`policy_exclusion where policy_id = $1 and lifted_at is null`, [id])).toBe(1);
});

test('draws are numbered without gaps', async () => {
  const draw = await arrangePerson(gateway, Role.SCIENCE);
  const answers = await race((index) =>
    call(draw, 'drawSpotCheck', 'DrawSpotCheckInput', {
      programme: programmeCode,
      percent: '10',
      amountBounds: [],
      idempotencyKey: `draw ${index}`,
    }),
  );
  expect(refusals(answers)).toEqual([]);
  const rows = await gateway.sql<{ number: number }>('select number from spot_check order by number');
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: atOnce }, (_, index) => index + 1));
});

test('an operation runs once for an idempotency key', async () => {
  const before = await countOf('webhook');
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  const input = { url: 'https://hooks.example.org/same', types: [], idempotencyKey: 'the same' };
  const answers = await race(() => call(auditor, 'registerWebhook', 'RegisterWebhookInput', input));
  expect([await countOf('webhook'), refusals(answers)]).toEqual([before + 1, []]);
});

test('a person uses no more register look-ups than the limit', async () => {
  const person = await arrangePerson(gateway, Role.ENTERPRISE);
  const phone = '13900139000';
  await gateway.sql(`insert into account_secret (account_id, phone_digest, sealed_phone) values ($1, $2, $3)`, [
    person.accountId,
    phone,
    gateway.config.vault.seal(phone, phonePlace),
  ]);
  const guesses = await race(() =>
    call(person, 'verifyPerson', 'VerifyPersonInput', { name: '赵六', identityNumber: '350102199003070012' }),
  );
  expect(refusals(guesses).toSorted()).toEqual(['PERSON_NOT_CONFIRMED', 'TOO_MANY_PERSON_CHECKS']);
  expect(await countOf(`event where type = 'PERSON_NOT_CONFIRMED' and subject_id = $1`, [person.accountId])).toBe(5);
});

test('a programme has at most one unpublished notice of the companies that no message reached', async () => {
  await gateway.sql(
    `insert into claim (programme_id, enterprise_id, proposal_id, status, calculated_amount, cap_cut, budget_cut,
       granted_amount, status_changed_at)
     select id, $1, gen_random_uuid(), 'AWAITING_CLAIM', 100, 0, 0, 100, now() from programme where code = $2`,
    [enterprise.id, programmeCode],
  );
  const answers = await race((index) =>
    call(platform, 'prepareServiceNotice', 'PrepareServiceNoticeInput', {
      programme: programmeCode,
      idempotencyKey: `notice ${index}`,
    }),
  );
  expect(refusals(answers)).toEqual([]);
  expect(await countOf(`service_notice where status = 'PREPARED'`)).toBe(1);
  expect(await countOf('service_notice')).toBe(atOnce);
  expect(await countOf('service_notice_line')).toBe(atOnce);
});

test('a phone number is invited once', async () => {
  await gateway.sql('update role_grant set manages = true where account_id = $1', [insurer.accountId]);
  const answers = await race((index) =>
    call(insurer, 'inviteStaff', 'InviteStaffInput', { phone: '13900139001', idempotencyKey: `${index}` }),
  );
  expect(refusals(answers)).toEqual(['INVITATION_OPEN']);
  expect(await countOf(`staff_invitation where status = 'OPEN'`)).toBe(1);
});
