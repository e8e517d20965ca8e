import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  parse,
  typeFromAST,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeTypes } from '../../src/gateway/node.resolver.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Sides } from '../access/sides.js';
import { Walker } from '../access/walker.js';
import { ApiClient } from '../kit/client.js';

/*
 * A whole year is played, and every text that a person writes in it, through whatever mutation, gets a tail of characters
 * that systems lose. Then everything is read: each text has to be there, the same. Which fields are texts follows from the schema:
 * a new argument is taken along as soon as the year uses it, and one that it does not use has to be named here.
 */
const schema = buildGatewaySchema();

/** Texts that say which thing is meant, or are numbers, dates and codes in a form that is checked. */
const coded = new Set(
  `idempotencyKey creditCode programme phone code kind password proof challengeId receipt premium share startsOn endsOn
   product amount percent rate laterRates number bankCode reference references invoiceNo policyNo coinsuranceNo
   endorsementNo identityNumber url redirectUris sha256s institution validFrom validUntil qualificationKinds regionsIn
   regionsOut productClass fundingCeiling contactPhone query after`.split(/\s+/),
);
/** Names that are compared with a register, or with what is known of a company. */
const compared = new Set(['VerifyPersonInput.name', 'BindEnterpriseInput.name', 'AddBankAccountInput.holder']);
/** What this year does not come to: an objection that changes a line, a batch with failed lines, what is sent back. */
const notInThisYear = new Set(
  `AcceptPayeesInput.reason AdmitPolicyInput.reason BindingReasonInput.reason BlockPolicyInput.reason
   BlockPolicyInput.source CorrectNoticeInput.reason CorrectionInput.name DiscardListImportInput.reason
   DraftCalendarInput.documentNumber ExtendClaimInput.reason ImportQualificationsInput.source
   InstitutionReasonInput.reason PaymentLayoutColumnInput.heading PaymentLayoutColumnInput.text
   PaymentLayoutInput.totalsLabel PaymentResultInput.bankReference PaymentResultInput.reason
   PolicyChangesInput.enterpriseName PolicyProblemMessageInput.text PrepareServiceNoticeInput.text
   PublishNoticeInput.title QualificationRowInput.name RegisterFrontEndInput.name RegisterInstitutionInput.name
   RejectPaymentLayoutInput.reason RejectPersonCheckInput.reason RemoveStaffInput.reason RequestPersonCheckInput.name
   ReturnDraftInput.reason ReturnFindingInput.reason ReturnPaymentInput.reason ReturnProposalInput.reason
   UnblockPolicyInput.reason WithdrawPolicyInput.reason`.split(/\s+/),
);

const tail = '〔Ⅻ㈱_x0041_䶮𬭎😀&lt;"’\u200d葛\u{e0100}〕';
const sent = new Map<string, string>();

function mark(type: GraphQLInputType, value: unknown, place: string): unknown {
  if (value === null || value === undefined) return value;
  const plain = getNullableType(type);
  if (isListType(plain)) return [value].flat().map((item) => mark(plain.ofType as GraphQLInputType, item, place));
  if (isInputObjectType(plain)) {
    const fields = Object.values(plain.getFields()).flatMap((field) => {
      const given = (value as Record<string, unknown>)[field.name];
      if (given === undefined) return [];
      const name = `${plain.name}.${field.name}`;
      const kept = coded.has(field.name) || compared.has(name);
      return [[field.name, kept ? given : mark(field.type, given, name)] as const];
    });
    return Object.fromEntries(fields);
  }
  if (getNamedType(plain).name !== 'String' || typeof value !== 'string') return value;
  const text = `${value}${tail}`;
  sent.set(text, place);
  return text;
}

/** The same request with other texts; the same texts where the same request is sent again. */
function marked(body: string): string {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== 'mutation' || !variables) return body;
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node as never);
    const name = variable.name.value;
    if (isInputType(type)) variables[name] = mark(type, variables[name], name);
  }
  return JSON.stringify({ query, variables });
}

const plainPost = ApiClient.prototype.post;
let world: Sides;
beforeAll(async () => {
  ApiClient.prototype.post = function (body) {
    return plainPost.call(this, marked(body));
  };
  try {
    world = await Sides.populated();
  } finally {
    ApiClient.prototype.post = plainPost;
  }
});
afterAll(() => world?.gateway.stop());

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}

test('every stored text is shown unchanged', { timeout: 180_000 }, async () => {
  const shown = new Set<string>();
  for (const name of ['AUDITOR', 'FINANCE', 'SCIENCE', 'PUBLIC', 'INSURER', 'ENTERPRISE']) {
    const { role, client } = world.reader(name);
    const walker = new Walker(schema, role);
    for (const type of nodeTypes.keys()) {
      const output = schema.getType(type) as import('graphql').GraphQLObjectType;
      const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} ${walker.selectionOf(output, 1)} } }`;
      const ids = await world.everyId(type);
      for (let from = 0; from < ids.length; from += 10) {
        const answer = await client.ask(query, { ids: ids.slice(from, from + 10) });
        for (const text of textsIn(answer.data)) shown.add(text);
      }
    }
  }
  const lost = [...sent].filter(([text]) => !shown.has(text));
  expect(lost.map(([text, place]) => `${place}: ${text}`)).toEqual([]);
});

/** Every place of a text below the arguments of a mutation. */
function* placesOf(type: GraphQLInputType, place: string, above: string[] = []): Generator<string> {
  const named = getNamedType(type);
  if (named.name === 'String') yield place;
  if (!isInputObjectType(named) || above.includes(named.name)) return;
  for (const field of Object.values(named.getFields())) {
    const name = `${named.name}.${field.name}`;
    if (!coded.has(field.name) && !compared.has(name)) yield* placesOf(field.type, name, [...above, named.name]);
  }
}

test('every text argument of a mutation is used in the test year, or listed here', () => {
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const places = new Set(mutations.flatMap(({ args }) => args.flatMap(({ type, name }) => [...placesOf(type, name)])));
  const written = new Set(sent.values());
  expect([...places].filter((place) => !written.has(place)).toSorted()).toEqual([...notInThisYear].toSorted());
});
