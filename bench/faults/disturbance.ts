import { setTimeout as sleep } from 'node:timers/promises';
import type { Gateway } from './gateways.js';
import type { Random } from './random.js';
import { until } from './until.js';
import type { World } from './world.js';

/** Milliseconds between two disturbances of the same kind of process. */
const pauses = { gateways: { least: 200, most: 1_000 }, database: { least: 1_000, most: 6_000 } };

/** Disturbs gateways and database while clients work, at times that the seed decides. */
export class Disturbance {
  readonly counts = { gatewayKilled: 0, gatewayStopped: 0, gatewayFrozen: 0, databaseKilled: 0, sessionsEnded: 0 };
  #stopped = false;
  #working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly world: World,
    private readonly random: Random,
  ) {}

  /** Starts the disturbances; the database is killed also while a gateway starts. */
  start(): void {
    this.#working = Promise.all([
      this.#repeat('gateways', () => this.#disturbGateway()),
      this.#repeat('database', () => this.#disturbDatabase()),
    ]);
    // The rejection is handled by the code that awaits the end.
    this.#working.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  async #repeat(kind: keyof typeof pauses, disturb: () => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      await sleep(this.random.between(pauses[kind].least, pauses[kind].most));
      if (!this.#stopped) await disturb();
    }
  }

  async #disturbGateway(): Promise<void> {
    const which = this.random.next();
    const gateway = this.world.gateways[this.random.below(this.world.gateways.length)]!;
    if (which < 0.6) return this.#restart(gateway, 'SIGKILL');
    if (which < 0.75) return this.#restart(gateway, 'SIGTERM');
    this.counts.gatewayFrozen += 1;
    await gateway.freeze(this.random.between(500, 3_000));
  }

  async #disturbDatabase(): Promise<void> {
    if (this.random.next() < 0.8) await this.#killDatabase();
    else await this.#endSessions();
  }

  async #restart(gateway: Gateway, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await gateway.end(signal);
    this.counts[signal === 'SIGKILL' ? 'gatewayKilled' : 'gatewayStopped'] += 1;
    await gateway.start(this.world.now);
  }

  /** Kills the server of the tests; its supervisor starts it again. */
  async #killDatabase(): Promise<void> {
    const [row] = await this.world.sql<{ pid: string }>(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
    );
    const pid = Number(row?.pid);
    // A session survives its server for a moment, and may find the next server's file empty. Process 0 would mean all
    // of ours.
    if (!(pid > 1)) return;
    process.kill(pid, 'SIGKILL');
    this.counts.databaseKilled += 1;
    await until('the database answers', async () => (await this.world.sql('select 1')).length === 1);
  }

  /** Ends every session but ours, like a failover. */
  async #endSessions(): Promise<void> {
    this.counts.sessionsEnded += 1;
    await this.world.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename <> current_user`);
  }
}
