import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { replayInputs } from '../../src/assessment/replay/replay-inputs.js';
import { readStored } from '../../src/assessment/replay/replay.sql.js';
import {
  AdmitPolicyDocument,
  ApproveProposalDocument,
  ComputeProposalDocument,
  CorrectPolicyDocument,
  GiveOpinionDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Qualified from June on, insured from March: left for review, and let in by the department, not by who approves. */
let gateway: TestGateway;
let platform: Person;
let science: Person;
let insurer: Person;
let policies: string[];
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
  science = await arrangePerson(gateway, Role.SCIENCE);
  insurer = await arrangeInsurer(gateway);
  const late = await arrangeEnterprise(gateway, { validFrom: '2024-06-01' });
  const rows = [late, await arrangeEnterprise(gateway)].map((company) => policyRow(company));
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: 'push' };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, { input });
  policies = submitPolicies.rows!.map(({ policy }) => policy!.id);
  await arrangePapers(gateway);
});
afterAll(() => gateway.stop());

const compute = async (idempotencyKey: string) =>
  (await platform.client.get(ComputeProposalDocument, { input: { programme, idempotencyKey } })).computeProposal
    .proposal!;
const admit = async (policyId: string, reason: string, idempotencyKey: string = randomUUID()) =>
  (await science.client.get(AdmitPolicyDocument, { input: { policyId, reason, idempotencyKey } })).admitPolicy;
const lines = () =>
  gateway.sql(
    `select admitted, qualification_kinds as kinds from assessment_line join assessment using (proposal_id, enterprise_id)
     where proposal_id = (select id from subsidy_proposal order by revision desc limit 1) order by admitted`,
  );

test('only policies left for review are admitted, with a reason, and count from the next revision', async () => {
  const [late, fine] = policies as [string, string];
  expect(await compute('one')).toMatchObject({ policyCount: 1, leftOutCount: 1 });
  expect((await admit(late, ' ')).userErrors).toMatchObject([{ code: 'REASON_MISSING' }]);
  expect((await admit(fine, '名单晚发')).userErrors).toMatchObject([{ code: 'POLICY_NOT_FOR_REVIEW' }]);
  const admitted = await admit(late, '名单晚发，资质连续', 'late');
  expect(admitted).toMatchObject({ userErrors: [], policy: { admission: { reason: '名单晚发，资质连续' } } });
  expect(await admit(late, '名单晚发，资质连续', 'late')).toEqual(admitted);
  expect((await admit(late, '又一次', 'late')).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  expect(await admit(late, '又一次')).toEqual(admitted);

  expect(await compute('two')).toMatchObject({ policyCount: 2, leftOutCount: 0 });
  expect(await lines()).toEqual([
    { admitted: false, kinds: ['NATIONAL_HIGH_TECH'] },
    { admitted: true, kinds: ['NATIONAL_HIGH_TECH'] },
  ]);
  const db = new RequestTransaction(gateway.database.em, systemSession);
  const stored = await readStored(await db.read(), programme).finally(() => db.end());
  const { judgement, inputs, inputDigest } = stored!;
  expect(replayInputs(judgement, inputs, inputDigest)).toEqual([]);
  const unadmitted = inputs.map((input) => ({ ...input, admitted: false }));
  expect(replayInputs(judgement, unadmitted, inputDigest)).toMatchObject([
    { computed: 'QUALIFICATION_FOR_REVIEW' },
    { place: 'digest of the inputs' },
  ]);
});

test('the person who admitted a policy took part, also after it moved to another company, and another person approves', async () => {
  const { creditCode, name } = await arrangeEnterprise(gateway, { validFrom: '2024-06-01' });
  const { correctPolicy } = await insurer.client.get(CorrectPolicyDocument, {
    input: {
      policyId: policies[0]!,
      version: 1,
      changes: { creditCode, enterpriseName: name },
      reason: '投保企业填错',
    },
  });
  expect(correctPolicy.userErrors).toEqual([]);
  const draft = await compute('three');
  const seen = (version: number) => ({ proposalId: draft.id, version });
  await platform.client.get(SubmitProposalDocument, { input: seen(1) });
  const regulator = await arrangePerson(gateway, Role.REGULATOR);
  await regulator.client.get(GiveOpinionDocument, {
    input: { ...seen(2), agrees: true, opinion: '无不同意见', paperIds: [] },
  });
  const { approveProposal } = await science.client.get(ApproveProposalDocument, { input: seen(3) });
  expect(approveProposal.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const another = await arrangePerson(gateway, Role.SCIENCE);
  const approved = await another.client.get(ApproveProposalDocument, { input: seen(3) });
  expect(approved.approveProposal).toMatchObject({ userErrors: [], proposal: { status: 'APPROVED' } });
});
