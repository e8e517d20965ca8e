import { setTimeout as sleep } from 'node:timers/promises';
import { Standby } from '../database/replicas/standby.js';
import { gatewayAddress } from '../database/schema/gateway-role.js';
import { reasonOf } from '../kernel/errors/reason-of.js';
import { type Check, fault, type Finding, good, type Patient, warning } from './check.js';

/**
 * Connects to each server of DATABASE_READ_URL as a gateway does: checks whether it is a replica of this primary, and
 * how far it is behind.
 */
export const checkReplicas: Check = {
  name: 'replicas',
  run: async (patient) => {
    const { readUrls } = patient.config;
    if (readUrls.length === 0) return [good('None are set; readers are served by the primary')];
    return Promise.all(readUrls.map((url) => checkReplica(url, patient)));
  },
};

async function checkReplica(url: string, { config, query }: Patient): Promise<Finding> {
  const name = new URL(url).host;
  const advice =
    'Readers are served by the primary. DATABASE_READ_URL names streaming replicas of it, one server each.';
  let standby: Standby;
  try {
    standby = await Standby.open(gatewayAddress(url, config.secretKey));
  } catch (error) {
    return fault(`${name}: ${reasonOf(error)}`, advice);
  }
  try {
    const [primary] = await query<{ system: string; position: string }>(`
      select system_identifier::text as system, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text as position
      from pg_control_system()`);
    if (primary?.system !== standby.identity.system) return fault(`${name}: it is of another database`, advice);
    const behind = await bytesBehind(standby, BigInt(primary.position), config.readLag);
    if (behind <= 0) return good(`${name} has what the primary had at most ${config.readLag} ms before`);
    return warning(
      `${name} was still ${behind} bytes behind after ${config.readLag} ms`,
      'It is not read from until it has caught up. Ask again; if it remains behind, look at its server and the network.',
    );
  } finally {
    standby.close();
  }
}

/**
 * Returns how many bytes of the primary's log a replica lacks after `within` milliseconds for replaying it; a running
 * replica is always a little behind.
 */
async function bytesBehind(standby: Standby, position: bigint, within: number): Promise<bigint> {
  const end = performance.now() + within;
  for (;;) {
    const behind = position - (await standby.replayed());
    if (behind <= 0 || performance.now() > end) return behind;
    await sleep(20);
  }
}
