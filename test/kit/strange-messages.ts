// Messages with octets of every value, and lines of every length as far as mail may have them, and how two copies are
// known to be the same whatever the programs did to their line ends.

import { createHash } from 'node:crypto';
import type { Flag } from './inbox-behind.ts';
import { seeded } from './seeded.ts';

/** The seed is the number. */
export function* strangeMessages(count: number): Generator<{ raw: Buffer; flags: readonly Flag[] }> {
  const random = seeded(count);
  for (let number = 1; number <= count; number += 1) {
    const line = (): string =>
      Array.from({ length: random.below(78) }, () => String.fromCharCode(32 + random.below(224))).join('');
    const body = Array.from({ length: random.below(20) }, line).join('\r\n');
    const head = `From: Ben <ben@contoso.example>\r\nMessage-ID: <${count}.${number}@proxy.example>\r\nSubject: ${number}`;
    const raw = Buffer.from(`${head}\r\n\r\n${body}\r\n`, 'latin1');
    yield { raw, flags: random.chance(0.5) ? ['\\Seen'] : [] };
  }
}

/** mbsync adds one line to what it copies, and a Maildir may have no CRs. */
export function digest(raw: Buffer): string {
  const text = raw
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^X-TUID: .*\n/m, '');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

export function subjectOf(raw: Buffer): string {
  return /^Subject: (.*?)\r?$/m.exec(raw.toString('latin1', 0, 4_000))?.[1] ?? '';
}
