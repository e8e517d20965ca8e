import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testPeople } from '../../src/person/register/person-register.js';
import {
  MyselfDocument,
  RegisterDocument,
  RequestChallengeDocument,
  RequestSmsCodeDocument,
  ResetPasswordDocument,
  SignInDocument,
  SignOutDocument,
  VerifyPersonDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { nextPhone, password, receiveCode, registerPerson, requestCode, solveProof, wait } from '../kit/people.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const codes = (errors: { code: string }[]) => errors.map(({ code }) => code);

async function signIn(input: { phone: string; password?: string; code?: string }) {
  return (await gateway.client().get(SignInDocument, { input })).signIn;
}

describe('registering', () => {
  test('phone, captcha, code and password open an account with a role and no subject', async () => {
    const { client } = await registerPerson(gateway);
    const { viewer } = await client.get(MyselfDocument);
    expect(viewer).toMatchObject({ role: 'ENTERPRISE', subject: null, scopes: null, personVerifiedAt: null });
    expect(viewer.roleGrants).toHaveLength(1);
  });

  test('neither phone, code nor password is stored readable', async () => {
    const { phone } = await registerPerson(gateway);
    const tables = ['account', 'account_secret', 'one_time_code', 'text_message', 'event', 'role_grant'];
    for (const table of tables) {
      const rows = await gateway.sql<{ text: string }>(`select t::text as text from ${table} t`);
      for (const { text } of rows) {
        expect(text).not.toContain(phone);
        expect(text).not.toContain(password);
      }
    }
  });

  test.each(['+8613800138000', '138 0013 8000', '12345678901', '1380013800', '１３８００１３８０００', ''])(
    'the phone %j is refused by its field',
    async (phone) => {
      const { requestSmsCode } = await gateway.client().get(RequestSmsCodeDocument, {
        input: { phone, purpose: 'REGISTER', proof: 'x' },
      });
      expect(requestSmsCode.userErrors).toMatchObject([{ code: 'PHONE_INVALID', path: ['phone'] }]);
    },
  );

  test('a challenge is solved by its answer only, and once', async () => {
    const ask = async (proof: string) => {
      const input = { phone: nextPhone(), purpose: 'REGISTER' as const, proof };
      return codes((await gateway.client().get(RequestSmsCodeDocument, { input })).requestSmsCode.userErrors);
    };
    const proof = await solveProof(gateway);
    const { challenge, solution } = JSON.parse(Buffer.from(proof, 'base64').toString()) as {
      challenge: { parameters: { keyPrefix: string } };
      solution: object;
    };
    const proofWith = (changes: object) =>
      Buffer.from(JSON.stringify({ challenge, solution, ...changes })).toString('base64');
    const easier = { ...challenge, parameters: { ...challenge.parameters, keyPrefix: '00' } };
    for (const forged of [
      '',
      'nonsense',
      proofWith({ solution: { ...solution, derivedKey: '00' } }),
      proofWith({ challenge: easier }),
      proofWith({ challenge: { ...challenge, signature: '00' } }),
    ]) {
      expect(await ask(forged), forged).toEqual(['PROOF_INVALID']);
    }
    expect(await ask(proof)).toEqual([]);
    expect(await ask(proof)).toEqual(['PROOF_INVALID']);
  });

  test('a wrong code is refused, and after five tries the right one too', async () => {
    const phone = nextPhone();
    const right = await receiveCode(gateway, phone, 'REGISTER');
    const wrong = right === '000000' ? '000001' : '000000';
    const register = async (code: string) =>
      (await gateway.client().get(RegisterDocument, { input: { phone, code, password } })).register.userErrors;
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await register(wrong)).toMatchObject([{ code: 'CODE_INVALID', path: ['code'] }]);
    }
    expect(codes(await register(right))).toEqual(['CODE_INVALID']);
  });

  test('an expired code, a code for another purpose and a used code get the same refusal', async () => {
    const phone = nextPhone();
    const late = await receiveCode(gateway, phone, 'REGISTER');
    wait(gateway, 301);
    const register = async (code: string) =>
      codes((await gateway.client().get(RegisterDocument, { input: { phone, code, password } })).register.userErrors);
    expect(await register(late)).toEqual(['CODE_INVALID']);
    const other = await receiveCode(gateway, phone, 'SIGN_IN');
    expect(await register(other)).toEqual(['CODE_INVALID']);
    wait(gateway, 61);
    const good = await receiveCode(gateway, phone, 'REGISTER');
    expect(await register(good)).toEqual([]);
    expect(await register(good)).toEqual(['CODE_INVALID']);
  });

  test('a short password, and one that holds the number, is refused before the code is spent', async () => {
    const phone = nextPhone();
    const code = await receiveCode(gateway, phone, 'REGISTER');
    for (const unfit of ['short', `my number ${phone}`]) {
      const { register } = await gateway.client().get(RegisterDocument, { input: { phone, code, password: unfit } });
      expect(register.userErrors).toMatchObject([{ code: 'PASSWORD_UNFIT', path: ['password'] }]);
    }
    const { register } = await gateway.client().get(RegisterDocument, { input: { phone, code, password } });
    expect(register.userErrors).toEqual([]);
  });

  test('nobody registers as an office', async () => {
    const input = { phone: nextPhone(), code: '000000', password, role: 'SCIENCE' as const };
    const { register } = await gateway.client().get(RegisterDocument, { input });
    expect(register.userErrors).toMatchObject([{ code: 'ROLE_NOT_OFFERED', path: ['role'] }]);
  });

  test('codes are limited for a number: one in a minute, five in an hour', async () => {
    const phone = nextPhone();
    expect((await requestCode(gateway, phone, 'SIGN_IN')).userErrors).toEqual([]);
    const [again] = (await requestCode(gateway, phone, 'SIGN_IN')).userErrors;
    expect(again).toMatchObject({ code: 'TOO_MANY_CODES', path: ['phone'], details: { retryAfter: 60 } });
    for (let sent = 1; sent < 5; sent += 1) {
      wait(gateway, 60);
      expect((await requestCode(gateway, phone, 'SIGN_IN')).userErrors).toEqual([]);
    }
    wait(gateway, 60);
    expect(codes((await requestCode(gateway, phone, 'SIGN_IN')).userErrors)).toEqual(['TOO_MANY_CODES']);
    wait(gateway, 3_600);
  });
});

describe('signing in', () => {
  test('by password and by code; a failure does not reveal whether the account exists', async () => {
    const { phone } = await registerPerson(gateway);
    expect((await signIn({ phone, password })).token).toBeTruthy();
    wait(gateway, 61);
    const code = await receiveCode(gateway, phone, 'SIGN_IN');
    expect((await signIn({ phone, code })).token).toBeTruthy();

    const wrong = await signIn({ phone, password: 'not the password' });
    const nobody = await signIn({ phone: nextPhone(), password: 'not the password' });
    expect(wrong).toEqual(nobody);
    expect(codes(wrong.userErrors)).toEqual(['SIGN_IN_FAILED']);
    expect((await signIn({ phone })).userErrors).toMatchObject([{ code: 'PASSWORD_OR_CODE' }]);
  });

  test('a request for a code does not reveal whether the account exists', async () => {
    const { phone } = await registerPerson(gateway);
    wait(gateway, 61);
    const known = await requestCode(gateway, phone, 'RESET_PASSWORD');
    const unknown = await requestCode(gateway, nextPhone(), 'RESET_PASSWORD');
    expect(known).toEqual(unknown);
  });

  test('five failures lock the password for 15 minutes, whether the number has an account or not', async () => {
    const { phone } = await registerPerson(gateway);
    for (const number of [phone, nextPhone()]) {
      for (let tries = 0; tries < 5; tries += 1) await signIn({ phone: number, password: 'not the password' });
      expect(codes((await signIn({ phone: number, password })).userErrors)).toEqual(['TOO_MANY_SIGN_INS']);
    }
    wait(gateway, 901);
    expect((await signIn({ phone, password })).token).toBeTruthy();
  });

  test('simultaneous guesses are counted like guesses one after the other', async () => {
    wait(gateway, 3_600);
    const { phone } = await registerPerson(gateway);
    const guesses = Array.from({ length: 12 }, (_, number) => signIn({ phone, password: `guess number ${number}` }));
    const answers = (await Promise.all(guesses)).flatMap(({ userErrors }) => codes(userErrors));
    expect(answers.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(answers.filter((code) => code === 'TOO_MANY_SIGN_INS')).toHaveLength(7);
    wait(gateway, 901);
    for (let times = 0; times < 6; times += 1) expect((await signIn({ phone, password })).token).toBeTruthy();
  });

  test('one code at the same moment signs in once', async () => {
    wait(gateway, 3_600);
    const { phone } = await registerPerson(gateway);
    wait(gateway, 61);
    const code = await receiveCode(gateway, phone, 'SIGN_IN');
    const answers = await Promise.all(Array.from({ length: 6 }, () => signIn({ phone, code })));
    expect(answers.filter(({ token }) => token)).toHaveLength(1);
  });

  test('wrong codes lock no password, and a code to the phone lifts the lock after wrong passwords', async () => {
    wait(gateway, 3_600);
    const { phone } = await registerPerson(gateway);
    for (let tries = 0; tries < 12; tries += 1) await signIn({ phone, code: '000000' });
    expect((await signIn({ phone, password })).token).toBeTruthy();
    for (let tries = 0; tries < 5; tries += 1) await signIn({ phone, password: 'not the password' });
    expect(codes((await signIn({ phone, password })).userErrors)).toEqual(['TOO_MANY_SIGN_INS']);
    wait(gateway, 61);
    const code = await receiveCode(gateway, phone, 'SIGN_IN');
    expect((await signIn({ phone, code })).token).toBeTruthy();
    expect((await signIn({ phone, password })).token).toBeTruthy();
  });

  test('an address gets at most a hundred challenges an hour', async () => {
    wait(gateway, 3_600);
    const draw = async () => (await gateway.client().get(RequestChallengeDocument)).requestChallenge;
    for (let drawn = 0; drawn < 100; drawn += 20) {
      const challenges = await Promise.all(Array.from({ length: 20 }, draw));
      expect(challenges.filter(({ challenge }) => challenge)).toHaveLength(20);
    }
    expect(await draw()).toMatchObject({ challenge: null, userErrors: [{ code: 'TOO_MANY_CODES' }] });
    wait(gateway, 3_600);
  });

  test('signing out ends that token and no other', async () => {
    const { phone, client } = await registerPerson(gateway);
    const { token } = await signIn({ phone, password });
    expect((await client.get(SignOutDocument)).signOut.done).toBe(true);
    const { status, errors } = await client.ask(MyselfDocument);
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await gateway.client(token as string).ask(MyselfDocument)).status).toBe(200);
  });

  test('a new password ends every session, and the old password is refused', async () => {
    const { phone, client } = await registerPerson(gateway);
    wait(gateway, 61);
    const code = await receiveCode(gateway, phone, 'RESET_PASSWORD');
    const input = { phone, code, password: 'another horse battery' };
    expect((await gateway.client().get(ResetPasswordDocument, { input })).resetPassword.done).toBe(true);
    expect((await client.ask(MyselfDocument)).status).toBe(401);
    expect(codes((await signIn({ phone, password })).userErrors)).toEqual(['SIGN_IN_FAILED']);
    const { token } = await signIn({ phone, password: 'another horse battery' });
    expect((await gateway.client(token as string).ask(MyselfDocument)).status).toBe(200);
  });

  test('signing in, refusals and signing out are in the event log', async () => {
    const rows = await gateway.sql<{ type: string }>('select distinct type from event');
    const types = rows.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['ACCOUNT_REGISTERED', 'SIGNED_IN', 'SIGN_IN_REFUSED', 'SIGNED_OUT', 'PASSWORD_RESET']),
    );
  });
});

describe('verifying the person', () => {
  const { agent } = testPeople;

  test('a name and a number that the register confirms', async () => {
    const { client } = await registerPerson(gateway);
    expect((await client.get(VerifyPersonDocument, { input: agent })).verifyPerson.done).toBe(true);
    expect((await client.get(MyselfDocument)).viewer.personVerifiedAt).toBeTruthy();
    const [row] = await gateway.sql<{ text: string }>(
      'select string_agg(s::text, chr(10)) as text from account_secret s',
    );
    expect(row?.text).not.toContain(agent.identityNumber);
    const again = await client.get(VerifyPersonDocument, { input: agent });
    expect(codes(again.verifyPerson.userErrors)).toEqual(['PERSON_ALREADY_VERIFIED']);
  });

  test.each([
    ['a wrong check digit', { ...agent, identityNumber: '350102199003070013' }, 'IDENTITY_NUMBER_INVALID'],
    ['a day that is not', { ...agent, identityNumber: '350102199002300010' }, 'IDENTITY_NUMBER_INVALID'],
    ['15 digits', { ...agent, identityNumber: '350102900307001' }, 'IDENTITY_NUMBER_INVALID'],
    ['another name', { ...agent, name: '赵六' }, 'PERSON_NOT_CONFIRMED'],
    ['no name', { ...agent, name: ' ' }, 'NAME_MISSING'],
  ])('%s is refused', async (_, input, code) => {
    wait(gateway, 3_600);
    const { client } = await registerPerson(gateway);
    expect(codes((await client.get(VerifyPersonDocument, { input })).verifyPerson.userErrors)).toEqual([code]);
  });
});
