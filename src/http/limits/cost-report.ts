import type { FastifyReply } from 'fastify';
import type { Budget } from './budget.js';
import type { Client } from './client-key.js';

export interface CostReport {
  /** Cost of this operation. */
  asked: number;
  /** What may still be spent in this minute; null without a limit. */
  remaining: number | null;
  /** When the next minute begins. */
  resetAt: string;
}

/** Returns `extensions.cost` of an answer. */
export function costReport(budget: Budget, client: Client, asked: number): CostReport {
  const { remaining, resetAt } = budget.allowanceOf(client);
  return { asked, remaining: remaining ?? null, resetAt: new Date(resetAt).toISOString() };
}

/** Sends the same values as headers, for clients that check headers before they read the body. */
export function sendRateLimit(reply: FastifyReply, budget: Budget, client: Client): void {
  const { limit, remaining, resetAt } = budget.allowanceOf(client);
  if (limit === undefined || remaining === undefined) return;
  reply.headers({
    'ratelimit-limit': limit,
    'ratelimit-remaining': remaining,
    'ratelimit-reset': Math.max(0, Math.ceil((resetAt - Date.now()) / 1_000)),
  });
}
