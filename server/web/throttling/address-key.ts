import { isIPv6 } from 'node:net';

/**
 * The part of an address that stands for one place: an IPv4 address as it is, the first 56 bits of an IPv6 one,
 * since whoever has one address of such a network has them all.
 */
export function addressKey(ip: string | undefined): string {
  const { v4, groups } = parsed(ip);
  return groups ? `${groups.join(':').slice(0, -2)}00::/56` : v4;
}

/** The network of an address: the first 24 bits of an IPv4 one, the first 64 of an IPv6 one. */
export function networkKey(ip: string | undefined): string {
  const { v4, groups } = parsed(ip);
  if (groups) return `${groups.join(':')}::/64`;
  return v4.includes('.') ? v4.replace(/\.\d+$/, '.0/24') : v4;
}

/** An IPv4 address, or the first four groups of an IPv6 one. */
function parsed(ip = 'unknown'): { v4: string; groups?: string[] } {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return { v4: mapped };
  return isIPv6(ip) ? { v4: '', groups: network(ip.toLowerCase()) } : { v4: ip };
}

function network(ip: string): string[] {
  const [head = '', tail = ''] = ip.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(8 - left.length - right.length, 0)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).map((group) => group.padStart(4, '0'));
}
