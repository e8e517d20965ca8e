import { ClaimStatus as Status } from '../../src/claim/claim-status.js';

/**
 * A notice, its claims and their payment in the simplest way there is: a value, and what each operation makes of it.
 * It shares no line with the gateway and knows nothing of SQL, locks or events.
 */
export interface Model {
  notice: { over: boolean; closed: boolean; version: number; closedAt?: number };
  claims: ModelClaim[];
  batches: ModelBatch[];
}

export interface ModelClaim {
  status: Status;
  version: number;
  /** Open objections to its line, by their serial numbers. */
  objections: number[];
  /** How long it may still be claimed: until the next wait, beyond every wait, or no longer. */
  time: 'SOON' | 'FAR' | 'OVER' | null;
  recovery: { version: number; halvesDue: number } | null;
  /** The versions at which it was confirmed: the same request is answered again, whatever came since. */
  confirmedAt: number[];
}

export interface ModelBatch {
  status: 'ORDERED' | 'RELEASED' | 'SETTLED';
  version: number;
  /** The version at which it was released: the same request is answered again. */
  releasedAt?: number;
  /** By claim. */
  lines: Record<number, 'OPEN' | 'PAID' | 'FAILED'>;
}

/** What somebody does, with what they saw before. */
export type Step =
  | { do: 'wait' | 'ask' | 'forfeit' | 'order' | 'giveBack' }
  | { do: 'close'; seen: number }
  | { do: 'object'; claim: number; serial: number }
  | { do: 'dismiss'; claim: number; serial: number | undefined }
  | { do: 'confirm' | 'extend' | 'openRecovery'; claim: number; seen: number }
  | { do: 'release'; batch: number | undefined; seen: number }
  | { do: 'result'; claim: number; batch: number | undefined; paid: boolean }
  | { do: 'repay'; claim: number; seen: number | undefined };

export function newModel(claimCount: number): Model {
  const claim = { status: Status.PUBLICISED, version: 1, objections: [], time: null, recovery: null, confirmedAt: [] };
  return {
    notice: { over: false, closed: false, version: 1 },
    claims: Array.from({ length: claimCount }, () => structuredClone(claim)),
    batches: [],
  };
}

/** What the step is answered, and how things are then. */
export function after(before: Model, step: Step): { outcome: string; model: Model } {
  const model = structuredClone(before);
  return { outcome: make(model, step) ?? 'DONE', model };
}

function make(model: Model, step: Step): string | undefined {
  const { notice, claims } = model;
  switch (step.do) {
    case 'wait':
      notice.over = true;
      for (const claim of claims) if (claim.time === 'SOON') claim.time = 'OVER';
      return undefined;
    case 'close':
      return closeNotice(model, step.seen);
    case 'object':
      return object(model, claims[step.claim]!, step.serial);
    case 'dismiss':
      return dismiss(model, claims[step.claim]!, step.serial);
    case 'ask':
      return moveAll(claims, Status.CONFIRMED, Status.AWAITING_CLAIM, 'SOON') ? undefined : 'NOTHING_TO_ASK';
    case 'forfeit': {
      const late = claims.filter(({ time }) => time === 'OVER');
      moveAll(late, Status.AWAITING_CLAIM, Status.FORFEITED);
      return undefined;
    }
    case 'giveBack':
      moveAll(claims, Status.PAYMENT_FAILED, Status.AWAITING_CLAIM, 'SOON');
      return undefined;
    case 'confirm':
    case 'extend':
    case 'openRecovery':
      return changeClaim(claims[step.claim]!, step.do, step.seen);
    case 'order':
      return order(model);
    case 'release':
      return release(model.batches[step.batch ?? -1], step.seen);
    case 'result':
      return settle(model, step.claim, step.batch, step.paid);
    case 'repay':
      return repay(claims[step.claim]!, step.seen);
  }
}

function move(claim: ModelClaim, to: Status): void {
  claim.status = to;
  claim.version += 1;
}

function moveAll(claims: ModelClaim[], from: Status, to: Status, time?: ModelClaim['time']): boolean {
  const moved = claims.filter(({ status }) => status === from);
  for (const claim of moved) {
    move(claim, to);
    if (time) claim.time = time;
  }
  return moved.length > 0;
}

function closeNotice({ notice, claims }: Model, seen: number): string | undefined {
  if (notice.closedAt === seen) return undefined;
  if (seen !== notice.version) return 'VERSION_CONFLICT';
  if (notice.closed) return 'NOTICE_ALREADY_CLOSED';
  if (!notice.over) return 'NOTICE_STILL_OPEN';
  notice.closed = true;
  notice.closedAt = seen;
  notice.version += 1;
  moveAll(claims, Status.PUBLICISED, Status.CONFIRMED);
  return undefined;
}

function object({ notice }: Model, claim: ModelClaim, serial: number): string | undefined {
  if (notice.over) return 'NOTICE_NOT_OPEN';
  claim.objections.push(serial);
  if (claim.status === Status.PUBLICISED) move(claim, Status.OBJECTED);
  return undefined;
}

function dismiss({ notice }: Model, claim: ModelClaim, serial: number | undefined): string | undefined {
  if (serial === undefined) return 'OBJECTION_NOT_FOUND';
  if (!claim.objections.includes(serial)) return undefined;
  claim.objections = claim.objections.filter((open) => open !== serial);
  if (claim.objections.length > 0) return undefined;
  move(claim, Status.PUBLICISED);
  if (notice.closed) move(claim, Status.CONFIRMED);
  return undefined;
}

function changeClaim(claim: ModelClaim, what: 'confirm' | 'extend' | 'openRecovery', seen: number): string | undefined {
  if (what === 'confirm' && claim.confirmedAt.includes(seen)) return undefined;
  if (seen !== claim.version) return 'VERSION_CONFLICT';
  const needed = what === 'openRecovery' ? Status.PAID : Status.AWAITING_CLAIM;
  if (claim.status !== needed) return 'CLAIM_STATUS_UNFIT';
  if (what === 'confirm' && claim.time === 'OVER') return 'CLAIM_TIME_OVER';
  if (what === 'confirm') {
    move(claim, Status.CLAIMED);
    claim.confirmedAt.push(seen);
  }
  if (what === 'extend') Object.assign(claim, { time: 'FAR', version: claim.version + 1 });
  if (what === 'openRecovery') {
    move(claim, Status.RECOVERING);
    claim.recovery = { version: 1, halvesDue: 2 };
  }
  return undefined;
}

function order({ claims, batches }: Model): string | undefined {
  const ordered = [...claims.keys()].filter((place) => claims[place]!.status === Status.CLAIMED);
  if (ordered.length === 0) return 'NOTHING_TO_PAY';
  for (const place of ordered) move(claims[place]!, Status.PAYMENT_ORDERED);
  batches.push({
    status: 'ORDERED',
    version: 2,
    lines: Object.fromEntries(ordered.map((place) => [place, 'OPEN' as const])),
  });
  return undefined;
}

function release(batch: ModelBatch | undefined, seen: number): string | undefined {
  if (!batch) return 'PAYMENT_BATCH_NOT_FOUND';
  if (batch.releasedAt === seen) return undefined;
  if (seen !== batch.version) return 'VERSION_CONFLICT';
  if (batch.status !== 'ORDERED') return 'PAYMENT_BATCH_STATUS_UNFIT';
  batch.status = 'RELEASED';
  batch.version += 1;
  batch.releasedAt = seen;
  return undefined;
}

function settle(model: Model, place: number, number: number | undefined, paid: boolean): string | undefined {
  const batch = model.batches[number ?? -1];
  if (!batch) return 'PAYMENT_BATCH_NOT_FOUND';
  if (batch.status === 'ORDERED') return 'PAYMENT_BATCH_STATUS_UNFIT';
  const outcome = paid ? 'PAID' : 'FAILED';
  const recorded = batch.lines[place];
  if (recorded === outcome) return undefined;
  if (recorded !== 'OPEN') return 'PAYMENT_RESULT_CONTRADICTS';
  batch.lines[place] = outcome;
  batch.version += 1;
  if (!Object.values(batch.lines).includes('OPEN')) batch.status = 'SETTLED';
  move(model.claims[place]!, paid ? Status.PAID : Status.PAYMENT_FAILED);
  return undefined;
}

function repay(claim: ModelClaim, seen: number | undefined): string | undefined {
  const { recovery } = claim;
  if (!recovery || seen === undefined) return 'RECOVERY_NOT_FOUND';
  if (recovery.halvesDue === 0) return 'RECOVERY_CLOSED';
  if (seen !== recovery.version) return 'VERSION_CONFLICT';
  recovery.halvesDue -= 1;
  recovery.version += 1;
  if (recovery.halvesDue === 0) move(claim, Status.RECOVERED);
  return undefined;
}
