import type { auth, Dialect } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';

const maxUserAgentChars = 512;

/** The eight groups of an address, whichever way it is written. */
const groupsOf = (address: string): readonly string[] => {
  const [left = [], right] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  return right === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
};

/** Two groups as the IPv4 address they hold. */
const dotted = (groups: readonly string[]): string => groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]).join('.');

/** Some proxies write the client's port, too: with it every connection would be somebody else. */
const withoutPort = (ip: string): string => ip.replace(/^\[([^\]]+)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');

/** Who counts as one: an IPv4 address, or the /64 of an IPv6 one, for whoever has one of those has all of it. */
export const addressOf = (ip: string): string => {
  const address = withoutPort(ip).replace(/%.*$/, '');
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isMapped ? dotted(groups.slice(6)) : `${groups.slice(0, 4).join(':')}::/64`;
};

/** Where a request comes from, for the attempt log and the limits. A device is named at a log-in only. */
export const clientFrom = (dialect: Dialect, { ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): auth.ClientInput => ({
  dialect,
  ip: addressOf(ip),
  userAgent: headers['user-agent']?.slice(0, maxUserAgentChars) ?? null,
  deviceId: null,
});
