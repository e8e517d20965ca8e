import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { addBankAccount } from '../bank-account/bank-accounts.js';
import { bankCodeCheck } from '../bank-account/cnaps.js';
import { confirmClaim, presentStatement } from '../claim/claiming/confirm-claim.js';
import { requestPaymentInformation } from '../claim/notification/request-payment-information.js';
import { named } from '../database/schema/columns.js';
import {
  companyAccount,
  enterpriseAccount,
  insertAccounts,
  type Office,
  officeViewer,
  publisherViewer,
} from '../demonstration/accounts.js';
import { pushYear } from '../demonstration/demonstration.js';
import { type DemonstrationTools, instantOf } from '../demonstration/demonstration-tools.js';
import { approveList, closeList, publishList, submitList } from '../demonstration/year.js';
import { SettableClock } from '../kernel/clock.js';
import { SandboxState } from '../kernel/sandboxes.js';
import { orderPayment } from '../payment/order-payment.js';
import { PaymentBatch } from '../payment/payment-batch.js';
import { readPaymentVersion } from '../payment/payments.sql.js';
import { releasePayment } from '../payment/release/release-payment.js';
import { recordPaymentResults } from '../payment/results/record-payment-results.js';
import { Programme } from '../programme/programme.js';
import { fujian2025 } from '../programme/data/programme-data.js';
import { ErrorPolicy } from '../submission/submission.js';

/** Enough companies for several pages of each list, and few enough to be created in seconds. */
const companies = 60;
const programme = fujian2025.code;
const idempotencyKey = 'sandbox';

/** The sandbox time at the beginning of each state. */
export const instants: Record<SandboxState, Date> = {
  WINDOW_OPEN: instantOf('2025-08-25', 12),
  UNDER_REVIEW: instantOf('2025-09-12', 9),
  IN_PUBLICITY: instantOf('2025-10-10', 9),
  AWAITING_CLAIMS: instantOf('2025-10-21', 9),
  PAID: instantOf('2025-11-10', 9),
};

/** Plays the programme of 2025 up to a state in an empty database, with the use cases that clients call. */
export async function playState(system: DemonstrationTools, state: SandboxState): Promise<void> {
  await pushYear(system, { companies, until: instants[state] });
  await giveCompanyAccount(system);
  if (state === SandboxState.WINDOW_OPEN) return;
  const proposalId = await submitList(system, fujian2025);
  if (state === SandboxState.UNDER_REVIEW) return;
  await approveList(system, proposalId);
  const noticeId = await publishList(system, fujian2025, proposalId);
  if (state === SandboxState.IN_PUBLICITY) return;
  await closeList(system, noticeId);
  const asking = contextOf(system, Role.PLATFORM, instantOf('2025-10-20', 9));
  await requestPaymentInformation(asking, { programme, idempotencyKey });
  if (state === SandboxState.AWAITING_CLAIMS) return;
  await claim(system);
  await pay(system);
}

const contextOf = (system: DemonstrationTools, role: Office, now: Date) =>
  system.contextFor(officeViewer(role), new SettableClock(now));

interface Company {
  id: string;
  name: string;
}

/** Gives an account to the company with the most policies, because it has the most to see. */
async function giveCompanyAccount(system: DemonstrationTools): Promise<void> {
  await system.asSystem(async (em) => {
    const { rows } = await sql<Company>`
      select enterprise.id, enterprise.name from enterprise join policy on policy.enterprise_id = enterprise.id
      group by enterprise.id order by count(*) desc, credit_code limit 1`.execute(em.getKysely());
    await insertAccounts(em, [enterpriseAccount(rows[0] as Company)], system.today);
  });
}

/** Each company adds an account and claims. */
async function claim(system: DemonstrationTools): Promise<void> {
  const now = instantOf('2025-10-21', 10);
  const { claims, statement } = await system.asSystem(async (em) => {
    const { rows } = await sql<Company & { claim: string; version: number }>`
      select enterprise.id, enterprise.name, claim.id as claim, ${named('claim.version')}
      from claim join enterprise on enterprise.id = claim.enterprise_id
      where claim.status = 'AWAITING_CLAIM' order by credit_code`.execute(em.getKysely());
    return { claims: rows, statement: await presentStatement(em) };
  });
  await system.asSystem((em) => insertAccounts(em, claims.map(companyAccount), now));
  for (const [place, { id, name, claim: claimId, version }] of claims.entries()) {
    const { role, accountId, subjectId } = companyAccount({ id, name });
    const context = system.contextFor({ role, accountId, subjectId, expiresAt: null }, new SettableClock(now));
    const number = `62170000000${String(place).padStart(8, '0')}`;
    const bank = { bankName: '中国工商银行福州分行', bankCode: `10239100001${bankCodeCheck('10239100001')}` };
    const bankAccountId = await addBankAccount(context, { ...bank, number, holder: name, idempotencyKey });
    await confirmClaim(context, { claimId, version, bankAccountId, acceptedStatement: statement.version });
  }
}

/** Orders one batch with all claims, which the bank pays. */
async function pay(system: DemonstrationTools): Promise<void> {
  const version = await system.asSystem(async (em) =>
    readPaymentVersion(em, (await em.findOneOrFail(Programme, { code: programme })).id),
  );
  const ordering = system.contextFor(publisherViewer(), new SettableClock(instantOf('2025-11-04', 9)));
  const batchId = await orderPayment(ordering, { programme, version, claimIds: null, idempotencyKey });
  const read = () => system.asSystem((em) => em.findOneOrFail(PaymentBatch, { id: batchId }));
  const releasing = contextOf(system, Role.FINANCE, instantOf('2025-11-05', 9));
  await releasePayment(releasing, { batchId, version: (await read()).version });
  const { rows: lines } = await system.asSystem((em) =>
    sql<{ reference: string; amount: string }>`
      select reference, amount from payment_line where batch_id = ${batchId}::uuid order by reference`.execute(
      em.getKysely(),
    ),
  );
  const recording = contextOf(system, Role.FINANCE, instantOf('2025-11-07', 16));
  const results = lines.map((line, place) => ({
    ...line,
    paid: true,
    reason: null,
    bankReference: `SANDBOX${place + 1}`,
  }));
  await recordPaymentResults(recording, { batchId, results, errorPolicy: ErrorPolicy.REJECT_ALL });
}
