import { isIPv6 } from 'node:net';
import type { Context } from '../../access/context.js';

export type Client = Pick<Context, 'viewer' | 'address'>;

/** Who is counted: an account, or an address without one. */
export function clientKey({ viewer, address }: Client): string {
  return viewer.accountId ?? addressKey(address);
}

/** One subscriber gets a whole /64 of IPv6, so all addresses of it are one client. */
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
