import { type GraphQLInputType, type GraphQLOutputType, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { refusalsOf } from '../../src/gateway/generated/refusals-of.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { refusalMeanings } from '../../src/kernel/errors/refusal.js';

/*
 * The conventions of mutations, derived from the schema: one argument `input`; what creates takes an `idempotencyKey`, what
 * changes names the `version` that it saw. They apply to a new mutation as soon as it is there.
 */
const mutations = Object.values(buildGatewaySchema().getMutationType()?.getFields() ?? {});

/** The first words of mutations that create something. Every other mutation changes what is there. */
const creating =
  /^(add|attach|bind|block|compute|create|draw|exclude|export|file|import|invite|issue|open|order|prepare|publish|record|register|report|send|submit)[A-Z]/;

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
  'cancelExport',
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
  'replayWebhook',
  'replayWebhookDelivery',
  'revealBankAccount',
  'revokeFrontEnd',
  'revokeMachineCredential',
  'withdrawObjection',
];

/** They create something about an object that is there, so they name the version of it too. */
const creatingAboutSomething = ['blockPolicy', 'recordOtherFunding', 'orderPayment', 'correctNotice', 'openRecovery'];

/** Their first word creates elsewhere; here they move something that is there. */
const changing = ['recordFinding', 'submitProposal'];

function faults(name: string): string[] {
  if (ofIdentity.test(name) || repeatable.includes(name)) return [];
  const fields = inputFields(name);
  const needed =
    creating.test(name) && !changing.includes(name)
      ? ['idempotencyKey']
      : fields.includes('idempotencyKey')
        ? []
        : ['version'];
  if (creatingAboutSomething.includes(name)) needed.push('version');
  return needed.filter((field) => !fields.includes(field)).map((field) => `${name}: ${field}`);
}

test('a mutation takes one argument, `input`, or no argument', () => {
  const other = mutations.filter(({ args }) => args.length > 1 || args.some(({ name }) => name !== 'input'));
  expect(other.map(({ name }) => name)).toEqual([]);
});

test('mutations that create take an idempotencyKey, those that change a version (or a key)', () => {
  expect(mutations.flatMap(({ name }) => faults(name))).toEqual([]);
});

test('an `errorPolicy` says what happens to valid rows when others are refused', () => {
  const named = mutations.filter(({ name }) => inputFields(name).some((field) => /^accept.*(Rows|Lines)$/.test(field)));
  expect(named.map(({ name }) => name)).toEqual([]);
});

test('every mutation has its refusals declared, and each of them is defined', () => {
  const without = mutations.filter(({ name }) => !refusalsOf[name]);
  expect(without.map(({ name }) => name)).toEqual([]);
  const defined = refusalMeanings().map(([code]) => code);
  expect([...new Set(Object.values(refusalsOf).flat())].filter((code) => !defined.includes(code))).toEqual([]);
});

test('mutations with a version declare VERSION_CONFLICT, and those with a key IDEMPOTENCY_CONFLICT', () => {
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

/* Ids have one naming: `id`, `ids`, `claimId`, `claimIds`. A name without it is a business key, for example the code `programme`. */
const idFact = (owner: string, { name, type }: { name: string; type: GraphQLInputType | GraphQLOutputType }) => ({
  place: `${owner}: ${name}`,
  isId: getNamedType(type).name === 'ID',
  isNamedAsId: /^(id|ids)$|Ids?$/.test(name),
});

test('every id has a name that ends in id, and every argument with such a name is an id', () => {
  const types = Object.values(buildGatewaySchema().getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const objects = types
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const sent = [
    ...types
      .filter(isInputObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => idFact(type.name, field))),
    ...objects.flatMap(({ type, field }) =>
      field.args.map((argument) => idFact(`${type.name}.${field.name}`, argument)),
    ),
  ];
  const returned = objects.map(({ type, field }) => idFact(type.name, field));
  expect(sent.filter(({ isId, isNamedAsId }) => isId !== isNamedAsId)).toEqual([]);
  expect(returned.filter(({ isId, isNamedAsId }) => isId && !isNamedAsId)).toEqual([]);
});
