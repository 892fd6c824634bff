import { describe, expect, it } from '@jest/globals';
import { addressOf, clientFrom } from './client.codec.js';

describe('who counts as one address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    ['192.0.2.7:50000', '192.0.2.7'],
    ['[2001:db8:1:2::6]:50000', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::6]', '2001:db8:1:2::/64'],
    ['unix', 'unix'],
  ])('%s is %s', (ip, expected) => expect(addressOf(ip)).toBe(expected));
});

it('a client is its dialect, its address and what its browser says, cut', () => {
  const request = { ip: '2001:db8::6', headers: { 'user-agent': 'x'.repeat(600) } };
  expect(clientFrom('v1', request)).toEqual({ dialect: 'v1', ip: '2001:db8:0:0::/64', userAgent: 'x'.repeat(512), deviceId: null });
  expect(clientFrom('umoc', { ...request, headers: {} }).userAgent).toBeNull();
});
