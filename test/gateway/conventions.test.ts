import { getNamedType, isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { refusalsOf } from '../../src/gateway/refusals-of.js';
import { buildGatewaySchema } from '../../src/gateway/schema.js';
import { refusalMeanings } from '../../src/kernel/refusal.js';

/*
 * The conventions of mutations, derived from the schema: one argument `input`; what creates takes an `idempotencyKey`, what
 * changes names the `version` that it saw. A new mutation is held to them as soon as it is there.
 */
const mutations = Object.values(buildGatewaySchema().getMutationType()?.getFields() ?? {});

/** The first words of mutations that create something. Every other mutation changes what is there. */
const creating =
  /^(add|attach|bind|block|compute|create|draw|exclude|file|import|invite|issue|open|order|prepare|publish|record|register|report|submit)[A-Z]/;

/** They prove who somebody is, or end the token that they come with: there is nothing to repeat, and no version to see. */
const ofIdentity =
  /^(register|signIn|signOut|chooseRole|resetPassword|verifyPerson|requestChallenge|requestSmsCode|requestObjectionCode)$/;

function inputFields(name: string): string[] {
  const field = mutations.find((one) => one.name === name);
  const type = getNamedType(field?.args.find((argument) => argument.name === 'input')?.type);
  return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}

/** The same again finds it done and changes nothing, or the thing that it ends can end only once. */
const repeatable = [
  'acceptStaffInvitation',
  'attachDocument',
  'bindEnterprise',
  'cancelProposalComputation',
  'fileObjection',
  'keepObjectionAttachments',
  'lookUpCompany',
  'makeBankAccountDefault',
  'publishServiceNotice',
  'recordPaymentResults',
  'registerInstitution',
  'removeBankAccount',
  'removeWebhook',
  'replayWebhookDelivery',
  'revealBankAccount',
  'revokeFrontEnd',
  'revokeMachineCredential',
  'withdrawObjection',
];

/** What does not keep the conventions yet. Nothing may be added; what is mended has to be taken off. */
const notYet = ['liftExclusion: version', 'unblockPolicy: version'];

function fault(name: string): string | undefined {
  if (ofIdentity.test(name) || repeatable.includes(name)) return undefined;
  const fields = inputFields(name);
  if (fields.includes('version') || fields.includes('idempotencyKey')) return undefined;
  return creating.test(name) ? 'idempotencyKey' : 'version';
}

test('a mutation takes one argument, `input`, or none', () => {
  const other = mutations.filter(({ args }) => args.length > 1 || args.some(({ name }) => name !== 'input'));
  expect(other.map(({ name }) => name)).toEqual([]);
});

test('what creates takes an idempotencyKey, what changes a version (or a key)', () => {
  const faults = mutations.flatMap(({ name }) => (fault(name) ? [`${name}: ${fault(name)}`] : []));
  expect(faults).toEqual(notYet);
});

test('every mutation has its refusals declared, and each of them is defined', () => {
  const without = mutations.filter(({ name }) => !refusalsOf[name]);
  expect(without.map(({ name }) => name)).toEqual([]);
  const defined = refusalMeanings().map(([code]) => code);
  expect([...new Set(Object.values(refusalsOf).flat())].filter((code) => !defined.includes(code))).toEqual([]);
});

test('who changes by a version can meet VERSION_CONFLICT, and who creates by a key IDEMPOTENCY_CONFLICT', () => {
  const undeclared = mutations.filter(({ name }) => {
    const fields = inputFields(name);
    const codes = refusalsOf[name] ?? [];
    return (
      (fields.includes('version') && !codes.includes('VERSION_CONFLICT')) ||
      (fields.includes('idempotencyKey') && !codes.some((code) => /^(IDEMPOTENCY|LIST_KEY)_CONFLICT$/.test(code)))
    );
  });
  expect(undeclared.map(({ name }) => name)).toEqual([]);
});
