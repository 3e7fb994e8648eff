// What servers do to a watch: a folder that is made anew under IDLE, a subscription that wants to be spoken for or has
// missed something, tokens that run out, a mailbox that is somebody else's.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { WatchOptions } from '../../src/mailbox/watching/events.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { cuttingProxy } from '../kit/cutting-proxy.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { Listening, letter, mailboxOver } from '../kit/watch-world.ts';
import { wayTo } from '../kit/way-to.ts';

const anna = seed.contoso.anna.name;
let sandbox: Sandbox;
let box: Mailbox;
let ends: AbortController;
let heard: Listening;
/** True: notifications of changes are lost on their way, and Graph believes that they arrived. */
let lossy = false;

beforeEach(async () => {
  lossy = false;
  const losing: typeof fetch = (url, init) =>
    lossy && typeof init?.body === 'string' && !init.body.includes('lifecycleEvent')
      ? Promise.resolve(new Response(null, { status: 202 }))
      : fetch(url, init);
  sandbox = await startSandbox({ fetch: losing });
  ends = new AbortController();
});
afterEach(async () => {
  ends.abort();
  await heard.ended();
  await box.close();
  await sandbox.close();
});

async function listen(
  folders: string,
  options: WatchOptions & { via?: 'imap' | 'graph' },
  changed: Parameters<typeof mailboxOver>[2] = {},
): Promise<void> {
  const tokens = mintedTokens(() => sandbox, {
    graphScopes: ['https://graph.microsoft.com/Mail.ReadWrite.Shared'],
  });
  box = await mailboxOver(sandbox, tokens, { clock: hurriedClock(20), ...changed });
  heard = new Listening();
  heard.listen(box.watch(folders, { signal: ends.signal, onStatus: heard.onStatus, ...options }));
  await Promise.race([heard.status('connected'), heard.ended()]);
}

const mailboxOf = (address: string) => {
  const mailbox = sandbox.mail.mailbox(address);
  if (!mailbox) throw new Error(`${address} has a mailbox`);
  return mailbox;
};
function deliver(name: string, to: { folder?: string; of?: string } = {}) {
  const { folder = 'inbox', of = anna } = to;
  const item = sandbox.mail.deliver(letter(name), of, { folder });
  if (!item) throw new Error('the message was delivered');
  return item;
}
const subscription = () => {
  const [first] = sandbox.subscriptions.all();
  if (!first) throw new Error('there is a subscription');
  return first;
};

describe('a folder that is taken away and made anew under IDLE', () => {
  const make = (names: readonly string[]) => {
    const made = mailboxOf(anna).createFolder('Projects');
    for (const name of names) deliver(name, { folder: made.path });
    return made;
  };
  const projects = (...names: string[]): string[] => names.map((name) => `Projects:${name}@contoso.example`);

  it('is told by what it really lost and won where the server hangs up', { timeout: 30_000 }, async () => {
    const { port } = sandbox.cloud.servers.imap;
    const line = await cuttingProxy({ port, ca: sandbox.ca.pem });
    const first = make(['plan', 'budget', 'minutes']);
    const imap = { host: line.host, port: line.port, security: 'tls' } as const;
    await listen(
      'Projects',
      { via: 'imap' },
      {
        dialer: wayTo(line.ca),
        servers: { ...sandbox.cloud.servers, graph: sandbox.urls.graph, imap },
      },
    );
    line.stallAll();
    mailboxOf(anna).deleteFolder(first);
    make(['budget', 'plan', 'review']);
    line.endAll();
    await heard.until(({ events }) => events.length === 2);
    deliver('later', { folder: 'Projects' });
    await heard.until(({ events }) => events.length === 3);
    expect(heard.told).toEqual([
      ...projects('minutes').map((id) => `deleted ${id}`),
      ...projects('review', 'later').map((id) => `created ${id}`),
    ]);
    expect(heard.statuses).toContainEqual({ kind: 'resynced', folder: 'Projects', reason: 'renumbered' });
    ends.abort();
    await heard.ended();
    await line.close();
  });

  it('is found where the server only empties it', { timeout: 30_000 }, async () => {
    const first = make(['plan', 'budget']);
    await listen('Projects', { via: 'imap' });
    mailboxOf(anna).deleteFolder(first);
    make(['budget', 'review']);
    // What was told to be gone before the folder was seen to be another one comes back as new.
    const there = new Set(projects('plan', 'budget'));
    let replayed = 0;
    const isWhole = ({ events }: Listening): boolean => {
      for (; replayed < events.length; replayed += 1) {
        const { kind = 'updated', id = '' } = events[replayed] ?? {};
        expect(there.has(id)).toBe(kind === 'deleted');
        if (kind === 'deleted') there.delete(id);
        else there.add(id);
      }
      return there.size === 2 && projects('budget', 'review').every((id) => there.has(id));
    };
    await heard.until(isWhole);
    deliver('later', { folder: 'Projects' });
    await heard.until(({ told }) => told.at(-1) === 'created Projects:later@contoso.example');
  });

  it('ends the watch by name where it stays away, after everything in it was told to be gone', {
    timeout: 30_000,
  }, async () => {
    const first = make(['plan']);
    await listen('Projects', { via: 'imap' });
    mailboxOf(anna).deleteFolder(first);
    const outcome = heard.ended();
    await expect(outcome).rejects.toMatchObject({ code: 'mail-folder-unknown' });
    expect(heard.told).toEqual(['deleted Projects:plan@contoso.example']);
    heard = new Listening();
  });

  it('is found at the next renewal where nothing is told at all', { timeout: 30_000 }, async () => {
    const first = make([]);
    const clock = hurriedClock(600);
    await listen('Projects', { via: 'imap' }, { clock });
    mailboxOf(anna).deleteFolder(first);
    make(['unheard']);
    await heard.until(({ events }) => events.length === 1);
    expect(heard.told).toEqual(['created Projects:unheard@contoso.example']);
  });
});

const byGraph: ReadonlyArray<[string, WatchOptions & { via: 'graph' }]> = [
  ['polls of the delta', { via: 'graph', pollMs: 1_000 }],
  ['notifications', { via: 'graph', notify: {} }],
];

describe.each(byGraph)('a folder that is deleted and made anew under a watch by %s', (_, options) => {
  const make = (names: readonly string[]) => {
    const made = mailboxOf(anna).createFolder('Projects');
    for (const name of names) deliver(name, { folder: made.path });
    return made;
  };
  const projects = (...names: string[]): string[] => names.map((name) => `Projects:${name}@contoso.example`);
  /** As Graph deletes: with all that is in it, to Deleted Items, where its id goes on to work. */
  const putAway = (folder: ReturnType<typeof make>): void => {
    const mailbox = mailboxOf(anna);
    mailbox.renameFolder(folder, folder.name, mailbox.wellKnown('deleteditems'));
  };
  const differences = [
    ...projects('minutes').map((id) => `deleted ${id}`),
    ...projects('later', 'review').map((id) => `created ${id}`),
  ];

  it.each(['is put away', 'is gone for good'])(
    'that %s is told by what it really lost and won',
    {
      timeout: 30_000,
    },
    async (how) => {
      const first = make(['plan', 'budget', 'minutes']);
      const clock = hurriedClock(600);
      await listen('Projects', options, { clock });
      if (how === 'is put away') putAway(first);
      else mailboxOf(anna).deleteFolder(first);
      make(['budget', 'plan', 'review']);
      await heard.until(({ events }) => events.length === 2);
      const item = deliver('later', { folder: 'Projects' });
      await heard.until(({ events }) => events.length === 3);
      expect([...heard.told].sort()).toEqual([...differences].sort());
      expect(heard.statuses).toContainEqual({ kind: 'resynced', folder: 'Projects', reason: 'renumbered' });
      mailboxOf(anna).setFlags(item, ['\\Seen']);
      await heard.until(({ events }) => events.length === 4);
      expect(heard.told.at(-1)).toBe('updated Projects:later@contoso.example');
      expect(sandbox.subscriptions.all().length).toBe(options.notify ? 1 : 0);
    },
  );

  it('while nobody watched is told by what it really lost and won', { timeout: 30_000 }, async () => {
    const first = make(['plan', 'budget', 'minutes']);
    await listen('Projects', options);
    deliver('seen', { folder: 'Projects' });
    await heard.until(({ events }) => events.length === 1);
    ends.abort();
    await heard.ended();
    const since = heard.events[0]?.cursor;
    await box.close();
    putAway(first);
    make(['seen', 'budget', 'plan', 'review']);
    ends = new AbortController();
    await listen('Projects', { ...options, since });
    await heard.until(({ events }) => events.length === 2);
    deliver('later', { folder: 'Projects' });
    await heard.until(({ events }) => events.length === 3);
    expect([...heard.told].sort()).toEqual([...differences].sort());
  });

  it('ends the watch by name where it stays away', { timeout: 30_000 }, async () => {
    const first = make(['plan']);
    await listen('Projects', options, { clock: hurriedClock(600) });
    putAway(first);
    const outcome = heard.ended();
    heard = new Listening();
    await expect(outcome).rejects.toMatchObject({ code: 'folder-unknown' });
  });
});

describe('Graph’s word about a subscription', () => {
  it('"missed" is looked into at once', async () => {
    await listen('inbox', { notify: {} });
    lossy = true;
    deliver('lost-on-its-way');
    sandbox.subscriptions.provoke(subscription(), 'missed');
    await heard.until(({ events }) => events.length === 1);
    expect(heard.told).toEqual(['created inbox:lost-on-its-way@contoso.example']);
    expect(sandbox.subscriptions.all()).toHaveLength(1);
  });

  it('"subscriptionRemoved" leads to another one, and to what happened between the two', async () => {
    await listen('inbox', { notify: {} });
    const removed = subscription();
    lossy = true;
    deliver('between');
    sandbox.subscriptions.provoke(removed, 'subscriptionRemoved');
    await heard.status('subscribed', 2);
    lossy = false;
    await heard.until(({ events }) => events.length === 1);
    deliver('after');
    await heard.until(({ events }) => events.length === 2);
    expect(heard.told).toEqual([
      'created inbox:between@contoso.example',
      'created inbox:after@contoso.example',
    ]);
    expect(subscription().id).not.toBe(removed.id);
  });

  it('"reauthorizationRequired" is answered until a token of now has spoken', {
    timeout: 30_000,
  }, async () => {
    await listen('inbox', { notify: {} });
    const { id, tokenExpiresAtMs: firstMs } = subscription();
    // Ten minutes before its token ends Graph asks, and then every five; the token of now is the old one at first.
    sandbox.clock.advance('51m');
    await heard.status('renewed');
    sandbox.clock.advance('6m');
    await heard.status('renewed', 2);
    sandbox.clock.advance('6m');
    await heard.status('renewed', 3);
    expect(subscription()).toMatchObject({ id });
    expect(subscription().tokenExpiresAtMs).toBeGreaterThan(firstMs);
    deliver('still-heard');
    await heard.until(({ events }) => events.length === 1);
  });

  it('of a stranger’s subscription wakes nobody', async () => {
    await listen('inbox', { notify: {} });
    const { notificationUrl, clientState } = subscription();
    const posted = await fetch(notificationUrl, {
      method: 'POST',
      body: JSON.stringify({
        value: [
          { subscriptionId: 'another', clientState, tenantId: 't', lifecycleEvent: 'subscriptionRemoved' },
        ],
      }),
    });
    expect(posted.status).toBe(202);
    deliver('known');
    await heard.until(({ events }) => events.length === 1);
    expect(heard.statuses.map(({ kind }) => kind)).not.toContain('subscription-lost');
  });
});

const ways: ReadonlyArray<[string, WatchOptions & { via: 'imap' | 'graph' }]> = [
  ['IDLE', { via: 'imap' }],
  ['polls of the delta', { via: 'graph', pollMs: 1_000 }],
  ['notifications', { via: 'graph', notify: {} }],
];

describe.each(ways)('a watch by %s', (_, options) => {
  it('outlives its token again and again', { timeout: 30_000 }, async () => {
    await listen('inbox', options);
    for (const [at, name] of ['one', 'two', 'three'].entries()) {
      sandbox.clock.advance('2h');
      deliver(name);
      await heard.until(({ events }) => events.length === at + 1);
    }
    expect(heard.told).toEqual(
      ['one', 'two', 'three'].map((name) => `created inbox:${name}@contoso.example`),
    );
  });

  it('looks into a mailbox that is shared with the person whose token it is', async () => {
    const of = 'info@contoso.example';
    await sandbox.act('add-mailbox', { mailbox: of, fullAccess: [anna] });
    await listen('inbox', options, { address: of });
    deliver('in-her-own');
    const item = deliver('in-the-shared-one', { of });
    await heard.until(({ events }) => events.length === 1);
    mailboxOf(of).setFlags(item, ['\\Seen']);
    await heard.until(({ events }) => events.length === 2);
    expect(heard.told).toEqual([
      'created inbox:in-the-shared-one@contoso.example',
      'updated inbox:in-the-shared-one@contoso.example',
    ]);
  });

  it('says so and ends where the mailbox is taken out of her hands', { timeout: 30_000 }, async () => {
    const of = 'info@contoso.example';
    await sandbox.act('add-mailbox', { mailbox: of, fullAccess: [anna] });
    await listen('inbox', options, { address: of });
    const settings = sandbox.directory.mailboxByAddress(of);
    if (!settings) throw new Error('it has a mailbox');
    settings.fullAccess.length = 0;
    sandbox.clock.advance('2h');
    deliver('unseen', { of });
    const outcome = heard.ended();
    heard = new Listening();
    await expect(outcome).rejects.toMatchObject({ code: /^(mail-not-connected|graph-access-denied)$/ });
  });
});
