import { describe, expect, it } from 'vitest';
import { seeded } from '../../../test/kit/seeded.ts';
import { type FirstBytes, readFirstBytes, readProxyHeader } from './first-bytes.ts';

const mark = '0d0a0d0a000d0a515549540a';
const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const v4 = 'c0000201 7f000001 d431 01bb';

describe('a PROXY header', () => {
  it.each([
    'EHLO x\r\n',
    'PROXY TCP4 192.0.2.1 127.0.0.1 54321\r\n',
    'PROXY TCP4 192.0.2.256 127.0.0.1 54321 143\r\n',
    'PROXY TCP4 192.0.2.01 127.0.0.1 54321 143\r\n',
    'PROXY TCP4 2001:db8::1 127.0.0.1 54321 143\r\n',
    'PROXY TCP6 192.0.2.1 127.0.0.1 54321 143\r\n',
    'PROXY TCP4 192.0.2.1 127.0.0.1 65536 143\r\n',
    'PROXY TCP4 192.0.2.1 127.0.0.1 0123 143\r\n',
    'PROXY TCP4  192.0.2.1 127.0.0.1 54321 143\r\n',
    'PROXY TCP4 192.0.2.1 127.0.0.1 54321 143\nEHLO x\r\n',
    'proxy TCP4 192.0.2.1 127.0.0.1 54321 143\r\n',
    `PROXY UNKNOWN ${'x'.repeat(100)}\r\n`,
    'PROXY UDP4 192.0.2.1 127.0.0.1 54321 143\r\n',
  ])('is not %j', (text) => {
    expect(readProxyHeader(Buffer.from(text)).kind).toBe('refused');
  });
  it.each([
    ['another version', `${mark} 11 11 000c ${v4}`],
    ['another command', `${mark} 22 11 000c ${v4}`],
    ['a datagram', `${mark} 21 12 000c ${v4}`],
    ['too few addresses', `${mark} 21 11 000b ${v4}`],
    ['too few addresses of IPv6', `${mark} 21 21 000c ${v4}`],
    ['more than anybody has to say', `${mark} 21 11 ffff`],
  ])('in binary is not one with %s', (_, bytes) => {
    expect(readProxyHeader(hex(bytes)).kind).toBe('refused');
  });
  it.each([
    ['PROXY TCP4 192.0.2.1 127.0.0.1 54321 143\r\nEHLO', { address: '192.0.2.1', port: 54_321 }, 42],
    ['PROXY TCP6 2001:db8::1 ::1 1 143\r\n', { address: '2001:db8::1', port: 1 }, 34],
    ['PROXY UNKNOWN\r\nEHLO', undefined, 15],
    ['PROXY UNKNOWN whatever this is\r\n', undefined, 32],
  ])('is %j', (text, client, bytes) => {
    expect(readProxyHeader(Buffer.from(text))).toEqual({ kind: 'header', bytes, client });
  });
  it.each([
    ['an address', `${mark} 21 11 000c ${v4}`, { address: '192.0.2.1', port: 54_321 }, 28],
    ['TLVs behind it', `${mark} 21 11 0011 ${v4} 040002 6162`, { address: '192.0.2.1', port: 54_321 }, 33],
    [
      'an address of IPv6',
      `${mark} 21 21 0024 20010db8000000000000000000000001 00000000000000000000000000000001 d431 01bb`,
      { address: '2001:db8:0:0:0:0:0:1', port: 54_321 },
      52,
    ],
    ['a health check', `${mark} 20 00 0000`, undefined, 16],
    ['a health check with an address', `${mark} 20 11 000c ${v4}`, undefined, 28],
    ['an unknown address', `${mark} 21 00 0003 000000`, undefined, 19],
  ])('in binary is one with %s', (_, text, client, bytes) => {
    const header = hex(text);
    expect(readProxyHeader(Buffer.concat([header, Buffer.from('EHLO')]))).toEqual({
      kind: 'header',
      bytes,
      client,
    });
    for (let length = 0; length < header.length; length += 1) {
      expect(readProxyHeader(header.subarray(0, length))).toEqual({ kind: 'more' });
    }
  });
  it('is waited for in pieces, and no longer than it can be', () => {
    const line = Buffer.from('PROXY TCP4 192.0.2.1 127.0.0.1 54321 143\r\n');
    for (let length = 0; length < line.length; length += 1) {
      expect(readProxyHeader(line.subarray(0, length))).toEqual({ kind: 'more' });
    }
    expect(readProxyHeader(Buffer.from('PROXY '.padEnd(106, 'x'))).kind).toBe('more');
    expect(readProxyHeader(Buffer.from('PROXY '.padEnd(107, 'x'))).kind).toBe('refused');
  });
});

describe('what begins', () => {
  const known = (tls: boolean, bytes = 0): FirstBytes => ({ kind: 'known', bytes, client: undefined, tls });
  it.each([
    ['', { kind: 'more' }],
    ['16', { kind: 'more' }],
    ['1603', { kind: 'more' }],
    ['160301', known(true)],
    ['160304 00', known(true)],
    ['160305', known(false)],
    ['160201', known(false)],
    ['45484c4f', known(false)],
    ['0d0a', known(false)],
  ])('with %j on a port for both', (bytes, outcome) => {
    expect(readFirstBytes(hex(bytes), { header: false, tls: 'either' })).toEqual(outcome);
  });
  it('with nothing is a client that waits for the greeting', () => {
    expect(readFirstBytes(Buffer.alloc(0), { header: false, tls: 'either' }, true)).toEqual(known(false));
    expect(readFirstBytes(Buffer.alloc(0), { header: false, tls: 'none' })).toEqual(known(false));
  });
  it('behind a header is looked at as well, and the header is never given up', () => {
    const header = Buffer.from('PROXY UNKNOWN\r\n');
    const hello = Buffer.concat([header, hex('160301')]);
    expect(readFirstBytes(hello, { header: true, tls: 'either' })).toEqual(known(true, 15));
    expect(readFirstBytes(header, { header: true, tls: 'either' })).toEqual({ kind: 'more' });
    expect(readFirstBytes(header, { header: true, tls: 'either' }, true)).toEqual(known(false, 15));
    expect(readFirstBytes(Buffer.alloc(0), { header: true, tls: 'none' }, true)).toEqual({ kind: 'more' });
  });
  it('with anything comes to an answer within the limits', () => {
    const random = seeded(20261126);
    for (let round = 0; round < 2000; round += 1) {
      const start = random.pick([Buffer.from('PROXY '), hex(mark), hex(`${mark}2111`), Buffer.alloc(0)]);
      const noise = Buffer.from(Array.from({ length: 2100 }, () => random.below(256)));
      const { kind } = readFirstBytes(Buffer.concat([start, noise]), { header: true, tls: 'either' });
      expect(['known', 'refused']).toContain(kind);
    }
  });
});
