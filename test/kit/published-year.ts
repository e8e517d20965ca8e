import { Role } from '../../src/access/role.js';
import {
  ApproveProposalDocument,
  ClaimStepsDocument,
  type ClaimStepsQuery,
  ComputeProposalDocument,
  EventsDocument,
  type EventType,
  GiveOpinionDocument,
  PublicityNoticesDocument,
  PublishNoticeDocument,
  RequestObjectionCodeDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { eventually } from './eventually.js';
import type { TestGateway } from './gateway.js';
import { preparedFor, type PreparedWorld } from './prepared.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
  programmeCode,
} from './world.js';

export interface ApprovedYear {
  platform: Person;
  /** Publishes, decides objections and orders payment. */
  science: Person;
  /** The second person of SCIENCE: approves the proposal, and corrects what the first one published. */
  approver: Person;
  regulator: Person;
  finance: Person;
  companies: ArrangedEnterprise[];
  proposalId: string;
}

export interface PublishedYear extends ApprovedYear {
  noticeId: string;
}

/**
 * Plays the 2025 programme up to its published list over the network, with policies of 10,000 yuan for each company.
 */
export async function publishYear(
  gateway: TestGateway,
  companyCount: number,
  { policiesEach = 1 } = {},
): Promise<PublishedYear> {
  const year = await approveYear(gateway, companyCount, { policiesEach });
  await year.science.client.get(PublishNoticeDocument, {
    input: { proposalId: year.proposalId, idempotencyKey: 'year' },
  });
  const { publicityNotices } = await gateway.client().get(PublicityNoticesDocument);
  const noticeId = publicityNotices.nodes[0]?.id;
  if (!noticeId) throw new Error('The list was not published');
  return { ...year, noticeId };
}

/** A published year with `companyCount` companies, for files that begin with it; `yearOf` returns its people. */
export const publishedYear = (companyCount: number, policiesEach = 1): PreparedWorld<PublishedYear> => ({
  name: `published_${companyCount}_${policiesEach}`,
  prepare: (gateway) => publishYear(gateway, companyCount, { policiesEach }),
});

/** Returns the year that this gateway began with. */
export const yearOf = (gateway: TestGateway, companyCount: number, policiesEach = 1): PublishedYear =>
  preparedFor(gateway, publishedYear(companyCount, policiesEach));

/** Plays the same up to its approved proposal. */
export async function approveYear(
  gateway: TestGateway,
  companyCount: number,
  { policiesEach = 1 } = {},
): Promise<ApprovedYear> {
  await arrangeProgramme(gateway);
  const insurer = await arrangeInsurer(gateway);
  const [platform, science, approver, regulator, finance] = await Promise.all([
    arrangePerson(gateway, Role.PLATFORM),
    arrangePerson(gateway, Role.SCIENCE),
    arrangePerson(gateway, Role.SCIENCE),
    arrangePerson(gateway, Role.REGULATOR),
    arrangePerson(gateway, Role.FINANCE),
  ]);
  const companies: ArrangedEnterprise[] = [];
  for (let number = 1; number <= companyCount; number += 1) {
    companies.push(await arrangeEnterprise(gateway, { name: `福州第${number}科技有限公司` }));
  }
  for (let start = 0; start < companyCount; start += 100) {
    const insured = companies.slice(start, start + 100);
    const rows = insured.flatMap((company) => Array.from({ length: policiesEach }, () => policyRow(company)));
    const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
    await insurer.client.get(SubmitPoliciesDocument, { input: { ...input, idempotencyKey: `year-${start}` } });
  }
  await arrangePapers(gateway);
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, {
    input: { programme: programmeCode, idempotencyKey: 'year' },
  });
  const { id: proposalId } = computeProposal.proposal!;
  await platform.client.get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  await regulator.client.get(GiveOpinionDocument, {
    input: { proposalId, version: 2, agrees: true, opinion: '无不同意见' },
  });
  await approver.client.get(ApproveProposalDocument, { input: { proposalId, version: 3 } });
  return { platform, science, approver, regulator, finance, companies, proposalId };
}

export type ClaimStep = ClaimStepsQuery['claims']['nodes'][number];

/** Returns all claims as an office sees them, by the credit code of their company. */
export async function readClaims({ client }: Person): Promise<Map<string, ClaimStep>> {
  const { claims } = await client.get(ClaimStepsDocument, {});
  return new Map(claims.nodes.map((claim) => [claim.enterprise!.creditCode, claim]));
}

/** Requests a code and reads it on the phone as an objector; returns the contact for `fileObjection`. */
export async function confirmContact(gateway: TestGateway, noticeId: string, phone: string) {
  const { requestObjectionCode } = await gateway
    .client()
    .get(RequestObjectionCodeDocument, { input: { noticeId, phone } });
  if (!requestObjectionCode.challengeId) throw new Error(JSON.stringify(requestObjectionCode.userErrors));
  const code = await codeFor(gateway, phone);
  return { challengeId: requestObjectionCode.challengeId, code };
}

/** Returns the newest code that was sent to a phone. */
export async function codeFor({ texts }: TestGateway, phone: string): Promise<string> {
  const text = await eventually(
    () => texts.findLast((message) => message.phone === phone),
    `a text message comes to ${phone}`,
  );
  return text.parameters['code'] as string;
}

/**
 * Waits until a person sees this number of events of these types, and returns them; events are sealed after their
 * commit.
 */
export function eventsOf({ client }: Pick<Person, 'client'>, types: EventType[], count: number) {
  return eventually(
    async () => {
      const { events } = await client.get(EventsDocument, { filter: { types }, first: 100 });
      return events.nodes.length >= count && events.nodes;
    },
    `${count} events ${types.join(', ')}`,
  );
}

/** Returns the version of a programme's payments, which `orderPayment` needs. */
export async function paymentVersion({ client }: Pick<Person, 'client'>, code = programmeCode): Promise<number> {
  const { programme } = await client.get<{ programme: { paymentVersion: number } }, object>(
    `query ($code: String!) { programme(code: $code) { paymentVersion } }`,
    { code },
  );
  return programme.paymentVersion;
}
