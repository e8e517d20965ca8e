import { policyRow, programmeCode as programme } from '../../../test/kit/world.js';
import type { Life } from './life.js';

interface Seen {
  id: string;
  version: number;
}

/** Plays from the pushed policies to the approved list; returns the proposal. */
export async function assess(life: Life): Promise<string> {
  const policies = await push(life);
  await changePolicies(life, policies);
  const { companies, platform, deputy } = life.world;
  const excluded = { programme, creditCode: companies[7]?.creditCode };
  const why = { reason: '失信', source: '通报', idempotencyKey: 'exclude' };
  await life.do(platform, 'excludeEnterprise', { ...excluded, ...why }, { event: 'ENTERPRISE_EXCLUDED' });
  await life.do(deputy, 'liftExclusion', { ...excluded, version: 1 }, { unless: ['ENTERPRISE_NOT_EXCLUDED'] });
  await arrangePapers(life);
  const first = await compute(life, 'first');
  await admit(life);
  await submit(life, first);
  const returned = { proposalId: first, version: 2, reason: '请复核' };
  await life.do(life.world.science, 'returnProposal', returned, { event: 'PROPOSAL_RETURNED' });
  const second = await compute(life, 'second');
  await spotCheck(life, second);
  await submit(life, second);
  const opinion = { proposalId: second, version: 2, agrees: true, opinion: '无不同意见' };
  await life.do(life.world.regulator, 'giveOpinion', opinion, { event: 'OPINION_GIVEN' });
  const approved = { proposalId: second, version: 3 };
  await life.do(life.world.approver, 'approveProposal', approved, { event: 'PROPOSAL_APPROVED' });
  return second;
}

/**
 * Pushes one policy of each company, one of a company that qualified late, and one for each step that changes policies.
 */
async function push(life: Life): Promise<Seen[]> {
  const { companies, insurer } = life.world;
  const changed = Array.from({ length: 5 }, () => policyRow(companies[0]!, { premium: '500.00' }));
  const rows = [...companies.map((company) => policyRow(company)), ...changed];
  const input = { programme, rows, errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: 'push' };
  const select = 'rows { policy { id version } }';
  const { rows: answered } = await life.do<{ rows: { policy: Seen }[] }>(insurer, 'submitPolicies', input, { select });
  return answered.map(({ policy }) => policy);
}

async function changePolicies(life: Life, policies: Seen[]): Promise<void> {
  const { insurer, platform, deputy } = life.world;
  const [corrected, refunded, withdrawn, blocked, funded] = policies.slice(-5) as [Seen, Seen, Seen, Seen, Seen];
  const seen = ({ id: policyId, version }: Seen) => ({ policyId, version });
  const correction = { ...seen(corrected), changes: { premium: '600.00' }, reason: '录入有误' };
  await life.do(insurer, 'correctPolicy', correction, { event: 'POLICY_CORRECTED' });
  const refund = { amount: '100.00', endorsementNo: 'PD-1', refundedOn: '2025-01-31', idempotencyKey: 'refund' };
  await life.do(insurer, 'recordRefund', { ...seen(refunded), ...refund }, { event: 'REFUND_RECORDED' });
  const withdrawal = { ...seen(withdrawn), reason: '误报' };
  await life.do(insurer, 'withdrawPolicy', withdrawal, { event: 'POLICY_WITHDRAWN' });
  const block = { ...seen(blocked), reason: '已获其他补贴', source: '清单', idempotencyKey: 'block' };
  await life.do(platform, 'blockPolicy', block, { event: 'POLICY_BLOCKED' });
  const unblock = { policyId: blocked.id, version: 1, reason: '有误' };
  await life.do(deputy, 'unblockPolicy', unblock, { event: 'POLICY_UNBLOCKED', unless: ['POLICY_NOT_BLOCKED'] });
  const funding = { policyId: funded.id, version: 0, amount: '1.00', source: '市级', idempotencyKey: 'funding' };
  await life.do(platform, 'recordOtherFunding', funding, { event: 'OTHER_FUNDING_RECORDED' });
  await attachAndRemove(life, corrected.id);
}

async function attachAndRemove(life: Life, policyId: string): Promise<void> {
  const { insurer, gateways } = life.world;
  const { id: documentId } = await life.acknowledged('upload of a paper', async (turn) => {
    const init = { method: 'POST', body: '%PDF-1.7 faults' };
    const response = await gateways[turn]?.client(insurer.token).fetch('/upload/documents', init);
    return response?.ok ? ((await response.json()) as { id: string }) : undefined;
  });
  const paper = { policyId, documentId, kind: 'INVOICE' };
  await life.do(insurer, 'attachDocument', paper, { event: 'DOCUMENT_ATTACHED' });
  await life.do(insurer, 'removeDocument', { ...paper, version: 2 }, { event: 'DOCUMENT_REMOVED' });
}

/** Adds papers as if the insurer's system had uploaded and attached them; can be repeated. */
async function arrangePapers({ world: { sql, insurer } }: Life): Promise<void> {
  await sql(
    `with paper as (
       insert into uploaded_document (institution_id, sha256, media_type, size, uploaded_at)
       values ($1, 'faults', 'application/pdf', 1, now())
       on conflict (institution_id, sha256) do update set size = 1 returning id)
     insert into policy_document (institution_id, policy_id, document_id, kind, attached_at)
     select institution_id, policy.id, paper.id, kind, now()
     from policy, paper, unnest(array['POLICY', 'INVOICE']) as kind where institution_id = $1
     on conflict do nothing`,
    [insurer.subjectId],
  );
}

async function compute(life: Life, idempotencyKey: string): Promise<string> {
  const select = 'proposal { id }';
  const { proposal } = await life.do<{ proposal: { id: string } }>(
    life.world.platform,
    'computeProposal',
    { programme, idempotencyKey },
    { select, event: 'PROPOSAL_COMPUTED' },
  );
  return proposal.id;
}

async function submit(life: Life, proposalId: string): Promise<void> {
  await life.do(life.world.platform, 'submitProposal', { proposalId, version: 1 }, { event: 'PROPOSAL_SUBMITTED' });
}

/**
 * Admits the policy of the company that qualified late, which is left for review, as another person than the one who
 * approves.
 */
async function admit(life: Life): Promise<void> {
  const { colleague, companies, sql } = life.world;
  const [left] = await sql<{ id: string }>(
    `select policy.id from policy join enterprise on enterprise.id = enterprise_id where credit_code = $1 limit 1`,
    [companies[6]?.creditCode],
  );
  const policyId = Buffer.from(`Policy:${left?.id}`).toString('base64url');
  const input = { policyId, reason: '同意', idempotencyKey: 'admit' };
  await life.do(colleague, 'admitPolicy', input, { event: 'POLICY_ADMITTED' });
}

/** Records a finding, which is returned once and then confirmed by another person. */
async function spotCheck(life: Life, proposalId: string): Promise<void> {
  const { science, colleague } = life.world;
  const drawing = { programme, proposalId, percent: '100', amountBounds: [], idempotencyKey: 'draw' };
  const { spotCheck } = await life.do<{ spotCheck: { items: { nodes: Seen[] } } }>(science, 'drawSpotCheck', drawing, {
    select: 'spotCheck { items { nodes { id version } } }',
    event: 'SPOT_CHECK_DRAWN',
  });
  const { id: itemId, version } = spotCheck.items.nodes[0] as Seen;
  const finding = { itemId, verdict: 'PASSED', faults: [], text: '一致' };
  await life.do(science, 'recordFinding', { ...finding, version }, { event: 'FINDING_RECORDED' });
  const back = { itemId, version: version + 1, reason: '请附发票' };
  await life.do(colleague, 'returnFinding', back, { event: 'FINDING_RETURNED' });
  await life.do(science, 'recordFinding', { ...finding, version: version + 2 }, { event: 'FINDING_RECORDED' });
  const confirmed = { itemId, version: version + 3 };
  await life.do(colleague, 'confirmFinding', confirmed, { event: 'FINDING_CONFIRMED' });
}
