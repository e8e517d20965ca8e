import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrderPaymentDocument, ReleasePaymentDocument, SubmitPoliciesDocument } from '../../test/generated/graphql.js';
import { claimAll } from '../../test/kit/claimed-year.js';
import { csvOf, upload } from '../../test/kit/upload.js';
import { policyRow, programmeCode } from '../../test/kit/world.js';
import { parametersPlace, phonePlace } from '../../src/message/send-sms.js';
import { type World } from './world.js';

/** A request that is not answered within so many milliseconds hangs. */
const longestAnswer = 30_000;
/** What is not acknowledged within so many milliseconds, gateway and database up again, never is. */
const longestOutage = 40_000;
const pushed = 5;

/** Everything that clients do while gateway and database are killed, each repeated until it is acknowledged. */
export class Load {
  readonly counts = { pushes: 0, uploads: 0, releases: 0, texts: 0, events: 0, hangs: 0 };
  #stopped = false;
  #working: Promise<unknown> = Promise.resolve();

  constructor(private readonly world: World) {}

  start(): void {
    const workers = [this.#push, this.#upload, this.#pay, this.#text, this.#publish];
    this.#working = Promise.all(workers.map((worker) => this.#repeat(() => worker.call(this))));
  }

  /** Ends when everything that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      await work();
      await sleep(20);
    }
  }

  /** What is not acknowledged is sent again, the same. */
  async #acknowledged<T>(send: () => Promise<T | undefined>): Promise<T> {
    let reason: unknown;
    for (const end = Date.now() + longestOutage; Date.now() < end;) {
      const hang = sleep(longestAnswer, 'hang' as const, { ref: false });
      const answer = await Promise.race([send().catch((error: unknown) => void (reason = error)), hang]);
      if (answer === 'hang') this.counts.hangs += 1;
      else if (answer !== undefined) return answer;
      await sleep(50);
    }
    throw new Error(`This was not acknowledged within ${longestOutage} ms: ${send.toString()}`, { cause: reason });
  }

  async #push(): Promise<void> {
    const rows = Array.from({ length: pushed }, () =>
      policyRow(this.world.company, { policyNo: `FAULT-${randomUUID()}` }),
    );
    const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
    const idempotencyKey = randomUUID();
    const { client } = this.world;
    await this.#acknowledged(async () => {
      const insurer = client.call(this.world, this.world.insurer.token);
      const { submitPolicies } = await insurer.get(SubmitPoliciesDocument, { input: { ...input, idempotencyKey } });
      return submitPolicies.submission?.acceptedCount === pushed || undefined;
    });
    this.counts.pushes += 1;
  }

  async #upload(): Promise<void> {
    const rows = Array.from({ length: pushed }, () =>
      policyRow(this.world.company, { policyNo: `FILE-${randomUUID()}` }),
    );
    const file = csvOf(rows);
    await this.#acknowledged(async () => {
      const { status, id } = await upload(this.world.client(this.world.insurer.token), file);
      return status < 300 ? id : undefined;
    });
    this.counts.uploads += 1;
  }

  /** The claims of the year are ordered and released, once; each request is repeated with what was sent the first time. */
  async #pay(): Promise<void> {
    if (this.counts.releases > 0) return;
    const { gateway, year } = this.world;
    await this.#acknowledged(async () => {
      await this.world.sql(`update claim set status = 'AWAITING_CLAIM', claim_by = '2099-12-31', reminded_at = now()`);
      await claimAll({ ...gateway, sql: (text, values) => this.world.sql(text, values) });
      return true;
    });
    const idempotencyKey = randomUUID();
    const { id: batchId, version } = await this.#acknowledged(async () => {
      const input = { programme: programmeCode, idempotencyKey };
      const { orderPayment } = await this.world.client(year.science.token).get(OrderPaymentDocument, { input });
      return orderPayment.batch ?? undefined;
    });
    await this.#acknowledged(async () => {
      const finance = this.world.client(year.finance.token);
      const { releasePayment } = await finance.get(ReleasePaymentDocument, { input: { batchId, version } });
      return releasePayment.batch?.status === 'RELEASED' || undefined;
    });
    this.counts.releases += 1;
  }

  async #text(): Promise<void> {
    const { config } = this.world.gateway;
    const id = randomUUID();
    const phone = config.vault.seal('13700000000', phonePlace);
    const parameters = config.vault.seal('{}', parametersPlace);
    await this.#acknowledged(async () => {
      await this.world.sql(
        `insert into text_message (id, sealed_phone, last_four, template, sealed_parameters, status, created_at, next_attempt_at)
         values ($1, $2, '0000', 'PAYMENT_INFORMATION_REMINDER', $3, 'PENDING', now(), '2025-08-20') on conflict do nothing`,
        [id, phone, parameters],
      );
      return true;
    });
    this.counts.texts += 1;
  }

  /** A release of its own for each event, so that every follower has to look something up. */
  async #publish(): Promise<void> {
    const release = this.counts.events + 2;
    await this.#acknowledged(async () => {
      await this.world.sql(
        `with released as (
           insert into notice_release (notice_id, number, published_at, recipient_count, total_amount)
           select id, $1, now(), 0, 0 from publicity_notice on conflict do nothing returning notice_id)
         insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
         select now(), 'NOTICE_CORRECTED', 'SYSTEM', 'PublicityNotice', notice_id, jsonb_build_object('release', $1::int)
         from released`,
        [release],
      );
      return true;
    });
    this.counts.events += 1;
  }
}
