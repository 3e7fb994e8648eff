// Signing in at IMAP, POP and SMTP, and the command after it: Exchange says OK before it has looked for the mailbox.

import { isMailgrantError } from '../../errors/error.ts';
import type { Door } from '../../mail/door.ts';
import { openImap } from '../../mail/imap/open.ts';
import { openPop } from '../../mail/pop/open.ts';
import { smtpCheck } from '../../mail/smtp/check.ts';
import { Dialer } from '../../net/dial.ts';
import { type Check, type CheckWorld, met, type Outcome, ok } from './check.ts';

type MailService = 'imap' | 'pop' | 'smtp';

export const imapSignIn: Check = signIn(
  'imap',
  { en: 'IMAP sign-in and folders', ja: 'IMAP のサインインとフォルダー' },
  async (door, world, signal) => {
    const session = await openImap({ ...door, ...named(world), signal });
    try {
      const folders = await session.run(
        'the listing of folders',
        (client) => client.list({ listOnly: true }),
        { signal },
      );
      const status = await session.run(
        'the inbox',
        (client) => client.status('INBOX', { messages: true, unseen: true }),
        { signal },
      );
      const { messages = 0, unseen = 0 } = status === false ? {} : status;
      return ok(
        `${folders.length} folders; inbox with ${messages} messages, ${unseen} unread`,
        `フォルダー ${folders.length} 個。受信トレイ ${messages} 通、未読 ${unseen} 通`,
      );
    } finally {
      await session.close();
    }
  },
);

export const popSignIn: Check = signIn(
  'pop',
  { en: 'POP sign-in and maildrop', ja: 'POP のサインインとメールドロップ' },
  async (door, world, signal) => {
    const session = await openPop({ ...door, ...named(world), signal });
    try {
      const { count } = await session.stat(signal);
      return ok(`${count} messages`, `${count} 通`);
    } finally {
      await session.quit(signal);
    }
  },
);

export const smtpSignIn: Check = signIn(
  'smtp',
  { en: 'SMTP sign-in and sender', ja: 'SMTP のサインインと送信者' },
  async (door, world, signal) => {
    const { sizeMax } = await smtpCheck(door, world.address, signal);
    const size = sizeMax === undefined ? '' : `, ${Math.floor(sizeMax / 1024 / 1024)} MB`;
    return ok(`may send as ${world.address}${size}`, `${world.address} として送信できます${size}`);
  },
);

/** A stranger's mailbox has the one name that was typed. */
function named({ signInAs, address }: CheckWorld): { readonly mailbox?: string } {
  return signInAs ? {} : { mailbox: address };
}

/** What other programs have to be told where it is not the address that everybody would type. */
function byName(outcome: Outcome, service: MailService, { signInAs, address, account }: CheckWorld): Outcome {
  const [name = address] = signInAs?.of(service) ?? [];
  const { seen } = outcome;
  // A delegate signs in to SMTP as herself, which is as it should be.
  const isOwn = service !== 'smtp' || account?.address === address;
  if (!isOwn || name.toLowerCase() === address.toLowerCase()) return outcome;
  return {
    ...outcome,
    seen: {
      en: `${seen.en}; the server knows the mailbox as ${name}: that is the user name for other programs`,
      ja: `${seen.ja}。サーバーはこのメールボックスを ${name} として認識します。他のプログラムのユーザー名にはこれを使います`,
    },
  };
}

function signIn(
  service: MailService,
  title: Check['title'],
  work: (door: Door, world: CheckWorld, signal: AbortSignal) => Promise<Outcome>,
): Check {
  return {
    id: `${service}-sign-in`,
    title,
    after: [`${service}-line`, 'exchange-token'],
    applies: (world) => world.services.includes(service) && world.servers[service] !== undefined,
    async run(world, signal) {
      const server = world.servers[service];
      if (!server) throw new Error('applies() has looked');
      const { tokens, account, ca, tunnels, clock, log, overhear, known, address, signInAs } = world;
      const ref = account?.ref ?? address;
      const door = {
        tokens,
        signInAs,
        account: ref,
        server,
        dialer: new Dialer({ clock, ca, tunnel: tunnels?.mail }),
        clock,
        log,
        overhear,
        known,
        signal,
      };
      const isApp = account?.kind === 'app';
      try {
        const outcome = byName(await work(door, world, signal), service, world);
        // SMTP signs in to the account's own mailbox, whichever one is looked at.
        const entered = isApp && (service !== 'smtp' || known['mailbox.kind'] !== 'shared');
        return entered
          ? { ...outcome, facts: { ...outcome.facts, 'app.registered': 'yes', 'mailbox.access': 'yes' } }
          : outcome;
      } catch (error) {
        signal.throwIfAborted();
        // Exchange took the token: it knows the app, whatever it thinks of the mailbox.
        const isKnown = isApp && isMailgrantError(error) && error.code === 'mail-not-connected';
        return met(error, isKnown ? { facts: { 'app.registered': 'yes' } } : {});
      }
    },
  };
}
