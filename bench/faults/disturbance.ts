import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.js';
import { until } from './until.js';
import type { World } from './world.js';

/** What happens to gateways and database while clients are at work, at moments that the seed decides. */
export class Disturbance {
  readonly counts = { gatewayKilled: 0, gatewayStopped: 0, gatewayFrozen: 0, databaseKilled: 0, sessionsEnded: 0 };
  #stopped = false;
  #working: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: World,
    private readonly random: Random,
  ) {}

  start(): void {
    this.#working = this.#work();
    // Whoever waits for the end is told.
    this.#working.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      await sleep(this.random.between(200, 1_200));
      const which = this.random.next();
      if (which < 0.35) await this.#killGateway();
      else if (which < 0.45) await this.#stopGateway();
      else if (which < 0.6) await this.#freezeGateway();
      else if (which < 0.85) await this.#killDatabase();
      else if (which < 0.93) await this.#endSessions();
      else await Promise.all([this.#killGateway(), this.#killDatabase()]);
    }
  }

  get #one() {
    return this.world.gateways[this.random.below(this.world.gateways.length)]!;
  }

  async #killGateway(): Promise<void> {
    const gateway = this.#one;
    await gateway.end('SIGKILL');
    this.counts.gatewayKilled += 1;
    await gateway.start(this.world.now);
  }

  async #stopGateway(): Promise<void> {
    const gateway = this.#one;
    await gateway.end('SIGTERM');
    this.counts.gatewayStopped += 1;
    await gateway.start(this.world.now);
  }

  async #freezeGateway(): Promise<void> {
    this.counts.gatewayFrozen += 1;
    await this.#one.freeze(this.random.between(500, 3_000));
  }

  /** The server of the tests is supervised: it is started again. */
  async #killDatabase(): Promise<void> {
    const [row] = await this.world.sql<{ pid: string }>(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
    );
    process.kill(Number(row?.pid), 'SIGKILL');
    this.counts.databaseKilled += 1;
    await until('the database answers', async () => (await this.world.sql('select 1')).length === 1);
  }

  /** As a failover ends them: every session but ours. */
  async #endSessions(): Promise<void> {
    this.counts.sessionsEnded += 1;
    await this.world.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename <> current_user`);
  }
}
