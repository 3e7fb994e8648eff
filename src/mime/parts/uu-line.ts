// A line of uuencode (POSIX, "uuencode: historical algorithm"): how many octets it holds, then four characters for each three of
// them. A space may be written as a grave accent, and spaces at the end of a line are lost on the way.

/** Undefined for what is no such line. @param line - without its end */
export function uuOctets(line: Uint8Array): Uint8Array | undefined {
  const count = sextet(line[0] ?? 0x20);
  if (count === undefined) return undefined;
  const chars = Math.ceil(count / 3) * 4;
  // Some programs add a sum of the line.
  if (line.length - 1 > chars + 1) return undefined;
  const out = new Uint8Array((chars / 4) * 3);
  let bits = 0;
  for (let at = 0; at < chars; at += 1) {
    const value = sextet(line[at + 1] ?? 0x20);
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    if (at % 4 !== 3) continue;
    const to = ((at - 3) / 4) * 3;
    out[to] = bits >> 16;
    out[to + 1] = bits >> 8;
    out[to + 2] = bits;
  }
  return out.subarray(0, count);
}

function sextet(octet: number): number | undefined {
  return octet < 0x20 || octet > 0x60 ? undefined : (octet - 0x20) & 63;
}
