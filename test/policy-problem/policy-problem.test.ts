import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  AnswerPolicyProblemDocument,
  ClosePolicyProblemDocument,
  PolicyOutcomesDocument,
  PolicyProblemsDocument,
  ReplyToPolicyProblemDocument,
  ReportPolicyProblemDocument,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode as programme,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** A company says that its policy is missing or wrong; its insurer answers; the offices see what is overdue. */
let gateway: TestGateway;
let insurer: Person;
let otherInsurer: Person;
let science: Person;
let company: ArrangedEnterprise;
let person: Person;
let stranger: Person;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway, '闽江财产保险');
  otherInsurer = await arrangeInsurer(gateway, '鼓山财产保险');
  science = await arrangePerson(gateway, Role.SCIENCE);
  company = await arrangeEnterprise(gateway);
  person = await arrangePerson(gateway, Role.ENTERPRISE, company.id);
  stranger = await arrangePerson(gateway, Role.ENTERPRISE, (await arrangeEnterprise(gateway)).id);
  const rows = [policyRow(company, { policyNo: 'P-WRONG' })];
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: 'push' };
  await insurer.client.get(SubmitPoliciesDocument, { input });
});
afterAll(() => gateway.stop());

const report = async ({ client }: Person, fields: object) => {
  const input = { programme, text: '保费应为 12,000 元', idempotencyKey: JSON.stringify(fields), ...fields };
  return (await client.get(ReportPolicyProblemDocument, { input: input as never })).reportPolicyProblem;
};
const problems = async ({ client }: Person, filter = {}) =>
  (await client.get(PolicyProblemsDocument, { filter })).policyProblems.nodes;

let problemId: string;

test('a wrong policy is reported by id, a missing one by insurer; both get the programme’s deadline', async () => {
  const { policies } = await person.client.get(PolicyOutcomesDocument, {});
  const policyId = policies.nodes[0]!.id;
  const { problem } = await report(person, { kind: 'WRONG', policyId });
  expect(problem).toMatchObject({ policyNo: 'P-WRONG', status: 'OPEN', answerBy: '2025-08-27', version: 1 });
  problemId = problem!.id;
  expect((await report(person, { kind: 'WRONG', policyId })).problem!.id).toBe(problemId);
  const missing = await report(person, { kind: 'MISSING', institution: '闽江财产保险', policyNo: 'P-9' });
  expect(missing.problem).toMatchObject({ policyNo: 'P-9', policy: null });

  const refused = async (who: Person, fields: object) => (await report(who, fields)).userErrors[0]?.code;
  expect(await refused(stranger, { kind: 'WRONG', policyId })).toBe('PROBLEM_POLICY_NOT_FOUND');
  expect(await refused(person, { kind: 'WRONG' })).toBe('PROBLEM_NAMES_NOTHING');
  expect(await refused(person, { kind: 'MISSING', institution: '没有的保险' })).toBe('PROBLEM_INSTITUTION_UNKNOWN');
  expect(await refused(person, { kind: 'WRONG', policyId, text: ' ' })).toBe('PROBLEM_TEXT_MISSING');
});

test('only both sides and the offices see the thread', async () => {
  expect(await problems(insurer)).toHaveLength(2);
  expect(await problems(person)).toHaveLength(2);
  expect(await problems(science)).toHaveLength(2);
  expect(await problems(otherInsurer)).toEqual([]);
  expect(await problems(stranger)).toEqual([]);
  const input = { problemId, version: 1, text: '不是我们的' };
  const foreign = await otherInsurer.client.get(AnswerPolicyProblemDocument, { input });
  expect(foreign.answerPolicyProblem.userErrors).toMatchObject([{ code: 'PROBLEM_NOT_FOUND' }]);
});

test('a problem not answered by the end of its last day in Shanghai is overdue', async () => {
  gateway.clock.set(new Date('2025-08-27T23:59:59+08:00'));
  expect(await problems(science, { overdue: true })).toEqual([]);
  gateway.clock.set(new Date('2025-08-28T00:00:00+08:00'));
  expect(await problems(science, { overdue: true })).toHaveLength(2);
  expect((await problems(science, { overdue: true })).every(({ overdue }) => overdue)).toBe(true);
});

test('the insurer answers, the company replies, gets an answer within a new deadline, and closes it', async () => {
  const answer = async (version: number, text: string) =>
    (await insurer.client.get(AnswerPolicyProblemDocument, { input: { problemId, version, text } }))
      .answerPolicyProblem;
  expect((await answer(9, '已更正')).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  expect((await answer(1, '已更正')).problem).toMatchObject({ status: 'ANSWERED', overdue: false, version: 2 });
  const reply = { problemId, version: 2, text: '发票号码仍有误' };
  const again = await person.client.get(ReplyToPolicyProblemDocument, { input: reply });
  expect(again.replyToPolicyProblem.problem).toMatchObject({ status: 'OPEN', answerBy: '2025-09-04' });
  const { problem } = await answer(3, '发票号码已更正');
  expect(problem!.messages).toEqual([
    { author: 'ENTERPRISE', text: '保费应为 12,000 元' },
    { author: 'INSURER', text: '已更正' },
    { author: 'ENTERPRISE', text: '发票号码仍有误' },
    { author: 'INSURER', text: '发票号码已更正' },
  ]);
  const closed = await person.client.get(ClosePolicyProblemDocument, { input: { problemId, version: 4 } });
  expect(closed.closePolicyProblem.problem).toMatchObject({ status: 'CLOSED' });
  expect((await answer(5, '再答')).userErrors).toMatchObject([{ code: 'PROBLEM_CLOSED' }]);
  const events = await gateway.sql<{ type: string }>(
    `select type from event where type like 'POLICY_PROBLEM%' order by id`,
  );
  expect(events.map(({ type }) => type.replace('POLICY_PROBLEM_', ''))).toEqual([
    'REPORTED',
    'REPORTED',
    'ANSWERED',
    'REPLIED',
    'ANSWERED',
    'CLOSED',
  ]);
});
