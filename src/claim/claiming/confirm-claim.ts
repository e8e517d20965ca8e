import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { endOfDay } from '../../kernel/values/dates.js';
import { newId } from '../../kernel/values/new-id.js';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { transit } from '../../transition/transit.js';
import type { Claim } from '../claim.js';
import { applicationNumberPlace, ClaimApplication, StatementOfTruth } from './claim-application.js';
import { refuseClaim } from '../claim.refusals.js';
import { claimStates } from '../claim.states.js';
import { ClaimStatus } from '../claim-status.js';
import { moveClaims } from '../claims.sql.js';
import { readClaimsOnHold } from '../corrections/claims-left.sql.js';
import { chooseBankAccount } from '../../bank-account/bank-accounts.js';

export interface ConfirmClaim {
  claimId: string | undefined;
  version: number;
  bankAccountId: string | undefined;
  /** The version of the statement of truth that was shown and accepted. */
  acceptedStatement: number;
}

/**
 * Claims a subsidy: an enterprise confirms its data, chooses an account and accepts the statement of truth (§3 six).
 */
export function confirmClaim(context: Context, input: ConfirmClaim): Promise<string> {
  return context.db.write(async (em) => {
    const asked = { operation: 'confirmClaim', id: input.claimId, version: input.version };
    const claim = await transit(em, context, claimStates, asked, {
      change: async (found) => {
        await confirm(em, context, found, input);
        return undefined;
      },
    });
    return claim.id;
  });
}

async function confirm(em: EntityManager, context: Context, claim: Claim, input: ConfirmClaim): Promise<void> {
  await requireNoHold(em, claim);
  requireInTime(context, claim);
  const statement = await requireAccepted(em, input.acceptedStatement);
  const account = await chooseBankAccount(em, context, claim.enterpriseId, input.bankAccountId);
  if (!account) throw new Refused(refuseClaim('BANK_ACCOUNT_UNKNOWN', ['bankAccountId']));
  const { number, ...shown } = account;
  em.create(ClaimApplication, {
    ...shown,
    id: newId(),
    claimId: claim.id,
    enterpriseId: claim.enterpriseId,
    sealedNumber: context.vault.seal(number, applicationNumberPlace),
    statementVersion: statement.version,
    statementText: statement.text,
    acceptedBy: context.viewer.accountId as string,
    acceptedAt: context.clock.now(),
  });
  await em.flush();
  const which = sql`id = ${claim.id}::uuid`;
  await moveClaims(em, context, { from: ClaimStatus.AWAITING_CLAIM, to: ClaimStatus.CLAIMED, which });
  await em.refreshOrFail(claim);
}

async function requireNoHold(em: EntityManager, { id }: Claim): Promise<void> {
  const onHold = await readClaimsOnHold(em, [id]);
  if (onHold.size > 0) throw new Refused(refuseClaim('CLAIM_ON_HOLD', ['claimId']));
}

function requireInTime({ clock }: Context, { claimBy }: Claim): void {
  if (claimBy && clock.now() >= endOfDay(claimBy)) {
    throw new Refused(refuseClaim('CLAIM_TIME_OVER', ['claimId'], { claimBy }));
  }
}

async function requireAccepted(em: EntityManager, version: number): Promise<StatementOfTruth> {
  const statement = await presentStatement(em);
  if (statement.version === version) return statement;
  const facts = { present: statement.version };
  throw new Refused(refuseClaim('STATEMENT_NOT_ACCEPTED', ['acceptedStatement'], facts));
}

/** Returns the statement of truth in force. */
export async function presentStatement(em: EntityManager): Promise<StatementOfTruth> {
  const [statement] = await em.find(StatementOfTruth, {}, { orderBy: { version: 'desc' }, limit: 1 });
  if (!statement) throw new Error('There is no statement of truth');
  return statement;
}
