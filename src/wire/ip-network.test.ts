import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/kit/seeded.ts';
import { contains, isLoopback, neighbourhood, parseAddress, parseNetwork } from './ip-network.ts';

const address = (text: string) => {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`no address: ${text}`);
  return parsed;
};

describe('what is no address or network', () => {
  it.each([
    '',
    'anna',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1.2.3.4 ',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '::1.2.3',
    '1.2.3.4::',
    '::1.2.3.4:5',
  ])('address "%s"', (text) => expect(parseAddress(text)).toBeUndefined());

  it.each(['', '/24', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '::/129', '10.0.0.0/24/8', '10.0.0.0/0x8'])(
    'network "%s"',
    (text) => expect(parseNetwork(text)).toBeUndefined(),
  );
});

it('reads what Node.js takes for an address, and nothing else', () => {
  const seed = 20_261_126;
  const random = seeded(seed);
  const pieces: [string, ...string[]] = [
    '0',
    '1',
    'ff',
    'ffff',
    ':',
    '::',
    '.',
    '255',
    '256',
    '10',
    'db8',
    '2001',
    'g',
  ];
  for (let round = 0; round < 20_000; round += 1) {
    const text = Array.from({ length: 1 + random.below(12) }, () => random.pick(pieces)).join('');
    const known = isIPv4(text) || isIPv6(text);
    expect(parseAddress(text) !== undefined, `${text} (seed ${seed})`).toBe(known);
  }
});

it.each([
  ['192.168.0.0/24', '192.168.0.255', true],
  ['192.168.0.17/24', '192.168.0.1', true],
  ['192.168.0.0/24', '192.168.1.0', false],
  ['192.168.0.0/24', '::ffff:192.168.0.9', true],
  ['192.168.0.0/24', '::ffff:c0a8:9', true],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.4', false],
  ['0.0.0.0/0', '203.0.113.1', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '2001:db8::1', true],
  ['10.0.0.0/9', '10.127.255.255', true],
  ['10.0.0.0/9', '10.128.0.0', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::', false],
  ['fe80::/10', 'fe80::1%eth0', true],
])('%s has %s: %s', (network, text, inside) => {
  const parsed = parseNetwork(network);
  expect(parsed && contains(parsed, address(text))).toBe(inside);
});

it('knows loopback in every form', () => {
  const loopback = ['127.0.0.1', '127.255.0.3', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'];
  expect(loopback.map((text) => isLoopback(address(text)))).toEqual(loopback.map(() => true));
  expect(['126.0.0.1', '::', '::2', '::127.0.0.1'].map((text) => isLoopback(address(text)))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('takes a /64 of IPv6 for one neighbour, and each address of IPv4', () => {
  expect(neighbourhood(address('2001:db8:0:7::1'))).toBe('2001:db8:0:7::/64');
  expect(neighbourhood(address('2001:db8:0:7:ffff::'))).toBe('2001:db8:0:7::/64');
  expect(neighbourhood(address('192.0.2.7'))).toBe('192.0.2.7');
  expect(neighbourhood(address('::ffff:192.0.2.7'))).toBe('192.0.2.7');
});
