import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect, vi } from 'vitest';
import {
  type CodePurpose,
  RegisterDocument,
  RequestChallengeDocument,
  RequestSmsCodeDocument,
  type Role,
} from '../generated/graphql.js';
import type { ApiClient } from './client.js';
import type { TestGateway } from './gateway.js';

export const password = 'correct horse battery';

let serial = 0;
export function nextPhone(): string {
  serial += 1;
  return `138${String(serial).padStart(8, '0')}`;
}

/** Solves a new challenge, as a browser does. */
export async function solveProof(gateway: TestGateway): Promise<string> {
  const { requestChallenge } = await gateway.client().get(RequestChallengeDocument);
  const challenge = requestChallenge.challenge as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

export async function requestCode(gateway: TestGateway, phone: string, purpose: CodePurpose) {
  const proof = await solveProof(gateway);
  const { requestSmsCode } = await gateway.client().get(RequestSmsCodeDocument, { input: { phone, purpose, proof } });
  return requestSmsCode;
}

/** Requests a code and reads it on the phone. */
export async function receiveCode(gateway: TestGateway, phone: string, purpose: CodePurpose): Promise<string> {
  const before = gateway.texts.filter((text) => text.phone === phone).length;
  expect((await requestCode(gateway, phone, purpose)).userErrors).toEqual([]);
  const text = await vi.waitFor(
    () => {
      const received = gateway.texts.filter((message) => message.phone === phone);
      expect(received.length).toBeGreaterThan(before);
      return received.at(-1);
    },
    { timeout: 10_000, interval: 50 },
  );
  return text?.parameters['code'] as string;
}

export interface RegisteredPerson {
  phone: string;
  token: string;
  client: ApiClient;
}

/** Registers a new person with all steps: picture, code, password. */
export async function registerPerson(gateway: TestGateway, role: Role = 'ENTERPRISE'): Promise<RegisteredPerson> {
  const phone = nextPhone();
  const code = await receiveCode(gateway, phone, 'REGISTER');
  const { register } = await gateway.client().get(RegisterDocument, { input: { phone, code, password, role } });
  expect(register.userErrors).toEqual([]);
  const token = register.token as string;
  return { phone, token, client: gateway.client(token) };
}

/** Moves the test's clock, so that limits on codes do not refuse the next one. */
export function wait(gateway: TestGateway, seconds: number): void {
  gateway.clock.set(new Date(gateway.clock.now().getTime() + seconds * 1_000));
}
