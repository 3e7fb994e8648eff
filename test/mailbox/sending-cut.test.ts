// The line to Graph is cut within a send: at every byte of the answer (without
// MAILGRANT_EVERY_BYTE=1 every seventh), and all over the request. What is said of the message is
// held against what Graph took: "sent" is true, every other error but `send-outcome-unknown` means that it was not, nobody gets
// it twice, and who asks again by the same Message-ID has it sent once. The same by SMTP is test/mail/smtp-cut.test.ts.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { isMailgrantError } from '../../src/errors/error.ts';
import { exchangeLimits, MailboxLimits } from '../../src/mail/limits.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type CuttingProxy, cuttingProxy, type Trouble } from '../kit/cutting-proxy.ts';
import { hastyClock } from '../kit/hasty-clock.ts';
import { mailboxAt, tokensFrom } from '../kit/mailbox-at.ts';

/** Each byte with MAILGRANT_EVERY_BYTE=1. */
const step = process.env['MAILGRANT_EVERY_BYTE'] === '1' ? 1 : 7;
const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;
let sandbox: Sandbox;
let line: CuttingProxy;
let box: Mailbox;
beforeAll(async () => {
  sandbox = await startSandbox({ quirks: { graphServiceMs: 0, submissionsPerMinute: 100_000 } });
  line = await cuttingProxy({ port: Number(new URL(sandbox.cloudHttp.graph).port) });
  const scopes = ['Mail.ReadWrite', 'Mail.Send'].map((scope) => `https://graph.microsoft.com/${scope}`);
  const { accessToken } = sandbox.entra.mint({ user: anna, app: seed.apps.desktop.appId, scopes });
  const clock = hastyClock();
  box = await mailboxAt(
    { graph: `http://localhost:${line.port}` },
    {
      ca: sandbox.ca.pem,
      address: anna,
      tokens: tokensFrom(anna, () => accessToken),
      clock,
      fetch: await createFetch({}),
      limits: new MailboxLimits(clock, { ...exchangeLimits, sendsPerMinute: 100_000 }),
    },
  );
});
afterAll(async () => {
  await box.close();
  line.endAll();
  await line.close();
  await sandbox.close();
});

const got = (subject: string): number =>
  sandbox.mail.list(ben, 'inbox').filter(({ content }) => content.raw.includes(subject)).length;

interface Sending {
  /** `sent`, or a code. */
  readonly said: string;
  readonly messageId: string | undefined;
  /** How often Ben has it. */
  readonly got: number;
  /** Bytes of the connection that was cut. */
  readonly toClient: number;
}

let count = 0;
async function send(trouble?: Trouble): Promise<Sending> {
  count += 1;
  const subject = `cut-${count}-of-them`;
  line.endAll();
  await line.quiet();
  if (trouble) line.next(trouble);
  const told = (said: string, messageId?: string): Sending => {
    return { said, messageId, got: got(subject), toClient: line.lastToClient };
  };
  try {
    const sent = await box.send({ to: ben, subject, text: 'x' });
    return told('sent', sent.messageId);
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    const { messageId } = error.details;
    if (error.code !== 'send-outcome-unknown') return told(error.code);
    const before = told(error.code, String(messageId));
    // As the error says it: the same again, by the same name.
    const again = await box.send({ to: ben, subject, text: 'x', messageId: String(messageId) });
    expect([again.found, got(subject)]).toEqual([before.got === 1, 1]);
    return before;
  }
}

it('what is said of a message is true, wherever the answer is cut', { timeout: 120_000 }, async () => {
  const whole = await send();
  expect(whole).toMatchObject({ said: 'sent', got: 1 });
  expect(whole.toClient).toBeGreaterThan(100);
  for (let afterBytes = 0; afterBytes <= whole.toClient; afterBytes += step) {
    const sending = await send({ afterBytes, direction: 'to-client', kind: 'cut' });
    // It was taken each time, and is found where the answer is lost. Before the first byte the line is gone at once.
    const known = afterBytes === 0 ? ['send-outcome-unknown', 0] : ['sent', 1];
    expect([afterBytes, sending.said, sending.got]).toEqual([afterBytes, ...known]);
  }
});

it('what is said of a message is true, wherever the request is cut', { timeout: 120_000 }, async () => {
  for (let afterBytes = 1; ; afterBytes += 20 * step) {
    const { said, got: times } = await send({ afterBytes, direction: 'to-server', kind: 'cut' });
    expect([afterBytes, said, times]).toEqual([afterBytes, said, said === 'sent' ? 1 : 0]);
    // The request is shorter than that, and was not cut.
    if (said === 'sent') break;
    expect(said).toBe('send-outcome-unknown');
    expect(afterBytes).toBeLessThan(20_000);
  }
});
