// Sends what it is told on stdin by a mailbox of its own and tells what it took: a process whose memory is its own.

import { text } from 'node:stream/consumers';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type { AccountId, ResourceId } from '../../src/base/token-source.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { MailToSend } from '../../src/mailbox/sending/message.ts';
import { wayTo } from '../kit/way-to.ts';

export interface Order {
  readonly address: string;
  readonly token: string;
  readonly ca: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly messages: readonly MailToSend[];
}

// What the test wrote there.
const order = JSON.parse(await text(process.stdin)) as Order;
const { address, token, ca, imap, smtp } = order;
const clock = systemClock();
const box = new Mailbox({
  account: {
    id: 'account-1' as AccountId,
    ref: 'anna',
    address,
    kind: 'delegated',
    personal: false,
    displayName: 'Anna Novák',
  },
  address,
  connected: ['imap', 'smtp'],
  tokens: {
    get: () =>
      Promise.resolve({
        accountId: 'account-1' as AccountId,
        resource: 'exchange' as ResourceId,
        secret: new Secret(token),
        scopes: [],
        obtainedAtMs: 0,
        expiresAtMs: Number.MAX_SAFE_INTEGER,
        username: address,
        generation: 1,
      }),
    invalidate: () => Promise.resolve(),
  },
  servers: { imap, pop: imap, smtp, graph: 'https://graph.contoso.example' },
  dialer: wayTo(ca),
  fetch: () => Promise.reject(new Error('nothing goes by HTTP here')),
  limits: new LimitsRegistry(clock).of(address),
  clock,
});
const results = [];
for (const message of order.messages) {
  const { messageId, route, found, sentCopy, bytes } = await box.send(message);
  results.push({ messageId, route, found, sentCopy: sentCopy.by, bytes });
}
await box.close();
// In kilobytes: the most that this process has ever had.
process.stdout.write(
  JSON.stringify({ results, maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) }),
);
