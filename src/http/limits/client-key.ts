import { isIPv6 } from 'node:net';
import type { Context } from '../../access/context.js';

export type Client = Pick<Context, 'viewer' | 'address'>;

/** Returns the key under which a client is counted: its account, or its address without one. */
export function clientKey({ viewer, address }: Client): string {
  return viewer.accountId ?? addressKey(address);
}

/** An IPv6 subscriber gets a whole /64 network, so all its addresses are one client. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] as string;
  const [head = '', tail] = (address.split('%')[0] as string).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
