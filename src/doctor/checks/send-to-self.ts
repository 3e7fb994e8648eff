// Sends one message to oneself, finds it and deletes it for good, copies as well: that a mailbox is full, may not send any
// more today, or is taken for a spammer, Exchange says to a message and to nothing else. Where SMTP turns the sign-in away,
// Graph sends. Only where somebody asked for it.

import { randomUUID } from 'node:crypto';
import { sleep } from '../../base/clock.ts';
import { isMailgrantError } from '../../errors/error.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import type { MessageSummary } from '../../mailbox/message.ts';
import { type Check, type CheckWorld, met, type Outcome, ok, warning } from './check.ts';

/** Exchange delivers to the same mailbox within seconds, at times within a minute. */
const deliveryLimitMs = 60_000;
const sendLimitMs = 12_000;
const lookAgainMs = 1_500;
/** Where it can arrive, and where its copy is. Rules may move it elsewhere: that is said. */
const folders = ['inbox', 'junk', 'sent'] as const;
const signInRefusals: readonly string[] = [
  'mail-token-refused',
  'mail-smtp-auth-disabled',
  'mail-sign-in-blocked',
];
/** Newest ones of a folder: what arrives meanwhile must not hide it. */
const looked = 25;

export const sendToSelf: Check = {
  id: 'send-to-self',
  title: { en: 'A message to oneself', ja: '自分宛てのメッセージ' },
  after: ['smtp-sign-in', 'graph-sign-in'],
  anyOfThem: true,
  limitMs: deliveryLimitMs + 30_000,
  applies: ({ openMailbox, services }) =>
    openMailbox !== undefined && (services.includes('smtp') || services.includes('graph')),
  async run(world, signal) {
    const mailbox = await world.openMailbox?.();
    if (!mailbox) throw new Error('applies() has looked');
    try {
      return await sentAndFound(mailbox, world, signal);
    } catch (error) {
      signal.throwIfAborted();
      return met(error);
    } finally {
      await mailbox.close();
    }
  },
};

async function sentAndFound(mailbox: Mailbox, world: CheckWorld, signal: AbortSignal): Promise<Outcome> {
  const { clock, services, address } = world;
  const subject = `mailgrant doctor ${randomUUID()}`;
  const text = `Sent by "mailgrant doctor --send" to see whether ${address} can send and receive. It deletes this message itself; whoever sees it may delete it.\n`;
  const sentAtMs = clock.now();
  // The sending waits for a throttle to pass; who asks for a diagnosis does not.
  const enough = new AbortController();
  const timer = clock.after(sendLimitMs, () => enough.abort(new Error('enough')));
  const both = AbortSignal.any([signal, enough.signal]);
  let by: string;
  try {
    by = await sentBy(mailbox, { to: address, subject, text }, services, both);
  } catch (error) {
    if (!isMailgrantError(error) || error.code !== 'graph-access-denied') throw error;
    return {
      verdict: 'unknown',
      seen: {
        en: 'not sent: SMTP turns the sign-in away, and for Graph nobody has consented to Mail.Send',
        ja: '送信していません。SMTP はサインインを拒否し、Graph には Mail.Send の同意がありません',
      },
    };
  } finally {
    timer.cancel();
  }
  if (!services.some((service) => service !== 'smtp')) {
    return ok(
      `sent by ${by}; nothing is connected to look for it`,
      `${by} で送信しました。受信の確認はできません`,
    );
  }
  for (;;) {
    const found = await whereItIs(mailbox, subject, signal);
    const arrived = found.find(({ folder }) => folder !== 'sent');
    const waitedMs = clock.now() - sentAtMs;
    if (arrived || waitedMs > deliveryLimitMs) {
      const ids = found.map(({ message }) => message.id);
      if (ids.length > 0) await mailbox.delete(ids, { permanently: true, signal });
      const seconds = Math.round(waitedMs / 1000);
      if (!arrived) {
        return warning(
          `sent by ${by}, and after ${seconds} s in neither inbox nor junk: a rule may move it, or it is late. Its subject is "${subject}"`,
          `${by} で送信しましたが、${seconds} 秒たっても受信トレイにも迷惑メールにもありません。件名は「${subject}」です`,
        );
      }
      if (arrived.folder === 'junk') {
        return warning(
          `sent by ${by}, and it came as junk`,
          `${by} で送信しましたが、迷惑メールに振り分けられました`,
        );
      }
      return ok(
        `sent by ${by}, found after ${seconds} s, deleted`,
        `${by} で送信し、${seconds} 秒後に受信を確認して削除しました`,
      );
    }
    await sleep(clock, lookAgainMs, signal);
  }
}

/** SMTP where it lets the account in: it says more about the mailbox than Graph does. */
async function sentBy(
  mailbox: Mailbox,
  message: { readonly to: string; readonly subject: string; readonly text: string },
  services: CheckWorld['services'],
  signal: AbortSignal,
): Promise<string> {
  if (services.includes('smtp')) {
    try {
      await mailbox.send(message, { via: 'smtp', signal });
      return 'SMTP';
    } catch (error) {
      // Nothing was sent: it was the sign-in that was refused.
      const refused = isMailgrantError(error) && signInRefusals.includes(error.code);
      if (!refused || !services.includes('graph')) throw error;
    }
  }
  await mailbox.send(message, { via: 'graph', signal });
  return 'Graph';
}

async function whereItIs(
  mailbox: Mailbox,
  subject: string,
  signal: AbortSignal,
): Promise<{ folder: string; message: MessageSummary }[]> {
  const found: { folder: string; message: MessageSummary }[] = [];
  for (const folder of folders) {
    try {
      for await (const message of mailbox.list(folder, { limit: looked, signal }))
        if (message.subject === subject) found.push({ folder, message });
    } catch (error) {
      // POP has an inbox and nothing else, and not every server has junk.
      if (!isMailgrantError(error) || error.code !== 'folder-unknown') throw error;
    }
  }
  return found;
}
