// What comes first on a port, before anything of a mail protocol: who the client is, where a load balancer tells it
// (PROXY protocol 1 and 2, HAProxy's proxy-protocol.txt of 2020/03/05), and whether TLS begins, where a port takes both.
// Decisions on bytes; who waits for them, and how long, is the caller's affair.

import { parseAddress } from '../../wire/ip-network.ts';

export interface FirstBytesOptions {
  /**
   * This peer is a load balancer: a header is required. From everybody else it is no header, and the front shows it the
   * door: otherwise any client could claim to come from any address.
   */
  readonly header: boolean;
  /** `either`: TLS where the client begins with it. `none`: the client does not begin, or with its protocol. */
  readonly tls: 'either' | 'none';
}

export type FirstBytes =
  | { readonly kind: 'more' }
  /** `bytes` are the header's: what follows belongs to the protocol. `client` undefined: the load balancer itself. */
  | {
      readonly kind: 'known';
      readonly bytes: number;
      readonly client: { readonly address: string; readonly port: number } | undefined;
      readonly tls: boolean;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** @param silent - the time that a client has to begin TLS is over: it waits for the server to speak */
export function readFirstBytes(seen: Buffer, options: FirstBytesOptions, silent = false): FirstBytes {
  const header: ProxyHeader = options.header
    ? readProxyHeader(seen)
    : { kind: 'header', bytes: 0, client: undefined };
  if (header.kind !== 'header') return header;
  const { bytes, client } = header;
  if (options.tls === 'none') return { kind: 'known', bytes, client, tls: false };
  const hello = beginsTls(seen.subarray(bytes));
  if (hello === undefined && !silent) return { kind: 'more' };
  return { kind: 'known', bytes, client, tls: hello ?? false };
}

export type ProxyHeader =
  | { readonly kind: 'more' }
  | {
      readonly kind: 'header';
      readonly bytes: number;
      readonly client: { readonly address: string; readonly port: number } | undefined;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** Version 1, the text form: 107 octets with the longest addresses (section 2.1). */
const textBytesMax = 107;
/** Version 2: 16 octets, 36 of addresses, and room for the TLVs of load balancers, which are skipped. */
const binaryBytesMax = 2048;
const textMark = Buffer.from('PROXY ');
const binaryMark = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** The header of a load balancer, which is the first thing on its connection. */
export function readProxyHeader(seen: Buffer): ProxyHeader {
  if (begins(seen, textMark)) return seen.length < textMark.length ? { kind: 'more' } : readText(seen);
  if (begins(seen, binaryMark)) return seen.length < 16 ? { kind: 'more' } : readBinary(seen);
  return refused('the load balancer sends no PROXY header');
}

/** As far as there is anything, it is the beginning of `mark`. */
function begins(seen: Buffer, mark: Buffer): boolean {
  const length = Math.min(seen.length, mark.length);
  return seen.subarray(0, length).equals(mark.subarray(0, length));
}

function readText(seen: Buffer): ProxyHeader {
  const end = seen.subarray(0, textBytesMax).indexOf('\r\n');
  if (end < 0) return seen.length < textBytesMax ? { kind: 'more' } : refused('the PROXY line is too long');
  const bytes = end + 2;
  const line = seen.toString('latin1', 0, end);
  // Whatever stands behind UNKNOWN is to be ignored.
  if (/^PROXY UNKNOWN(?: |$)/.test(line)) return { kind: 'header', bytes, client: undefined };
  const [, family, from = '', to = '', fromPort, toPort] =
    /^PROXY TCP([46]) (\S+) (\S+) (0|[1-9]\d{0,4}) (0|[1-9]\d{0,4})$/.exec(line) ?? [];
  const ports = [Number(fromPort), Number(toPort)];
  const isOfFamily = (text: string): boolean =>
    text.includes(':') === (family === '6') && parseAddress(text) !== undefined;
  if (!isOfFamily(from) || !isOfFamily(to) || ports.some((port) => port > 65_535)) {
    return refused('the PROXY line cannot be read');
  }
  return { kind: 'header', bytes, client: { address: from, port: Number(fromPort) } };
}

function readBinary(seen: Buffer): ProxyHeader {
  const command = seen[12] ?? 0;
  const family = seen[13] ?? 0;
  const bytes = 16 + seen.readUInt16BE(14);
  if (command !== 0x20 && command !== 0x21) return refused('the PROXY header has another version or command');
  if (bytes > binaryBytesMax) return refused('the PROXY header is too long');
  if (seen.length < bytes) return { kind: 'more' };
  // LOCAL: a health check of the load balancer. UNSPEC and UNIX: it does not know an address, either.
  if (command === 0x20 || family === 0x00 || family === 0x31)
    return { kind: 'header', bytes, client: undefined };
  if (family === 0x11 && bytes >= 16 + 12) {
    const address = seen.subarray(16, 20).join('.');
    return { kind: 'header', bytes, client: { address, port: seen.readUInt16BE(24) } };
  }
  if (family === 0x21 && bytes >= 16 + 36) {
    const words = Array.from({ length: 8 }, (_, index) => seen.readUInt16BE(16 + 2 * index).toString(16));
    return { kind: 'header', bytes, client: { address: words.join(':'), port: seen.readUInt16BE(48) } };
  }
  return refused('the PROXY header is of no TCP connection');
}

/** A handshake record of TLS 1.0 to 1.3 (RFC 8446 section 5.1); undefined while that is open. */
function beginsTls(bytes: Buffer): boolean | undefined {
  const [type, major, minor] = bytes;
  if (type === undefined) return undefined;
  if (type !== 0x16) return false;
  if (major === undefined || minor === undefined) return undefined;
  return major === 0x03 && minor <= 0x04;
}

function refused(why: string): ProxyHeader {
  return { kind: 'refused', why };
}
