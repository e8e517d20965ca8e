import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { Role } from '../../src/access/role.js';
import {
  ApproveProposalDocument,
  ComputeProposalDocument,
  ConfirmInstitutionDocument,
  DecideObjectionDocument,
  FileObjectionDocument,
  GiveOpinionDocument,
  RequestObjectionCodeDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { registerPerson } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { alsoAs, arrangeInsurer, arrangePerson, type Person, programmeCode } from '../kit/world.js';

/*
 * Nobody approves what they themselves prepared, whatever their roles: here one person holds every office, and is
 * refused each time by the account, not by the role. (Who ordered a payment and releases it: payment.test.ts. Who was
 * bound and confirms it, also under a second account: bindings.test.ts.)
 */
let gateway: TestGateway;
let year: PublishedYear;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2) });
  year = yearOf(gateway, 2);
});
afterAll(() => gateway.stop());

const codes = (errors: { code: string }[]) => errors.map(({ code }) => code);

/** Somebody who holds all the offices. */
async function everyOffice(): Promise<Record<'platform' | 'science' | 'regulator', Person>> {
  const platform = await arrangePerson(gateway, Role.PLATFORM);
  const science = await alsoAs(gateway, platform.accountId, Role.SCIENCE);
  return { platform, science, regulator: await alsoAs(gateway, platform.accountId, Role.REGULATOR) };
}

async function submit({ client }: Person, key: string): Promise<string> {
  const { computeProposal } = await client.get(ComputeProposalDocument, {
    input: { programme: programmeCode, idempotencyKey: key },
  });
  const proposalId = computeProposal.proposal?.id as string;
  const { submitProposal } = await client.get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  expect(submitProposal.userErrors).toEqual([]);
  return proposalId;
}

const opine = async ({ client }: Person, proposalId: string) =>
  (await client.get(GiveOpinionDocument, { input: { proposalId, version: 2, agrees: true, opinion: '同意' } }))
    .giveOpinion.userErrors;
const approve = async ({ client }: Person, proposalId: string) =>
  (await client.get(ApproveProposalDocument, { input: { proposalId, version: 3 } })).approveProposal.userErrors;

test('a proposal: who prepared it gives no opinion and does not approve; nor does who gave the opinion', async () => {
  await gateway.sql(`update subsidy_proposal set status = 'RETURNED'`);
  const one = await everyOffice();
  const other = await everyOffice();
  const proposalId = await submit(one.platform, 'four eyes');
  expect(codes(await opine(one.regulator, proposalId))).toEqual(['FOUR_EYES']);
  expect(await opine(other.regulator, proposalId)).toEqual([]);
  expect(codes(await approve(one.science, proposalId))).toEqual(['FOUR_EYES']);
  expect(codes(await approve(other.science, proposalId))).toEqual(['FOUR_EYES']);
  expect(await approve(year.science, proposalId)).toEqual([]);
});

test('an institution: one person does not confirm it for both departments', async () => {
  const { science, regulator } = await everyOffice();
  const clerk = await arrangeInsurer(gateway, '双岗财产保险', 'PENDING');
  const institution = globalId('Institution', clerk.subjectId!);
  const confirm = async ({ client }: Person, version: number) =>
    (await client.get(ConfirmInstitutionDocument, { input: { institutionId: institution, version } }))
      .confirmInstitution.userErrors;
  expect(await confirm(science, 1)).toEqual([]);
  expect(codes(await confirm(regulator, 2))).toEqual(['FOUR_EYES']);
  expect(await confirm(year.regulator, 2)).toEqual([]);
});

test('an objection: who filed it does not decide it', async () => {
  const { phone } = await registerPerson(gateway);
  const [secret] = await gateway.sql<{ account_id: string }>('select account_id from account_secret');
  const objector = await alsoAs(gateway, secret?.account_id as string, Role.SCIENCE);
  const { requestObjectionCode } = await gateway
    .client()
    .get(RequestObjectionCodeDocument, { input: { noticeId: year.noticeId, phone } });
  const code = await eventually(async () => {
    const [, second] = gateway.texts.filter((text) => text.phone === phone);
    return second?.parameters['code'];
  }, 'the code for the objection comes');
  const contact = { challengeId: requestObjectionCode.challengeId as string, code };
  const { fileObjection } = await gateway.client().get(FileObjectionDocument, {
    input: { ...contact, creditCode: null, name: '王小明', statement: '名单不实' },
  });
  const { id: objectionId, version } = fileObjection.objection as { id: string; version: number };
  const input = { objectionId, version, upheld: false, reason: '不属实' };
  const decide = async ({ client }: Person) =>
    (await client.get(DecideObjectionDocument, { input })).decideObjection.userErrors;
  expect(codes(await decide(objector))).toEqual(['FOUR_EYES']);
  expect(await decide(year.science)).toEqual([]);
});
