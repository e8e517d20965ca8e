import { BlockList, isIP } from 'node:net';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseWebhook } from './webhook.refusals.js';

/** Addresses that must not be called: our own network, and other networks that cannot be reached from outside. */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  // Deprecated IPv4-compatible addresses, NAT64, Teredo and 6to4: each contains an IPv4 address.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(network, prefix, 'ipv6');
}

/** Whether a network address may be called. BlockList also checks IPv4 addresses written as IPv6. */
export function isPublicAddress(address: string): boolean {
  return !inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const loopback = '127.0.0.1';

/** Domains that are never public (RFC 6761, RFC 6762, RFC 8375, ICANN's list of names that collide). */
const insideZones = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'mail',
  'private',
  'home.arpa',
  'in-addr.arpa',
  'ip6.arpa',
  'test',
  'invalid',
  'onion',
  'alt',
];

/**
 * Whether a name can be a public host: it has at least two labels, no trailing dot, and is not in a domain that is
 * never public.
 */
function isPublicName(host: string): boolean {
  const labels = host.split('.');
  if (labels.length < 2 || labels.includes('')) return false;
  return !insideZones.some((zone) => host === zone || host.endsWith(`.${zone}`));
}

/** Returns the URL of an input if it may be called. The address of its host is checked again with each call. */
export function requireAddress(text: string, sandbox: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && isFit(url, sandbox)) return url;
  throw new Refused(refuseWebhook('WEBHOOK_ADDRESS_UNFIT', ['url']));
}

function isFit({ protocol, hostname, username, password }: URL, sandbox: boolean): boolean {
  if (username || password) return false;
  if (sandbox && protocol === 'http:' && hostname === loopback) return true;
  if (protocol !== 'https:') return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? isPublicAddress(host) : isPublicName(host);
}
