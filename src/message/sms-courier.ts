import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../access/context.js';
import { recordReports, recordArrivals } from './record-reports.js';
import { keepable } from '../kernel/text/text.js';
import { isTemporaryFault } from '../database/database-fault.js';
import type { Alarm } from '../job/alarm.js';
import { parametersPlace, phonePlace } from './send-sms.js';
import { type SmsProvider, SmsRefused } from './sms-provider.js';
import { SmsStatus } from './text-message.js';
import { type DueSms, recordSmsAttempts, readNextSms, type SmsAttempt, takeDueSms } from './text-messages.sql.js';
import { traced } from '../kernel/tracing.js';
import { Outages } from '../kernel/outside/outages.js';
import { reasonOf } from '../kernel/errors/reason-of.js';
import { BackgroundLoop } from '../kernel/background-loop.js';

const batchSize = 50;
/** Milliseconds until failed work is tried again. */
const tryAgainAfter = 2_000;
/** Milliseconds; longer than any attempt takes. */
const lease = 60_000;
/** Seconds until the next attempt, by the number of attempts; after the last one the message is given up. */
const backOff = [5, 30, 120, 600, 3_600, 14_400];

/** The name of the provider in the log. */
const providerOfSms = 'provider of text messages';

/**
 * Sends messages from the outbox to the provider at least once, in the background, concurrently with other gateways.
 */
export class SmsCourier {
  readonly #context: () => Context;
  readonly #provider: SmsProvider;
  readonly #alarm: Alarm;
  readonly #log: FastifyBaseLogger;
  readonly #outages: Outages;
  readonly #loop = new BackgroundLoop();

  constructor(context: () => Context, provider: SmsProvider, alarm: Alarm, log: FastifyBaseLogger) {
    this.#context = context;
    this.#alarm = alarm;
    this.#provider = provider;
    this.#log = log;
    this.#outages = new Outages(log);
  }

  start(): void {
    this.#loop.start((signal) => this.#work(signal));
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const mark = this.#alarm.mark();
      try {
        if ((await this.carryDue()) === batchSize) continue;
        await this.#alarm.sleep(mark, await this.#context().db.inSnapshot(readNextSms), signal);
      } catch (error) {
        this.#log.error({ err: error }, 'Carrying text messages failed; it is tried again');
        await this.#loop.pause(tryAgainAfter);
      }
    }
  }

  /** Sends one batch; returns how many messages were tried. */
  async carryDue(): Promise<number> {
    const context = this.#context();
    const now = context.clock.now();
    const due = await context.db.write((em) => takeDueSms(em, now, new Date(now.getTime() + lease), batchSize));
    if (due.length === 0) return 0;
    const attempts = await Promise.all(
      due.map((message) =>
        traced('text message', {}, () => this.#attempt(context, message), { parent: message.traceparent }),
      ),
    );
    await this.#record(context, now, attempts);
    return due.length;
  }

  async #record(context: Context, now: Date, attempts: SmsAttempt[]): Promise<void> {
    const write = (record: boolean) =>
      context.db.write(async (em) => {
        await recordSmsAttempts(em, now, attempts);
        if (record) await this.#recordArrivals(em, context, attempts);
      });
    try {
      await write(true);
    } catch (error) {
      if (isTemporaryFault(error)) throw error;
      // Recorded one by one, so that a message that fails does not block others, and none is sent again because a
      // report could not be recorded.
      if (attempts.length > 1) {
        for (const attempt of attempts) await this.#record(context, now, [attempt]);
        return;
      }
      this.#log.error({ err: error, textMessage: attempts[0]?.id }, 'What became of a text message was not recorded');
      await write(false);
    }
  }

  /**
   * Records events: a message that was given up was not delivered; one accepted by a provider that delivers immediately
   * was.
   */
  async #recordArrivals(em: EntityManager, context: Context, attempts: SmsAttempt[]): Promise<void> {
    const ids = (status: SmsStatus) => attempts.filter((attempt) => attempt.status === status).map(({ id }) => id);
    await recordArrivals(em, context, ids(SmsStatus.FAILED));
    if (!this.#provider.deliversAtOnce) return;
    const at = context.clock.now();
    const reports = ids(SmsStatus.SENT).map((id) => ({ id, delivered: true, reason: null, at }));
    if (reports.length > 0) await recordReports(em, context, reports);
  }

  async #attempt({ vault, clock }: Context, message: DueSms): Promise<SmsAttempt> {
    const { id, template, attempts } = message;
    try {
      const answer = await this.#provider.send({
        id,
        template,
        phone: vault.open(message.sealedPhone, phonePlace),
        parameters: JSON.parse(vault.open(message.sealedParameters, parametersPlace)) as Record<string, string>,
      });
      this.#outages.note(providerOfSms, undefined);
      return { id, status: SmsStatus.SENT, providerAnswer: answer, nextAttemptAt: null };
    } catch (error) {
      const reason = keepable(reasonOf(error));
      this.#noteFailure(message, error, reason);
      const pause = error instanceof SmsRefused && error.permanent ? undefined : backOff[attempts - 1];
      return {
        id,
        status: pause === undefined ? SmsStatus.FAILED : SmsStatus.PENDING,
        providerAnswer: reason,
        nextAttemptAt: pause === undefined ? null : new Date(clock.now().getTime() + pause * 1_000),
      };
    }
  }

  /** Records whether the provider was reached; one that refuses a message was. */
  #noteFailure({ id, attempts }: DueSms, error: unknown, reason: string): void {
    const isRefused = error instanceof SmsRefused;
    this.#outages.note(providerOfSms, isRefused ? undefined : reason);
    if (isRefused) this.#log.warn({ textMessage: id, attempts, reason }, 'A text message was not taken');
  }
}
