import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { arrangePerson, programmeCode } from '../kit/world.js';

let gateway: TestGateway;
let year: PublishedYear;
let auditor: ApiClient;
let creditCode: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  year = yearOf(gateway, 3);
  auditor = (await arrangePerson(gateway, Role.AUDITOR)).client;
  creditCode = year.companies[1]!.creditCode;
});
afterAll(() => gateway.stop());

const ask = (client: ApiClient, query: string) => client.get<Record<string, any>, never>(query);

test('a notice leads to the same lists as the root does', async () => {
  const lines = 'totalCount nodes { id rank creditCode amount city { id code } products { id code } }';
  const { publicityNotice, ...root } = await ask(
    gateway.client(),
    `{
      publicityNotice(id: "${year.noticeId}") {
        recipients(filter: { creditCode: "${creditCode}" }) { ${lines} }
        statistics(groupBy: CITY) { key recipientCount totalAmount }
        facets { recipientCount totalAmount }
        files { format path }
      }
      recipients(noticeId: "${year.noticeId}", filter: { creditCode: "${creditCode}" }) { ${lines} }
      statistics: recipientStatistics(noticeId: "${year.noticeId}", groupBy: CITY) { key recipientCount totalAmount }
      facets: recipientFacets(noticeId: "${year.noticeId}") { recipientCount totalAmount }
    }`,
  );
  const { files, ...lists } = publicityNotice;
  expect(lists).toEqual(root);
  expect(lists.recipients.totalCount).toBe(1);
  expect(files.map(({ format }: { format: string }) => format)).toContain('xlsx');
});

test('the files that a notice names exist', async () => {
  const { publicityNotice } = await ask(
    gateway.client(),
    `{ publicityNotice(id: "${year.noticeId}") { files { path mediaType } } }`,
  );
  for (const { path, mediaType } of publicityNotice.files) {
    // The log takes in a new release within seconds.
    const response = await eventually(async () => {
      const answer = await fetch(gateway.url + path);
      return answer.status !== 404 && answer;
    }, `${path} is there`);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, mediaType]);
  }
});

test('a business key finds the same object as its list', async () => {
  const found = await ask(
    auditor,
    `{
      enterprise(creditCode: " ${creditCode.toLowerCase()} ") {
        id
        policies { nodes { policyNo } }
        claims(filter: { programme: "${programmeCode}" }) { nodes { id enterprise { creditCode } } }
      }
      recipient(noticeId: "${year.noticeId}", creditCode: "${creditCode}") { id rank }
      recipients(noticeId: "${year.noticeId}", filter: { creditCode: "${creditCode}" }) { nodes { id rank } }
      programme(code: "${programmeCode}") {
        notices { nodes { id } }
        proposals { nodes { id revision } }
      }
      proposal(programme: "${programmeCode}", revision: 1) { id revision }
    }`,
  );
  expect(found.recipient).toEqual(found.recipients.nodes[0]);
  expect(found.programme.notices.nodes).toEqual([{ id: year.noticeId }]);
  expect(found.programme.proposals.nodes).toEqual([found.proposal]);
  expect(found.enterprise.claims.nodes[0].enterprise).toEqual({ creditCode });
  const { policyNo } = found.enterprise.policies.nodes[0];
  const { policy } = await ask(auditor, `{ policy(policyNo: "${policyNo}") { policyNo enterprise { creditCode } } }`);
  expect(policy).toEqual({ policyNo, enterprise: { creditCode } });
});

test('a claim names the institutions of its policies to the offices, and to no company', async () => {
  const { claims } = await ask(
    auditor,
    `{ claims { nodes { institutions { id name } lines { policy { institution { id name } } } enterprise { id } } } }`,
  );
  expect(claims.nodes.length).toBe(3);
  for (const { institutions, lines } of claims.nodes) {
    const known = lines.map(({ policy }: { policy: { institution: object } }) => policy.institution);
    expect(institutions).toEqual([...new Map(known.map((one: { id: string }) => [one.id, one])).values()]);
    expect(institutions.length).toBeGreaterThan(0);
  }
  const owner = (await arrangePerson(gateway, Role.ENTERPRISE, year.companies[0]!.id)).client;
  const { errors } = await owner.ask('{ claims { nodes { institutions { name } } } }');
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('an object that does not exist or belongs to others is null by every key', async () => {
  const nothing = await ask(
    auditor,
    `{
      enterprise(creditCode: "91350100M000100Y43") { id }
      policy(policyNo: "none") { id }
      other: policy(policyNo: "none", institutionId: "nonsense") { id }
      recipient(noticeId: "nonsense", creditCode: "${creditCode}") { id }
      proposal(programme: "FJ-1999", revision: 1) { id }
      late: proposal(programme: "${programmeCode}", revision: 99) { id }
    }`,
  );
  expect(Object.values(nothing)).toEqual(Array(6).fill(null));
  const [mine, theirs] = year.companies;
  const owner = (await arrangePerson(gateway, Role.ENTERPRISE, mine!.id)).client;
  const seen = await ask(
    owner,
    `{
      mine: enterprise(creditCode: "${mine!.creditCode}") { policies { totalCount } claims { totalCount } }
      theirs: enterprise(creditCode: "${theirs!.creditCode}") { id }
    }`,
  );
  expect(seen).toEqual({ mine: { policies: { totalCount: 1 }, claims: { totalCount: 1 } }, theirs: null });
});

test('regions, kinds and products are found by their ids', async () => {
  const { recipients } = await ask(
    gateway.client(),
    `{ recipients(noticeId: "${year.noticeId}") { nodes { city { id code } products { id code } qualificationKinds { id code } } } }`,
  );
  const [line] = recipients.nodes;
  for (const known of [line.city, line.products[0], line.qualificationKinds[0]]) {
    const { node } = await ask(
      gateway.client(),
      `{ node(id: "${known.id}") { id ... on Region { code } ... on Product { code } ... on QualificationKind { code } } }`,
    );
    expect(node).toEqual(known);
  }
});
