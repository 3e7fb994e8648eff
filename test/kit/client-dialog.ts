// A file of test/dialogs/clients: what a server said, and what our client makes of it. The conversation is played by
// dialogue-server.ts; the lines above it say which of our clients is meant and what it must do:
//
//   # <what happens>. source: <where that was seen>
//   # client: imap list INBOX        the protocol, the action, its words
//   # must: <in a sentence>
//   # tokens: stale, good            what the token source gives, one after the other. Default: good
//   # outcome: {"value": ...}        or {"code": ...} of the error; compared field by field

import { readFileSync } from 'node:fs';
import { openImap } from '../../src/mail/imap/open.ts';
import { type FolderNews, FolderWatch } from '../../src/mail/imap/watch.ts';
import { MailboxLimits } from '../../src/mail/limits.ts';
import { openPop } from '../../src/mail/pop/open.ts';
import { SmtpClient } from '../../src/mail/smtp/client.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import type { DoorFolder, Locator, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openImapDoor } from '../../src/mailbox/doors/imap.ts';

export interface ClientDialog {
  readonly text: string;
  readonly protocol: 'imap' | 'pop' | 'smtp';
  readonly action: string;
  readonly words: readonly string[];
  readonly must: string;
  readonly tokens: readonly string[];
  readonly outcome: object;
}

export function readClientDialog(file: string): ClientDialog {
  const text = readFileSync(file, 'utf8');
  const [first = ''] = text.split('\n', 1);
  if (!/^# .+ source: .+/.test(first))
    throw new Error(`${file}: the first line says what happens, and its source`);
  const head = (name: string): string | undefined => new RegExp(`^# ${name}: (.+)$`, 'm').exec(text)?.[1];
  const [protocol, action, ...words] = (head('client') ?? '').split(' ');
  const [must, outcome] = [head('must'), head('outcome')];
  if ((protocol !== 'imap' && protocol !== 'pop' && protocol !== 'smtp') || !action)
    throw new Error(`${file}: no line "# client: PROTOCOL ACTION"`);
  if (!must || !outcome) throw new Error(`${file}: it does not say what our client must do`);
  const tokens = (head('tokens') ?? 'good').split(', ');
  return { text, protocol, action, words, must, tokens, outcome: JSON.parse(outcome) as object };
}

/** What a person or a program sees of it: a value, or an error by its code. */
export async function act(dialog: ClientDialog, world: MailboxWorld): Promise<object> {
  try {
    const value = await actions[dialog.protocol](world, dialog.action, dialog.words);
    // As a program would print it: without what is undefined.
    return { value: value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { ...error, code: error.code };
  }
}

type Act = (world: MailboxWorld, action: string, words: readonly string[]) => Promise<unknown>;

const actions: Readonly<Record<ClientDialog['protocol'], Act>> = {
  async imap(world, action, words) {
    if (action === 'watch') return watch(world, Number(words[0]));
    const door = openImapDoor(world);
    try {
      return await imapAction(door, action, words);
    } finally {
      await door.close();
    }
  },
  async pop(world, action, words) {
    const { tokens, account, servers, dialer, clock } = world;
    const session = await openPop({ tokens, account: account.ref, server: servers.pop, dialer, clock });
    try {
      if (action === 'stat') return await session.stat();
      if (action === 'list') return [...(await session.list())];
      if (action === 'uidl') return await session.uidl();
      if (action === 'read') return String(await session.retr(Number(words[0])));
      throw new Error(`POP has no action "${action}"`);
    } finally {
      await session.quit();
    }
  },
  async smtp(world, action) {
    if (action !== 'send') throw new Error(`SMTP has no action "${action}"`);
    const { tokens, account, servers, dialer, clock } = world;
    const door = { tokens, account: account.ref, server: servers.smtp, dialer, clock };
    // Half a minute, so that what is repeated for ever ends.
    const client = new SmtpClient({ door, limits: new MailboxLimits(clock), limitMs: 30_000 });
    const source = Buffer.from('Subject: Hello\r\n\r\nHello Ben\r\n');
    try {
      const sent = await client.send({
        from: world.address,
        to: ['ben@contoso.example'],
        async *source() {
          yield source;
        },
        bytes: source.length,
        has8bit: false,
        needsUtf8: false,
      });
      if (sent.outcome === 'sent') return sent;
      throw Object.assign(sent.error, { outcome: sent.outcome });
    } finally {
      client.close();
    }
  },
};

function imapAction(door: ReadDoor, action: string, words: readonly string[]): Promise<unknown> {
  const [first = '', second = ''] = words;
  const message: Locator = { by: 'imap', folder: 'INBOX', uidValidity: '14', uid: Number(first) };
  // A method that the door for IMAP lacks would be undefined, and no outcome of any file.
  switch (action) {
    case 'folders':
      return door.folders({ counts: first === 'counts' });
    case 'list':
      return all(door.list(folder(first)));
    case 'search':
      return all(door.search?.(folder(first), JSON.parse(words.slice(1).join(' ')) as object) ?? nothing());
    case 'find':
      return door.find(folder(first), { messageId: second });
    case 'read':
      return all(door.source(message)).then((pieces) => Buffer.concat(pieces).toString());
    case 'move':
      return Promise.resolve(door.move?.([message], folder(second)));
    case 'copy':
      return Promise.resolve(door.copy?.([message], folder(second)));
    case 'flag':
      return Promise.resolve(door.flag?.([message], JSON.parse(second) as object));
    case 'remove':
      return Promise.resolve(door.remove?.([message]));
    case 'create':
      return Promise.resolve(door.createFolder?.(undefined, first));
    default:
      return Promise.reject(new Error(`IMAP has no action "${action}"`));
  }
}

/** The first news of INBOX, as many as are wanted. */
async function watch(world: MailboxWorld, wanted: number): Promise<readonly string[]> {
  const { tokens, account, address, servers, dialer, clock } = world;
  const door = { tokens, account: account.ref, mailbox: address, server: servers.imap, dialer, clock };
  const { signal } = new AbortController();
  const session = await openImap(door);
  try {
    const watched = await FolderWatch.open(session, 'INBOX');
    await watched.survey(signal);
    const told: FolderNews[] = [];
    while (told.length < wanted) {
      await watched.wait({ pollMs: 1_000, signal });
      told.push(...(await watched.news(signal)));
    }
    return told.map((news) => `${news.kind} ${news.kind === 'arrived' ? news.row.uid : news.uid}`);
  } finally {
    await session.close();
  }
}

const folder = (handle: string): DoorFolder => ({
  handle,
  names: [handle],
  use: undefined,
  selectable: true,
  total: undefined,
  unread: undefined,
});

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

async function* nothing(): AsyncGenerator<never, void> {
  // For a door without that method; the outcome of a file that asks for it is another.
}
