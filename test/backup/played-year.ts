import { expect } from 'vitest';
import { Role } from '../../src/access/role.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import {
  AddBankAccountDocument,
  ApproveProposalDocument,
  AttachDocumentDocument,
  ClaimStepsDocument,
  ComputeProposalDocument,
  ConfirmClaimDocument,
  GiveOpinionDocument,
  OrderPaymentDocument,
  PaymentBatchesDocument,
  PublishNoticeDocument,
  RecordPaymentResultsDocument,
  ReleasePaymentDocument,
  RemoveDocumentDocument,
  RequestPaymentInformationDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import type { ApiClient } from '../kit/client.js';
import type { DemonstrationProcess, Demonstrator } from '../kit/demonstration-process.js';
import { paymentVersion } from '../kit/published-year.js';

/** The programme of the demonstration that is published from the start, and the one that takes policies. */
export const published = 'FJ-2025';
export const open = 'FJ-DEMO';

/** What the API refuses is in `userErrors`. */
function accepted<Payload extends { userErrors: readonly object[] }>(payload: Payload): Payload {
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** A company of the published list claims what it is granted, and is paid. */
export async function payOne(gateway: DemonstrationProcess): Promise<void> {
  const [platform, science, finance] = (await Promise.all(
    (['PLATFORM', 'PUBLISHER', 'FINANCE'] as Demonstrator[]).map((who) => gateway.as(who)),
  )) as [ApiClient, ApiClient, ApiClient];
  const ask = { programme: published, idempotencyKey: 'ask' };
  accepted((await platform.get(RequestPaymentInformationDocument, { input: ask })).requestPaymentInformation);
  await claim(await gateway.as(Role.ENTERPRISE));
  const version = await paymentVersion({ client: science }, published);
  const order = { programme: published, version, idempotencyKey: 'pay' };
  const { batch } = accepted((await science.get(OrderPaymentDocument, { input: order })).orderPayment);
  const seen = { batchId: batch!.id, version: batch!.version };
  accepted((await finance.get(ReleasePaymentDocument, { input: seen })).releasePayment);
  const { paymentBatches } = await finance.get(PaymentBatchesDocument, { programme: published });
  const results = paymentBatches.nodes[0]!.lines.nodes.map(({ reference, amount }) => ({
    reference,
    amount,
    paid: true,
    bankReference: `BANK-${reference}`,
  }));
  const record = { batchId: batch!.id, results };
  accepted((await finance.get(RecordPaymentResultsDocument, { input: record })).recordPaymentResults);
}

async function claim(enterprise: ApiClient): Promise<void> {
  const { claims } = await enterprise.get(ClaimStepsDocument, { filter: { programme: published } });
  const { id: claimId, version } = claims.nodes[0]!;
  const { viewer } = await enterprise.get<{ viewer: { subject: { name: string } } }, object>(
    '{ viewer { subject { ... on Enterprise { name } } } }',
  );
  const account = {
    bankName: '中国工商银行福建省分行',
    bankCode: `10239100001${bankCodeCheck('10239100001')}`,
    number: '6222021001110000011',
    holder: viewer.subject.name,
    idempotencyKey: 'account',
  };
  const { bankAccount } = accepted((await enterprise.get(AddBankAccountDocument, { input: account })).addBankAccount);
  const input = { claimId, version, bankAccountId: bankAccount!.id, acceptedStatement: 1 };
  accepted((await enterprise.get(ConfirmClaimDocument, { input })).confirmClaim);
}

export interface Paper {
  documentId: string;
  body: string;
}

/** Three policies with their papers go through review to a published list; a paper of the last one is taken back. */
export async function publishOpen(gateway: DemonstrationProcess): Promise<Paper> {
  const insurer = await gateway.as(Role.INSURER);
  const { rows } = accepted(
    (await insurer.get(SubmitPoliciesDocument, { input: { ...push(gateway, 3), idempotencyKey: 'push' } }))
      .submitPolicies,
  );
  const policies = rows!.map(({ policy }) => policy!);
  let paper!: Paper;
  for (const { id: policyId } of policies) {
    for (const kind of ['POLICY', 'INVOICE'] as const) paper = await attach(insurer, policyId, kind);
  }
  const policyId = policies[2]!.id;
  const { node } = await insurer.get<{ node: { version: number } }, object>(
    'query ($id: ID!) { node(id: $id) { ... on Policy { version } } }',
    { id: policyId },
  );
  const withdrawn = { policyId, documentId: paper.documentId, kind: 'INVOICE' as const, version: node.version };
  accepted((await insurer.get(RemoveDocumentDocument, { input: withdrawn })).removeDocument);
  await publish(gateway);
  return paper;
}

/** Rows of a company that the line which is printed for an insurer names. */
export function push(gateway: DemonstrationProcess, count: number, prefix = 'BACKUP') {
  const field = (name: string) => new RegExp(`${name}: \\\\"([^"\\\\]+)`).exec(gateway.output)![1] as string;
  const rows = Array.from({ length: count }, (_, place) => ({
    policyNo: `${prefix}-${place}`,
    creditCode: field('creditCode'),
    enterpriseName: field('enterpriseName'),
    product: 'PRODUCT_LIABILITY',
    startsOn: field('startsOn'),
    endsOn: field('endsOn'),
    premium: '12345.60',
    invoiceNo: `${place}`.padStart(20, '7'),
  }));
  return { programme: open, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
}

async function attach(insurer: ApiClient, policyId: string, kind: 'POLICY' | 'INVOICE'): Promise<Paper> {
  const body = `%PDF-1.7 ${kind} of ${policyId}`;
  const response = await insurer.fetch('/upload/documents', { method: 'POST', body });
  const { id: documentId } = (await response.json()) as { id: string };
  accepted((await insurer.get(AttachDocumentDocument, { input: { policyId, documentId, kind } })).attachDocument);
  return { documentId, body };
}

async function publish(gateway: DemonstrationProcess): Promise<void> {
  const platform = await gateway.as(Role.PLATFORM);
  const compute = { programme: open, idempotencyKey: 'compute' };
  const { proposal } = accepted((await platform.get(ComputeProposalDocument, { input: compute })).computeProposal);
  const proposalId = proposal!.id;
  accepted((await platform.get(SubmitProposalDocument, { input: { proposalId, version: 1 } })).submitProposal);
  const opinion = { proposalId, version: 2, agrees: true, opinion: '无不同意见' };
  accepted((await (await gateway.as(Role.REGULATOR)).get(GiveOpinionDocument, { input: opinion })).giveOpinion);
  const approval = { proposalId, version: 3 };
  accepted((await (await gateway.as(Role.SCIENCE)).get(ApproveProposalDocument, { input: approval })).approveProposal);
  const list = { proposalId, idempotencyKey: 'publish' };
  accepted((await (await gateway.as('PUBLISHER')).get(PublishNoticeDocument, { input: list })).publishNotice);
}
