import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { csvOf, upload } from '../../test/kit/upload.js';
import { policyRow, programmeCode as programme } from '../../test/kit/world.js';
import { Life } from './life/life.js';

const rowsEach = 5;

/** Pushes and uploads continuously as another insurer. Every acknowledged row must exist exactly once. */
export class Pushes {
  readonly counts = { pushes: 0, uploads: 0 };
  #stopped = false;
  #working: Promise<unknown> = Promise.resolve();

  constructor(private readonly life: Life) {}

  start(): void {
    this.#working = Promise.all([this.#repeat(() => this.#push()), this.#repeat(() => this.#upload())]);
    this.#working.catch(() => undefined);
  }

  /** Stops; resolves when every request was acknowledged. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      await work();
      await sleep(100);
    }
  }

  #rows(name: string) {
    const { companies } = this.life.world;
    return Array.from({ length: rowsEach }, () => policyRow(companies[0]!, { policyNo: `${name}-${randomUUID()}` }));
  }

  async #push(): Promise<void> {
    const input = { programme, rows: this.#rows('PUSH'), errorPolicy: 'REJECT_ALL', dryRun: false };
    const { otherInsurer } = this.life.world;
    await this.life.do(otherInsurer, 'submitPolicies', { ...input, idempotencyKey: randomUUID() });
    this.counts.pushes += 1;
  }

  async #upload(): Promise<void> {
    const file = csvOf(this.#rows('FILE'));
    const { gateways, otherInsurer } = this.life.world;
    await this.life.acknowledged('an upload', async (turn) => {
      const { status, id } = await upload(gateways[turn]!.client(otherInsurer.token), file);
      return status < 300 ? id : undefined;
    });
    this.counts.uploads += 1;
  }

  /** The number of acknowledged rows. */
  get rows(): number {
    return (this.counts.pushes + this.counts.uploads) * rowsEach;
  }

  /** Returns how many acknowledged rows are missing, and how many exist twice. */
  async faults(): Promise<{ lost: number; doubled: number }> {
    const { world } = this.life;
    const kept = `select count(distinct policy_no) as count from policy where policy_no ~ '^(PUSH|FILE)-'`;
    const twice = `select count(*) - count(distinct policy_no) as count from policy`;
    return { lost: this.rows - (await world.count(kept)), doubled: await world.count(twice) };
  }
}
