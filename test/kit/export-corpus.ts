// Messages for exports: the odd ones, ones without a name, twins, and enough plain ones.

import type { KeptMessage } from './memory-door.ts';
import { mimeCases } from './mime-cases.ts';
import { oddMessages } from './odd-messages.ts';
import { seeded } from './seeded.ts';

/** The same whenever it is asked for. */
export function exportCorpus(count: number, seed = 7): KeptMessage[] {
  const random = seeded(seed);
  const odd = oddMessages({ seed, count: 22 }).map(({ raw }) => raw);
  const cases = mimeCases.map(({ raw }) => raw);
  const twin = plain('twin', 'The same.\r\n');
  const special = [
    ...odd,
    ...cases,
    twin,
    twin,
    plain('mbox', 'From me\r\n>From you\r\n>>From them\r\n\r\nFrom '),
  ];
  return Array.from({ length: count }, (_, index) => {
    const body = `${'word '.repeat(random.below(400))}\r\n.\r\nFrom here on\r\n`;
    return {
      uid: index + 1,
      raw: special[index] ?? plain(`message-${index}`, body),
      flags: { seen: index % 2 === 0, flagged: index % 7 === 0, answered: index % 5 === 0 },
      receivedAtMs: Date.UTC(2026, 0, 1) + index * 60_000,
    };
  });
}

function plain(id: string, body: string): Buffer {
  return Buffer.from(
    `From: Ben Ito <ben@contoso.example>\r\nTo: anna@contoso.example\r\nSubject: About ${id}\r\nDate: Mon, 02 Nov 2026 09:00:00 +0000\r\nMessage-ID: <${id}@contoso.example>\r\n\r\n${body}`,
  );
}
