// IP addresses and networks as text: RFC 4291 section 2.2 for IPv6, dotted decimal for IPv4, RFC 4632 and RFC 4291
// section 2.3 for the prefix. An IPv4 address that comes in IPv6's clothes (::ffff:192.0.2.1, as a socket that listens
// on both shows it) is the IPv4 address.

/** 16 octets; IPv4 lies in ::ffff:0:0/96, so that one comparison serves both. */
export type IpAddress = Uint8Array;

export interface IpNetwork {
  readonly address: IpAddress;
  /** Leading bits that count, of 128. */
  readonly prefixBits: number;
}

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
const mappedBits = 96;

/** Undefined for what is no address. The zone of a link-local address (`fe80::1%eth0`) is left aside. */
export function parseAddress(text: string): IpAddress | undefined {
  const v4 = parseIpv4(text);
  if (v4) return Uint8Array.from([...mappedPrefix, ...v4]);
  return parseIpv6(text.replace(/%[\w.-]+$/, ''));
}

/** `192.168.0.0/24`, `2001:db8::/32`, or an address, which is a network of one. Undefined for anything else. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const match = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text);
  const address = parseAddress(match?.[1] ?? '');
  if (!match || !address) return undefined;
  const v4 = !(match[1] ?? '').includes(':');
  const bits = match[2] === undefined ? (v4 ? 32 : 128) : Number(match[2]);
  if (bits > (v4 ? 32 : 128)) return undefined;
  const prefixBits = v4 ? mappedBits + bits : bits;
  return { address: masked(address, prefixBits), prefixBits };
}

export function contains(network: IpNetwork, address: IpAddress): boolean {
  const inside = masked(address, network.prefixBits);
  return inside.every((octet, index) => octet === network.address[index]);
}

/** Loopback of either family (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
export function isLoopback(address: IpAddress): boolean {
  if (isIpv4(address)) return address[12] === 127;
  return address.every((octet, index) => octet === (index === 15 ? 1 : 0));
}

export function isIpv4(address: IpAddress): boolean {
  return mappedPrefix.every((octet, index) => octet === address[index]);
}

/**
 * Whose neighbourhood an address is: an IPv4 address is one customer, of IPv6 a customer has a /64 at the least
 * (RFC 6177) and can take any address of it.
 */
export function neighbourhood(address: IpAddress): string {
  if (isIpv4(address)) return address.subarray(12).join('.');
  const words = [0, 2, 4, 6].map((at) => (((address[at] ?? 0) << 8) | (address[at + 1] ?? 0)).toString(16));
  return `${words.join(':')}::/64`;
}

function masked(address: IpAddress, prefixBits: number): IpAddress {
  return address.map((octet, index) => {
    const bits = Math.min(8, Math.max(0, prefixBits - index * 8));
    return octet & (0xff00 >> bits);
  });
}

function parseIpv4(text: string): number[] | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const octets = text.split('.');
  // A leading zero is octal to some and decimal to others: neither here.
  if (octets.some((octet) => Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0')))) {
    return undefined;
  }
  return octets.map(Number);
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => octetsOf(half, index === halves.length - 1));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  // '::' stands for one group of zeros at the least.
  if (halves.length === 2 ? known > 14 : known !== 16) return undefined;
  return Uint8Array.from([...head, ...new Array<number>(16 - known).fill(0), ...(tail ?? [])]);
}

/** Groups between colons; the last of all may be an IPv4 address. */
function octetsOf(half: string, last: boolean): number[] | undefined {
  if (half === '') return [];
  const groups = half.split(':');
  const octets: number[] = [];
  for (const [index, group] of groups.entries()) {
    const v4 = last && index === groups.length - 1 ? parseIpv4(group) : undefined;
    if (v4) octets.push(...v4);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const word = Number.parseInt(group, 16);
      octets.push(word >> 8, word & 0xff);
    } else return undefined;
  }
  return octets;
}
