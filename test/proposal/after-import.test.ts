import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { ComputeProposalDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmList, uploadList } from '../kit/lists.js';
import {
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  nextCreditCode,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/*
 * Nothing of the demonstration and no SQL about companies: an insurer names companies that nobody knows, the register
 * and a department's list come in as files, and the same policies count.
 */
let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

async function compute(idempotencyKey: string): Promise<string> {
  const input = { programme: programmeCode, idempotencyKey };
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, { input });
  expect(computeProposal.userErrors).toEqual([]);
  return computeProposal.proposal?.id as string;
}

const proposalQuery = `query ($id: ID!) { node(id: $id) { ... on SubsidyProposal {
  leftOut(first: 10) { nodes { reasons conditions { reason remedy } } }
  assessments(first: 10) { nodes { granted enterprise { creditCode }
    explanation { registration { divisionCode regionBasis regionDay name nameBasis status } } } } } } }`;
const changesQuery = `query ($earlier: ID!, $later: ID!) { compareProposals(earlierId: $earlier, laterId: $later, first: 10) {
  nodes { kind causes reasons enterprise { creditCode } } } }`;

interface Proposal {
  leftOut: { nodes: { reasons: string[]; conditions: { reason: string; remedy: string | null }[] }[] };
  assessments: {
    nodes: { granted: string; enterprise: { creditCode: string }; explanation: { registration: object } }[];
  };
}

const read = async (id: string) => {
  const { data, errors } = await platform.client.ask<{ node: Proposal }, { id: string }>(proposalQuery, { id });
  expect(errors).toBeUndefined();
  return data!.node;
};

test('companies known only from an insurer count after the register and a list were imported, with the reason', async () => {
  const insurer = await arrangeInsurer(gateway);
  const [ours, gone, outside] = [nextCreditCode(), nextCreditCode(), nextCreditCode()] as [string, string, string];
  const rows = [ours, gone, outside].map((creditCode) =>
    policyRow({ id: '', creditCode, name: '福洲正名科技有限公司' }, { product: 'RD_INTERRUPTION' }),
  );
  const input = {
    programme: programmeCode,
    rows,
    errorPolicy: 'REJECT_ALL' as never,
    dryRun: false,
    idempotencyKey: 'p',
  };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, { input });
  expect(submitPolicies.submission?.acceptedCount).toBe(3);
  await arrangePapers(gateway);

  const before = await compute('before');
  const { nodes } = (await read(before)).leftOut;
  expect(nodes.map(({ reasons }) => reasons)).toEqual(
    Array.from({ length: 3 }, () => ['REGION_UNKNOWN', 'QUALIFICATION_MISSING']),
  );
  for (const { remedy } of nodes.flatMap(({ conditions }) => conditions)) {
    expect(remedy).toMatch(/the platform imports/i);
    // The words of a clerk, and none of the API.
    expect(remedy).not.toMatch(/POST|[a-z][A-Z]/);
  }

  const register = [
    '统一社会信用代码,企业名称,注册地区划代码,登记状态',
    `${ours},福州正名科技有限公司,350102,存续`,
    `${gone},福州注销科技有限公司,350102,注销`,
    `${outside},厦门海沧科技有限公司,350205,存续`,
  ].join('\n');
  await confirmList(
    gateway,
    await uploadList(platform.client, register, { kind: 'COMPANY_REGISTER', source: '登记名单' }),
  );
  const list = [
    '统一社会信用代码,企业名称,资质类别,有效期起,有效期止',
    ...[ours, gone, outside].map((code) => `${code},某公司,瞪羚企业,2024-01-01,2025-12-31`),
  ].join('\n');
  await confirmList(gateway, await uploadList(platform.client, list, { kind: 'QUALIFICATIONS', source: '瞪羚名单' }));

  const after = await compute('after');
  const proposal = await read(after);
  expect(proposal.assessments.nodes).toMatchObject([
    {
      enterprise: { creditCode: ours },
      granted: '5000.00',
      explanation: {
        registration: {
          divisionCode: '350102',
          regionBasis: 'ASSESSMENT_DAY',
          regionDay: '2025-08-20',
          name: '福州正名科技有限公司',
          nameBasis: 'PUBLICATION_DAY',
          status: 'ACTIVE',
        },
      },
    },
  ]);
  expect(proposal.leftOut.nodes.map(({ reasons }) => reasons).toSorted()).toEqual([
    ['COMPANY_NOT_ACTIVE'],
    ['REGION_NOT_ELIGIBLE'],
  ]);
  const { data } = await platform.client.ask<{ compareProposals: { nodes: object[] } }, object>(changesQuery, {
    earlier: before,
    later: after,
  });
  expect(data?.compareProposals.nodes).toEqual([
    {
      kind: 'CAME_IN',
      causes: ['POLICY_LET_IN', 'QUALIFICATIONS', 'REGISTRATION'],
      reasons: ['QUALIFICATION_MISSING', 'REGION_UNKNOWN'],
      enterprise: { creditCode: ours },
    },
  ]);
});
