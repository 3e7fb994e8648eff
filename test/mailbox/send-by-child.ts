// Sends what it is told on stdin by a mailbox of its own and tells what it took: a process whose memory is its own.

import { json } from 'node:stream/consumers';
import type { MailToSend } from '../../src/mailbox/sending/message.ts';
import { mailboxAt, type Places, tokensFrom } from '../kit/mailbox-at.ts';
import { peakMb } from '../kit/peak-memory.ts';

export interface Order {
  readonly places: Places;
  readonly ca: string;
  readonly address: string;
  /** For whichever door there is. */
  readonly token: string;
  readonly messages: readonly MailToSend[];
}

export interface OrderDone {
  readonly results: readonly {
    readonly messageId: string;
    readonly route: string;
    readonly found: boolean;
    readonly sentCopy: string;
    readonly bytes?: number;
  }[];
  /** The most that this process has ever had. */
  readonly rssMb: number;
}

// What the test wrote there.
const { places, ca, address, token, messages } = (await json(process.stdin)) as Order;
const box = await mailboxAt(places, { ca, address, tokens: tokensFrom(address, () => token) });
const results = [];
for (const message of messages) {
  const { messageId, route, found, sentCopy, bytes } = await box.send(message);
  results.push({ messageId, route, found, sentCopy: sentCopy.by, bytes });
}
await box.close();
process.stdout.write(JSON.stringify({ results, rssMb: peakMb() }));
