// Writes IMAP's strings so that any parser reads them back: quoted where the grammar allows it, literals elsewhere.

/** string: quoted, or a literal for what may not be quoted (RFC 3501 section 9, QUOTED-CHAR and TEXT-CHAR). */
export function imapString(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  if (bytes.length <= 1000 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) {
    return Buffer.from(`"${bytes.toString('latin1').replace(/["\\]/g, '\\$&')}"`, 'latin1');
  }
  return imapLiteral(bytes);
}

/**
 * string as text that is a character a byte (latin1), for those who write much: quoted, or a literal. No string of IMAP
 * may hold a NUL (RFC 3501 section 9, CHAR8), so it is left out.
 */
export function latin1String(text: string): string {
  if (text.length <= 1000 && /^[\x20-\x7e]*$/.test(text)) {
    return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
  }
  const kept = text.replaceAll('\0', '');
  return `{${kept.length}}\r\n${kept}`;
}

export function latin1NString(text: string | undefined): string {
  return text === undefined ? 'NIL' : latin1String(text);
}

export function imapLiteral(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`{${bytes.length}}\r\n`), bytes]);
}

/** astring: an atom where that is possible. */
export function imapAstring(value: string): Buffer {
  return /^[A-Za-z0-9!#$&'+,\-./:;<=>?@[^_`|}~]+$/.test(value) && value.toUpperCase() !== 'NIL'
    ? Buffer.from(value, 'latin1')
    : imapString(value);
}

/** date-time of INTERNALDATE: `"17-Jul-1996 02:44:25 +0000"`. */
export function imapDateTime(ms: number): string {
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `"${day}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000"`;
}

export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads date-time; undefined for what is none. */
export function parseImapDateTime(text: string): number | undefined {
  const match = /^ ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text);
  const day = match ? parseDay(`${match[1]}-${match[2]}-${match[3]}`) : undefined;
  if (!match || day === undefined) return undefined;
  const [hour, minute, second, zoneHour, zoneMinute] = [4, 5, 6, 8, 9].map((group) => Number(match[group]));
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 60) return undefined;
  const zone = ((zoneHour ?? 0) * 60 + (zoneMinute ?? 0)) * (match[7] === '-' ? -1 : 1);
  return day + (((hour ?? 0) * 60 + (minute ?? 0) - zone) * 60 + (second ?? 0)) * 1000;
}

/** `1-Feb-1994` of SEARCH as the midnight that begins it, UTC. */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  const month = months.findIndex((name) => name.toLowerCase() === match?.[2]?.toLowerCase());
  const day = Number(match?.[1]);
  if (!match || month < 0 || day < 1 || day > 31) return undefined;
  return Date.UTC(Number(match[3]), month, day);
}
