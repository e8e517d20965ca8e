import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vault } from '../../src/kernel/vault.js';
import { numberPlace } from '../../src/bank-account/bank-account.js';
import { bankCodeCheck, isBankCode } from '../../src/bank-account/cnaps.js';
import { Role } from '../../src/access/role.js';
import {
  AddBankAccountDocument,
  type AddBankAccountInput,
  BankAccountsDocument,
  MakeBankAccountDefaultDocument,
  RemoveBankAccountDocument,
  RevealBankAccountDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { type ArrangedEnterprise, arrangeEnterprise, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

const number = '6222021001116245702';

let gateway: TestGateway;
let enterprise: ArrangedEnterprise;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  enterprise = await arrangeEnterprise(gateway, { name: '福州（榕）科技有限公司' });
  owner = await arrangePerson(gateway, Role.ENTERPRISE, enterprise.id);
  stranger = await arrangePerson(gateway, Role.ENTERPRISE, (await arrangeEnterprise(gateway)).id);
});
afterAll(() => gateway.stop());

async function add(changes: Partial<AddBankAccountInput> = {}, person = owner) {
  const input: AddBankAccountInput = {
    bankName: '中国工商银行福州五一支行',
    bankCode: '102391000019',
    number,
    holder: enterprise.name,
    idempotencyKey: crypto.randomUUID(),
    ...changes,
  };
  input.bankCode = changes.bankCode ?? input.bankCode.slice(0, 11) + bankCodeCheck(input.bankCode.slice(0, 11));
  return (await person.client.get(AddBankAccountDocument, { input })).addBankAccount;
}

test('published bank codes pass their check digit, and a changed digit does not', () => {
  for (const code of ['102100099996', '103100000026', '104100000004', '308100005027']) {
    expect(isBankCode(code)).toBe(true);
    for (let place = 0; place < 12; place += 1) {
      const other = String((Number(code[place]) + 1) % 10);
      expect(isBankCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
    }
  }
});

test('the first account is the default; another can become the default; an account can be removed', async () => {
  const first = (await add()).bankAccount;
  expect(first).toMatchObject({ isDefault: true, maskedNumber: '**** 5702', holder: enterprise.name });
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 1000));
  // The same company, with the brackets of another keyboard.
  const second = (await add({ number: '3500123412341234', holder: '福州(榕)科技有限公司' })).bankAccount;
  expect(second?.isDefault).toBe(false);
  const input = { bankAccountId: second?.id as string };
  await owner.client.get(MakeBankAccountDefaultDocument, { input });
  const { bankAccounts } = await owner.client.get(BankAccountsDocument);
  expect(bankAccounts.nodes.map(({ isDefault }) => isDefault)).toEqual([false, true]);
  await owner.client.get(RemoveBankAccountDocument, { input });
  expect((await owner.client.get(BankAccountsDocument)).bankAccounts.totalCount).toBe(1);
});

test('every fault of an account is named at once', async () => {
  const { userErrors } = await add({ bankName: ' ', bankCode: '102391000010', number: '62 22', holder: '别家公司' });
  expect(userErrors).toMatchObject([
    { code: 'NAME_MISSING', path: ['bankName'] },
    { code: 'BANK_CODE_INVALID', path: ['bankCode'] },
    { code: 'BANK_NUMBER_INVALID', path: ['number'] },
    { code: 'BANK_HOLDER_OTHER', path: ['holder'] },
  ]);
  expect((await add()).userErrors).toMatchObject([{ code: 'BANK_ACCOUNT_KNOWN' }]);
});

test('the same key adds an account once', async () => {
  const changes = { number: '350099998888', idempotencyKey: 'once' };
  const one = await add(changes);
  expect((await add(changes)).bankAccount?.id).toBe(one.bankAccount?.id);
});

test('only FINANCE and the enterprise read the whole number, and each reading is an event', async () => {
  const { bankAccounts } = await owner.client.get(BankAccountsDocument);
  const chosen = bankAccounts.nodes.find(({ maskedNumber }) => maskedNumber.endsWith('5702'));
  const input = { bankAccountId: chosen?.id as string };
  const finance = await arrangePerson(gateway, Role.FINANCE);
  for (const person of [owner, finance]) {
    const { revealBankAccount } = await person.client.get(RevealBankAccountDocument, { input });
    expect(revealBankAccount.number).toBe(number);
    const [event] = await gateway.sql<{ data: object }>(
      `select data from event where type = 'BANK_ACCOUNT_REVEALED' and actor_id = $1`,
      [person.accountId],
    );
    expect(event?.data).toEqual({ lastFour: '5702', role: person.role });
  }
  const other = await stranger.client.get(RevealBankAccountDocument, { input });
  expect(other.revealBankAccount.userErrors).toMatchObject([{ code: 'BANK_ACCOUNT_NOT_FOUND' }]);
  for (const role of [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.AUDITOR, Role.INSURER]) {
    const person = await arrangePerson(gateway, role);
    const { errors } = await person.client.ask(RevealBankAccountDocument, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});

test('the number is in the database only in encrypted form', async () => {
  const tables = await gateway.sql<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) {
    const [row] = await gateway.sql<{ found: string }>(
      `select count(*) as found from "${name}" t where t::text like '%${number}%'`,
    );
    expect([name, row?.found]).toEqual([name, '0']);
  }
});

test('keys rotate: data encrypted with the old key is readable, and is encrypted again with the new one', () => {
  const [old, fresh, lookup] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
  const sealed = new Vault([['k1', old]], lookup).seal(number, numberPlace);
  const both = new Vault([['k2', fresh], ['k1', old]], lookup); // prettier-ignore
  expect(both.open(sealed, numberPlace)).toBe(number);
  const resealed = both.seal(number, numberPlace);
  expect(resealed).toMatch(/^k2\./);
  expect(() => new Vault([['k1', old]], lookup).open(resealed, numberPlace)).toThrow('k2');
  expect(() => both.open(sealed, 'elsewhere')).toThrow();
  expect(() => both.open(`k2.${sealed.slice(3)}`, numberPlace)).toThrow();
});
