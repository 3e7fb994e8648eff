// RFC 1939 section 3, RFC 2449 section 4 and RFC 5034 as a checker: whatever a POP server says before a sign-in must be
// a status line, a list, or a challenge.

import { decodeBase64 } from '../../src/wire/base64.ts';

/** RFC 2449 section 8.1.1, RFC 3206. */
const codes = ['LOGIN-DELAY', 'IN-USE', 'SYS/TEMP', 'SYS/PERM', 'AUTH', 'UTF8'];

/** @param bytes - whole replies. @throws Error naming what is wrong. */
export function checkPopReplies(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const fail = (why: string): never => {
    throw new Error(`${why}: ${JSON.stringify(text)}`);
  };
  if (!text.endsWith('\r\n')) fail('the reply has no end');
  const lines = text.slice(0, -2).split('\r\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.length + 2 > 512) fail('a line has more than 512 octets');
    if (/[^\x20-\x7e]/.test(line)) fail('something is no printable ASCII');
    const [, challenge] = /^\+ (.*)$/.exec(line) ?? [];
    if (challenge !== undefined) {
      if (decodeBase64(challenge) === undefined) fail('a challenge is not base64');
      continue;
    }
    const [, status, code] = /^(\+OK|-ERR)(?: (?:\[([^\]]*)\])?.*)?$/.exec(line) ?? [];
    if (status === undefined) fail('this is no reply');
    if (status === '-ERR' && code !== undefined && !codes.includes(code))
      fail('the response code is unknown');
    // A list begins with a bare +OK here.
    if (line !== '+OK') continue;
    do {
      at += 1;
      if (lines[at] === undefined) fail('the list has no end');
    } while (lines[at] !== '.');
  }
}
