// The line to Graph is cut within a send that is put together on the server: a draft, an upload session, a send. At every byte
// of the answers (without MAILGRANT_EVERY_BYTE=1 every 199th), and all over the requests. What is said of the message
// is held against what Graph took, as in sending-cut.test.ts, and against the drafts: none is left behind of which nobody
// is told.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isMailgrantError } from '../../src/errors/error.ts';
import { exchangeLimits, MailboxLimits } from '../../src/mail/limits.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type CuttingProxy, cuttingProxy, type Trouble } from '../kit/cutting-proxy.ts';
import { hastyClock } from '../kit/hasty-clock.ts';
import { mailboxAt, tokensFrom } from '../kit/mailbox-at.ts';

const step = process.env['MAILGRANT_EVERY_BYTE'] === '1' ? 1 : 199;
const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;
/** The least that takes an upload session, which is one piece then. */
const content = Buffer.alloc(3 * 1024 * 1024 + 1, 'mailgrant ');
let sandbox: Sandbox;
let line: CuttingProxy;
let box: Mailbox;
beforeAll(async () => {
  const quirks = { graphServiceMs: 0, submissionsPerMinute: 100_000 };
  sandbox = await startSandbox({ quirks });
  const { pem: ca } = sandbox.ca;
  line = await cuttingProxy({ port: Number(new URL(sandbox.urls.graph).port), ca });
  const scopes = ['Mail.ReadWrite', 'Mail.Send'].map((scope) => `https://graph.microsoft.com/${scope}`);
  const { accessToken } = sandbox.entra.mint({ user: anna, app: seed.apps.desktop.appId, scopes });
  const clock = hastyClock();
  box = await mailboxAt(
    { graph: `https://localhost:${line.port}` },
    {
      ca: line.ca,
      address: anna,
      tokens: tokensFrom(anna, () => accessToken),
      clock,
      fetch: await createFetch({ caPem: line.ca }),
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

interface Sending {
  /** `sent`, or a code. */
  readonly said: string;
  /** All that is printed of an error. */
  readonly words: string;
  readonly messageId: string;
  /** How often Ben has it. */
  readonly got: number;
  readonly drafts: number;
}

const message = { to: ben, text: 'x', attachments: [{ filename: 'large.bin', content }] };
let count = 0;

async function send(cut?: Cut): Promise<Sending> {
  count += 1;
  const subject = `cut-${count}-of-them`;
  const found = (of: string, folder: string): number =>
    sandbox.mail.list(of, folder).filter(({ content: { raw } }) => raw.includes(subject)).length;
  line.endAll();
  await line.quiet();
  if (cut) line.cutIn(cut.afterBytes, cut);
  const told = (said: string, words = '', messageId = ''): Sending => {
    line.always(undefined);
    return { said, words, messageId, got: found(ben, 'inbox'), drafts: found(anna, 'drafts') };
  };
  const sending = await box.send({ ...message, subject }).then(
    ({ messageId }) => told('sent', '', messageId),
    (error: unknown) => {
      if (!isMailgrantError(error)) throw error;
      return told(error.code, `${error.message} ${error.hint}`, String(error.details['messageId']));
    },
  );
  if (sending.said === 'send-outcome-unknown') {
    const { messageId } = sending;
    const again = await box.send({ ...message, subject, messageId });
    expect([again.found, found(ben, 'inbox')]).toEqual([sending.got === 1, 1]);
  }
  for (const [of, folder] of [
    [ben, 'inbox'],
    [anna, 'drafts'],
    [anna, 'sentitems'],
  ] as const) {
    for (const item of sandbox.mail.list(of, folder)) sandbox.mail.mailbox(of)?.expunge(item);
  }
  return sending;
}

interface Cut {
  readonly afterBytes: number;
  readonly direction: Trouble['direction'];
  readonly forGood: boolean;
}

/** What holds wherever the line was cut. */
function check(cut: Cut, { said, words, got, drafts }: Sending): void {
  const where = JSON.stringify(cut);
  if (said === 'sent') expect([where, got, drafts]).toEqual([where, 1, 0]);
  else if (said !== 'send-outcome-unknown') expect([where, said, got]).toEqual([where, said, 0]);
  if (drafts > 0) expect(`${where} ${words}`).toMatch(/among the drafts|still a draft/);
}

describe.each([false, true])('a line that is cut, for good: %s', (forGood) => {
  it('in an answer: what is said is true, and nothing stays of which nobody is told', {
    timeout: 3_600_000,
  }, async () => {
    const before = line.toClient;
    expect(await send()).toMatchObject({ said: 'sent', got: 1, drafts: 0 });
    const whole = line.toClient - before;
    expect(whole).toBeGreaterThan(2_000);
    const said = new Map<string, number>();
    for (let afterBytes = 1; afterBytes <= whole; afterBytes += step) {
      const cut: Cut = { afterBytes, direction: 'to-client', forGood };
      const sending = await send(cut);
      check(cut, sending);
      said.set(sending.said, (said.get(sending.said) ?? 0) + 1);
    }
    // A line that comes back is no reason not to send; one that stays away is one, or leaves it open.
    if (forGood) expect(said.size).toBeGreaterThan(1);
    else expect([...said.keys()]).toEqual(['sent']);
  });

  it('in a request: what is said is true, and nothing stays of which nobody is told', {
    timeout: 3_600_000,
  }, async () => {
    const printed = vi.spyOn(console, 'error');
    const before = line.toServer;
    await send();
    const whole = line.toServer - before;
    const places = [1_000_000, 2_000_000, 3_000_000];
    // The heads before the upload, and what follows it.
    for (let at = 1; at < 6_000; at += 5 * step) places.push(at, whole - at);
    for (const afterBytes of places) {
      const cut: Cut = { afterBytes, direction: 'to-server', forGood };
      check(cut, await send(cut));
    }
    // A client that hangs up within its request is no fault of the sandbox.
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });
});
