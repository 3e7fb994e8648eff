// What a watch lives through: each of these ended an older kind of watch, or made it tell things twice.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { openNotificationReceiver } from '../../src/mail/graph/notification-receiver.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { Listening, letter, mailboxOver } from '../kit/watch-world.ts';

const anna = seed.contoso.anna.name;
let sandbox: Sandbox;
let box: Mailbox;
let ends = new AbortController();
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
  box = await mailboxOver(
    sandbox,
    mintedTokens(() => sandbox, { lifetimeSeconds: 3_600 }),
  );
});
afterAll(async () => {
  await box.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => ends.abort());

const store = () => {
  const mailbox = sandbox.mail.mailbox(anna);
  if (!mailbox) throw new Error('anna has a mailbox');
  return mailbox;
};
const deliver = (name: string, to = 'inbox') => {
  const item = sandbox.mail.deliver(letter(name), anna, { folder: to });
  if (!item) throw new Error('the message was delivered');
  return item;
};
const id = (name: string, path = 'inbox'): string => `${path}:${name}@contoso.example`;

function listen(folders: string, options: Parameters<Mailbox['watch']>[1], of = box): Listening {
  ends = new AbortController();
  const heard = new Listening();
  return heard.listen(of.watch(folders, { signal: ends.signal, onStatus: heard.onStatus, ...options }));
}
const kinds = ({ statuses }: Listening): string[] => statuses.map(({ kind }) => kind);

describe('a watch', () => {
  it('throws what is wrong before it has begun', async () => {
    await expect(listen('no such folder', { via: 'imap' }).ended()).rejects.toMatchObject({
      code: 'folder-unknown',
    });
    const since = 'something else';
    await expect(listen('inbox', { since }).ended()).rejects.toMatchObject({
      code: 'watch-cursor-not-understood',
    });
    const nobody = { publicUrl: 'https://127.0.0.1:9/notifications' };
    await expect(listen('inbox', { notify: nobody }).ended()).rejects.toMatchObject({
      code: 'graph-subscription-unvalidated',
    });
    expect(sandbox.subscriptions.all()).toEqual([]);
  });

  it('ends at once, and without an error, when it is told to', async () => {
    for (const options of [{ via: 'imap' }, { via: 'graph' }, { via: 'pop' }, { notify: {} }] as const) {
      const heard = listen('inbox', options);
      await heard.status('connected');
      ends.abort();
      await heard.ended();
    }
    expect(sandbox.subscriptions.all()).toEqual([]);
  });

  it('lives through the end of its token', async () => {
    const heard = listen('inbox', { via: 'imap' });
    await heard.status('connected');
    sandbox.clock.advance('2h');
    deliver('after-expiry');
    await heard.until(({ events }) => events.length === 1);
    expect(heard.told).toEqual([`created ${id('after-expiry')}`]);
    expect(kinds(heard)).toContain('reconnecting');
  });

  it('tells what a folder with new UIDs really lost and won', async () => {
    const make = (names: readonly string[]) => {
      const made = store().createFolder('Projects');
      for (const name of names) deliver(name, made.path);
      return made;
    };
    const first = make(['plan', 'budget', 'minutes']);
    const { cursor } = await box.delta('Projects', undefined, { via: 'imap' });
    store().deleteFolder(first);
    make(['budget', 'plan', 'review']);
    const statuses: string[] = [];
    const { changes } = await box.delta('Projects', cursor, {
      onStatus: (status) => statuses.push('reason' in status ? status.reason : status.kind),
    });
    expect(changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      `deleted ${id('minutes', 'Projects')}`,
      `created ${id('review', 'Projects')}`,
    ]);
    expect(statuses).toContain('renumbered');
  });

  it('compares everything when Graph has forgotten where we were', async () => {
    const send = await createFetch({ caPem: sandbox.ca.pem });
    let forgetful = false;
    const answer410: typeof fetch = (url, init) => {
      if (!forgetful || !new Request(url).url.includes('deltatoken')) return send(url, init);
      forgetful = false;
      const error = { code: 'syncStateNotFound', message: 'The sync state generation is not found.' };
      const headers = { 'content-type': 'application/json', location: 'https://elsewhere.example/' };
      return Promise.resolve(new Response(JSON.stringify({ error }), { status: 410, headers }));
    };
    const other = await mailboxOver(
      sandbox,
      mintedTokens(() => sandbox),
      { fetch: answer410 },
    );
    const gone = deliver('gone-meanwhile');
    const heard = listen('inbox', { via: 'graph', pollMs: 30 }, other);
    await heard.status('connected');
    forgetful = true;
    store().expunge(gone);
    deliver('new-meanwhile');
    await heard.until(({ events }) => events.length === 2);
    expect(heard.told.sort()).toEqual([`created ${id('new-meanwhile')}`, `deleted ${id('gone-meanwhile')}`]);
    await heard.status('resynced');
    ends.abort();
    await heard.ended();
    await other.close();
  });

  it('asks Graph about each of a few what its delta does not tell, and about none of many', async () => {
    const made = store().createFolder('Sizes');
    for (let at = 0; at < 100; at += 1) deliver(`many-${at}`, made.path);
    const send = await createFetch({ caPem: sandbox.ca.pem });
    let asked = 0;
    const counting: typeof fetch = (url, init) => {
      if (new Request(url).url.includes('expand')) asked += 1;
      return send(url, init);
    };
    const other = await mailboxOver(
      sandbox,
      mintedTokens(() => sandbox),
      { fetch: counting },
    );
    const { changes, cursor } = await other.delta('Sizes', undefined, { via: 'graph' });
    expect(new Set(changes.map(({ message }) => message?.bytes))).toEqual(new Set([undefined]));
    expect(asked).toBe(0);
    for (let at = 0; at < 12; at += 1) deliver(`few-${at}`, made.path);
    const then = await other.delta('Sizes', cursor);
    expect(then.changes).toHaveLength(12);
    for (const { message } of then.changes) {
      expect(message?.bytes).toBeGreaterThan(100);
      expect(message?.flags?.answered).toBe(false);
    }
    expect(asked).toBe(12);
    await other.close();
  });

  it('makes its subscription again when it was removed, and finds what it missed', async () => {
    const heard = listen('inbox', { notify: {} });
    await heard.status('connected');
    const [first] = sandbox.subscriptions.all();
    if (!first) throw new Error('there is a subscription');
    sandbox.subscriptions.delete(first);
    deliver('unheard');
    // What Graph would have said, to a listener that has lost the subscription without knowing.
    sandbox.subscriptions.provoke(first, 'reauthorizationRequired');
    await heard.until(({ events }) => events.length === 1);
    await heard.status('subscribed', 2);
    const [second] = sandbox.subscriptions.all();
    if (!second) throw new Error('there is a subscription again');
    expect(second.id).not.toBe(first.id);
    sandbox.subscriptions.provoke(second, 'subscriptionRemoved');
    await heard.status('subscribed', 3);
    deliver('heard-again');
    await heard.until(({ events }) => events.length === 2);
    const [third] = sandbox.subscriptions.all();
    if (!third) throw new Error('there is a subscription once more');
    sandbox.subscriptions.provoke(third, 'reauthorizationRequired');
    await heard.status('renewed');
    expect(heard.told).toEqual([`created ${id('unheard')}`, `created ${id('heard-again')}`]);
    ends.abort();
    await heard.ended();
    expect(sandbox.subscriptions.all()).toEqual([]);
  });

  it('goes on from its state file: what was taken is told once, what was not is told again', async () => {
    const stateFile = join(folder, 'state', 'inbox');
    const heard = listen('inbox', { via: 'imap', stateFile });
    await heard.status('connected');
    deliver('taken');
    await heard.until(({ events }) => events.length === 1);
    ends.abort();
    await heard.ended();
    expect(readFileSync(stateFile, 'utf8')).toMatch(/^mgw1\./);
    deliver('while-away');
    for await (const event of box.watch('inbox', { via: 'imap', stateFile })) {
      expect(event.id).toBe(id('while-away'));
      break;
    }
    const again = listen('inbox', { stateFile });
    deliver('later');
    await again.until(({ events }) => events.length === 2);
    expect(again.told).toEqual([`created ${id('while-away')}`, `created ${id('later')}`]);
    ends.abort();
    await again.ended();
    const third = listen('inbox', { stateFile });
    await third.status('connected');
    expect(third.events).toEqual([]);
  });

  it('asks a POP server for its names, and tells what has come and gone', async () => {
    const old = deliver('pop-old');
    const heard = listen('inbox', { via: 'pop', pollMs: 30 });
    await heard.status('connected');
    deliver('pop-new');
    await heard.until(({ events }) => events.length === 1);
    store().expunge(old);
    await heard.until(({ events }) => events.length === 2);
    expect(heard.told).toEqual([`created ${id('pop-new')}`, `deleted ${id('pop-old')}`]);
    ends.abort();
    await heard.ended();
  });

  it('watches more folders than it takes connections, and leaves room for commands', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `Many ${at}`);
    for (const name of names) store().createFolder(name);
    ends = new AbortController();
    const heard = new Listening();
    const { signal } = ends;
    heard.listen(box.watch(names, { via: 'imap', pollMs: 50, signal, onStatus: heard.onStatus }));
    await heard.status('connected', names.length);
    for (const name of names) deliver(name.replace(' ', '-'), name);
    await heard.until(({ events }) => events.length === names.length);
    expect(new Set(heard.events.map(({ folder: path }) => path))).toEqual(new Set(names));
    expect(
      heard.statuses.filter((one) => one.kind === 'connected' && one.way === 'idle').length,
    ).toBeGreaterThan(3);
    expect(await box.folders({ via: 'imap' })).not.toEqual([]);
  });
});

describe('subscriptions of one’s own', () => {
  it('are made, listed, renewed and ended', async () => {
    const clientState = new Secret('mine');
    const told: string[] = [];
    const receiver = await openNotificationReceiver({
      clientState,
      onNotification: ({ changeType }) => told.push(changeType),
    });
    const { subscriptions } = box;
    const made = await subscriptions.create({ notificationUrl: receiver.url, folder: 'inbox', clientState });
    expect(made.clientState.equals(clientState)).toBe(true);
    expect((await subscriptions.list()).map(({ id }) => id)).toEqual([made.id]);
    const renewed = await subscriptions.renew(made.id, { lifetimeMs: 5 * 3_600_000 });
    expect(renewed.expiresAtMs).toBeLessThan(made.expiresAtMs);
    await subscriptions.delete(made.id);
    await subscriptions.delete(made.id);
    expect(await subscriptions.list()).toEqual([]);
    await receiver.close();
  });
});
