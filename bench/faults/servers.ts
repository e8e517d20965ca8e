import { ensureGatewayRole, gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { cloneDatabase, type TestDatabase } from '../../test/kit/gateway.js';
import { Pooler } from '../../test/kit/pooler.js';
import { testSecret } from '../../test/kit/secret.js';
import { ServiceAddress } from '../../test/kit/service-address.js';
import { query } from '../../test/kit/standalone.js';
import {
  freeze,
  type OwnServer,
  processesOf,
  removeFolders,
  startPrimary,
  startStandby,
} from '../../test/kit/standby.js';
import { until } from './until.js';

/** The servers beside the primary. */
export interface Beside {
  pooler: boolean;
  replica: boolean;
}

/** Chosen by POOLER=1 and REPLICA=1. */
export const beside: Beside = { pooler: process.env['POOLER'] === '1', replica: process.env['REPLICA'] === '1' };

/** The most seconds until a standby is the primary. */
const longestPromotion = 60;

/** The database of a world, and how its gateways reach it. */
export interface Servers extends TestDatabase {
  /** Settings for the gateways. */
  environment: Record<string, string>;
}

export async function openServers(wanted: Beside): Promise<Servers> {
  if (wanted.pooler || wanted.replica) return OwnServers.open(wanted);
  const cloned = await cloneDatabase();
  return { ...cloned, environment: { DATABASE_URL: cloned.ownerUrl } };
}

/** A separate primary at an address that can lead to another server, with PgBouncer and a streaming replica. */
export class OwnServers implements Servers {
  readonly ownerUrl: string;
  #pooler: Pooler | undefined;
  #standby: OwnServer | undefined;

  private constructor(
    private readonly primary: OwnServer,
    private readonly service: ServiceAddress,
  ) {
    this.ownerUrl = service.through(primary.url('mianshen'));
  }

  static async open({ pooler, replica }: Beside): Promise<OwnServers> {
    const primary = await startPrimary();
    await query(primary.url('postgres'), 'create database mianshen');
    const servers = new OwnServers(primary, await ServiceAddress.before(primary.url('mianshen')));
    await ensureGatewayRole(servers.ownerUrl, testSecret);
    await migrate(servers.ownerUrl);
    if (replica) servers.#standby = await startStandby(primary);
    if (pooler) servers.#pooler = await servers.#openPooler();
    return servers;
  }

  /** Opens a pooler with more connections than that of the tests, which has enough for one gateway. */
  #openPooler(port?: number): Promise<Pooler> {
    return Pooler.start([this.ownerUrl, gatewayAddress(this.ownerUrl, testSecret)], { size: 20, port });
  }

  get environment(): Record<string, string> {
    return {
      DATABASE_URL: this.#pooler?.before(this.ownerUrl) ?? this.ownerUrl,
      DATABASE_DIRECT_URL: this.ownerUrl,
      ...(this.#standby && { DATABASE_READ_URL: this.#standby.url('mianshen') }),
    };
  }

  readonly sql: TestDatabase['sql'] = (text, values) => query(this.ownerUrl, text, values);

  /** Kills PgBouncer, and starts it on the same port a second later. */
  async killPooler(): Promise<void> {
    const { port } = this.#pooler!;
    await this.#pooler!.stop('SIGKILL');
    this.#pooler = await this.#openPooler(port);
  }

  /** Kills the replica; its supervisor starts it again. */
  async killReplica(): Promise<void> {
    const [first] = await processesOf(this.#standby!);
    process.kill(first!, 'SIGKILL');
  }

  /** Freezes the replica; returns a function that continues it. */
  freezeReplica(): Promise<() => void> {
    return freeze(this.#standby!);
  }

  async killPrimary(): Promise<void> {
    const [first] = await processesOf(this.primary);
    process.kill(first!, 'SIGKILL');
  }

  /** Makes the address of the primary unreachable. */
  shut(): void {
    this.service.lead();
  }

  reopen(): void {
    this.service.lead(this.primary.url('mianshen'));
  }

  /** Ends the primary for good; the replica, which has all acknowledged data, replaces it at its address. */
  async failOver(): Promise<void> {
    const standby = this.#standby!;
    await this.sql(`alter system set synchronous_standby_names = '*'`);
    await this.sql('select pg_reload_conf()');
    const caughtUp = `select 1 from pg_stat_replication where sync_state = 'sync' and replay_lsn is not null`;
    await until('the standby has all', async () => (await this.sql(caughtUp)).length > 0);
    const [first] = await processesOf(this.primary);
    this.primary.leave();
    process.kill(first!, 'SIGKILL');
    this.service.lead();
    await query(standby.url('postgres'), 'select pg_promote()');
    this.service.lead(standby.url('mianshen'));
    await until('it takes writes', async () => (await this.sql('select 1')).length === 1, longestPromotion);
  }

  readonly drop = async (): Promise<void> => {
    await this.#pooler?.stop();
    this.service.close();
    await this.#standby?.stop();
    await this.primary.stop();
    removeFolders();
  };
}
