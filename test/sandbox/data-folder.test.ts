// A sandbox that keeps itself in a folder: what it refuses to open, and what is there when it is opened again.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/sandbox/data/folder.ts';
import { applicationId, dataFormat } from '../../src/sandbox/data/schema.ts';
import { Sqlite } from '../../src/sandbox/data/sqlite.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

let parent: string;
let folder: string;
const open: Sandbox[] = [];

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'sandbox-data-'));
  folder = path.join(parent, 'world');
});
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
  rmSync(parent, { recursive: true, force: true });
});

async function start(options: { fetch?: typeof fetch } = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ data: folder, ...options });
  open.push(sandbox);
  return sandbox;
}

async function stop(sandbox: Sandbox): Promise<void> {
  open.splice(open.indexOf(sandbox), 1);
  await sandbox.close();
}

function tree(directory: string): Record<string, string> {
  const names = ['sandbox.db', 'notes.txt'].filter((name) =>
    statSync(path.join(directory, name), { throwIfNoEntry: false }),
  );
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(directory, name)).toString('base64')]),
  );
}

describe('a folder that is not to be had', () => {
  const database = (): string => path.join(folder, 'sandbox.db');
  const make: Record<string, [make: () => void | Promise<void>, code: string]> = {
    'a file': [() => writeFileSync(folder, 'x'), 'sandbox-data-foreign'],
    'with other things in it': [
      () => {
        mkdirSync(folder);
        writeFileSync(path.join(folder, 'notes.txt'), 'x');
      },
      'sandbox-data-foreign',
    ],
    'whose database is no database': [
      () => {
        mkdirSync(folder);
        writeFileSync(database(), 'this is a text of more than a hundred bytes\n'.repeat(50));
      },
      'sandbox-data-foreign',
    ],
    "whose database is another program's": [
      () => {
        mkdirSync(folder);
        const other = new Sqlite(database());
        other.exec('create table t (a)');
        other.close();
      },
      'sandbox-data-foreign',
    ],
    'of a newer version': [
      () => {
        mkdirSync(folder);
        const newer = new Sqlite(database());
        newer.exec(
          `pragma application_id = ${applicationId}; pragma user_version = ${dataFormat + 1}; create table t (a)`,
        );
        newer.close();
      },
      'sandbox-data-newer',
    ],
    'that was damaged': [
      async () => {
        await stop(await start());
        const bytes = readFileSync(database());
        bytes.fill(0x5a, 4096, 4096 * 6);
        writeFileSync(database(), bytes);
      },
      'sandbox-data-corrupt',
    ],
  };
  for (const [what, [prepare, code]] of Object.entries(make)) {
    it(`${what}: ${code}, and nothing is changed`, async () => {
      await prepare();
      const before = statSync(folder).isDirectory() ? tree(folder) : readFileSync(folder, 'utf8');
      await expect(startSandbox({ data: folder })).rejects.toMatchObject({ code });
      expect(statSync(folder).isDirectory() ? tree(folder) : readFileSync(folder, 'utf8')).toEqual(before);
    });
  }

  it('in use: refused until the other has gone', async () => {
    const first = await start();
    await expect(startSandbox({ data: folder })).rejects.toMatchObject({ code: 'sandbox-data-in-use' });
    await stop(first);
    await start();
  });
});

it('nobody else may read it', async () => {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  await start();
  const modes = ['.', 'sandbox.db', 'sandbox.db-wal', 'sandbox.lock'].map(
    (name) => statSync(path.join(folder, name)).mode & 0o777,
  );
  expect(modes.map((mode) => mode.toString(8))).toEqual(['700', '600', '600', '600']);
});

describe('a sandbox that was stopped and started again', () => {
  const { anna, ben } = seed.contoso;

  it('has its people, apps, mailboxes, policies, consents, switches, quirks, clock and authority', async () => {
    const first = await start();
    await first.act('add-user', { user: 'carla@contoso.example', password: 'carla-sandbox-1' });
    await first.act('set-user', { user: ben.name, disabled: true });
    await first.act('remove-user', { user: 'anna@lab.contoso.example' });
    await first.act('add-mailbox', { mailbox: 'info@contoso.example', fullAccess: [anna.name] });
    await first.act('set-policies', { tenant: 'contoso.example', mfaForResources: ['exchange'] });
    await first.act('set-switches', { personalTokenErrors: 'bare' });
    await first.act('set-quirks', { disabledProtocol: 'refuse' });
    await first.act('advance-clock', { by: '91d' });
    first.entra.consent.grant(anna.name, seed.apps.desktop.appId, 'https://graph.microsoft.com/Mail.Read');
    const look = ({ directory, entra, quirks, ca }: Sandbox) =>
      structured({
        tenants: [...directory.tenants.values()],
        users: [...directory.users.values()],
        apps: [...directory.apps.values()],
        mailboxes: [...directory.mailboxes.values()],
        consents: entra.consent.all(),
        switches: entra.switches,
        quirks,
        ca,
      });
    const before = look(first);
    const then = first.clock.now();
    await stop(first);
    const second = await start();
    expect(look(second)).toEqual(before);
    expect(second.clock.now()).toBeGreaterThanOrEqual(then);
    expect(second.directory.userByName('carla@contoso.example')?.password).toBe('carla-sandbox-1');
    expect(second.directory.userByName('anna@lab.contoso.example')).toBeUndefined();
  });

  it('knows its tokens, refresh tokens and browser sessions', async () => {
    const first = await start();
    const scopes = 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access';
    const minted = first.entra.mint({ user: anna.name, app: seed.apps.desktop.appId, scopes });
    const personal = first.entra.mint({
      user: seed.consumers.anna.name,
      app: seed.apps.desktop.appId,
      scopes,
    });
    const dead = first.entra.mint({ user: ben.name, app: seed.apps.desktop.appId, scopes });
    await first.act('revoke-sessions', { user: ben.name });
    await stop(first);
    const second = await start();
    expect(second.judge.judge(minted.accessToken)).toMatchObject({ ok: true });
    expect(second.judge.judge(personal.accessToken)).toMatchObject({ ok: true });
    const refresh = async (token: string): Promise<Record<string, unknown>> => {
      const answer = await fetch(`${second.urls.entraHttp}/organizations/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: seed.apps.desktop.appId,
          grant_type: 'refresh_token',
          refresh_token: token,
          scope: scopes,
        }),
      });
      return (await answer.json()) as Record<string, unknown>;
    };
    expect(await refresh(minted.refreshToken)).toMatchObject({ token_type: 'Bearer' });
    expect(await refresh(dead.refreshToken)).toMatchObject({ error_codes: [50173] });
  });

  it('shows every message, folder, flag, id and number as before, and its deltas go on', async () => {
    const first = await start();
    const mailbox = first.mail.mailbox(anna.name);
    if (!mailbox) throw new Error('no mailbox');
    const inbox = mailbox.wellKnown('inbox');
    const [one, two, three] = ['one', 'two', 'three'].map((name) =>
      first.mail.deliver(
        `Message-ID: <${name}@contoso.example>\nSubject: ${name}\n\nbody of ${name}\n`,
        anna.name,
      ),
    );
    if (!one || !two || !three) throw new Error('not delivered');
    const parent = mailbox.createFolder('Late');
    const child = mailbox.createFolder('Early', inbox);
    mailbox.renameFolder(child, 'Early', parent);
    child.subscribed = false;
    mailbox.setFlags(one, ['\\Seen', '\\Flagged']);
    mailbox.setCategories(one, ['Red', 'Ünder']);
    mailbox.setFollowUp(two, 'complete');
    const delta = inbox.sequence;
    mailbox.move(two, child);
    mailbox.expunge(three);
    mailbox.copy(one, child);
    inbox.recentFrom = inbox.uidNext;
    const gone = mailbox.createFolder('Gone');
    const folderDelta = mailbox.folderSequence;
    mailbox.deleteFolder(gone);
    const before = shown(first, anna.name);
    const changes = told(first, anna.name, delta);
    expect(changes).toHaveLength(2);
    await stop(first);
    const second = await start();
    expect(shown(second, anna.name)).toEqual(before);
    expect(told(second, anna.name, delta)).toEqual(changes);
    expect(second.mail.mailbox(anna.name)?.foldersAfter(folderDelta)?.gone).toEqual([gone.id]);
    const next = second.mail.deliver('Subject: four\nIn-Reply-To: <one@contoso.example>\n\n\n', anna.name);
    expect(next?.uid).toBe(4);
    expect(next?.conversationId).toBe(second.mail.list(anna.name)[0]?.conversationId);
  });

  it('has its subscriptions, tells them that something may have been missed, and goes on to notify', async () => {
    const posted: Record<string, unknown>[] = [];
    let wake = (): void => {};
    const endpoint: typeof fetch = (url, init) => {
      const token = new URL(url instanceof Request ? url.url : url).searchParams.get('validationToken');
      if (token !== null) return Promise.resolve(new Response(token));
      posted.push(JSON.parse(typeof init?.body === 'string' ? init.body : '') as Record<string, unknown>);
      wake();
      return Promise.resolve(new Response(null, { status: 202 }));
    };
    const until = async (count: number): Promise<void> => {
      while (posted.length < count) await new Promise<void>((resolve) => (wake = resolve));
    };
    const first = await start({ fetch: endpoint });
    const { accessToken } = first.entra.mint({
      user: anna.name,
      app: seed.apps.desktop.appId,
      scopes: 'https://graph.microsoft.com/Mail.Read',
    });
    const ask = async ({ urls }: Sandbox, method: string, at: string, body?: object): Promise<unknown> => {
      const answer = await fetch(`${urls.graphHttp}/v1.0/subscriptions${at}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return method === 'DELETE' ? answer.status : answer.json();
    };
    const inHours = (count: number): string => new Date(first.clock.now() + count * 3_600_000).toISOString();
    const wish = {
      changeType: 'created,deleted',
      notificationUrl: 'https://app.contoso.example/notify',
      lifecycleNotificationUrl: 'https://app.contoso.example/notify',
      resource: "me/mailFolders('inbox')/messages?$filter=startswith(subject,'wanted')",
      clientState: 'state-1',
    };
    const made = await ask(first, 'POST', '', { ...wish, expirationDateTime: inHours(1) });
    const dropped = await ask(first, 'POST', '', { ...wish, expirationDateTime: inHours(1) });
    const { id } = made as { id: string };
    const renewed = await ask(first, 'PATCH', `/${id}`, { expirationDateTime: inHours(100) });
    await ask(first, 'DELETE', `/${(dropped as { id: string }).id}`);
    await stop(first);
    const second = await start({ fetch: endpoint });
    await until(1);
    expect(posted[0]).toMatchObject({ value: [{ lifecycleEvent: 'missed', subscriptionId: id }] });
    const { '@odata.context': _, ...entity } = renewed as Record<string, unknown>;
    expect(await ask(second, 'GET', '')).toMatchObject({ value: [entity] });
    for (const subject of ['other', 'wanted']) second.mail.deliver(`Subject: ${subject}\n\n\n`, anna.name);
    await until(2);
    expect(posted[1]).toMatchObject({
      value: [{ changeType: 'created', clientState: 'state-1', subscriptionId: id }],
    });
    second.clock.advance('101h');
    expect(second.subscriptions.all()).toEqual([]);
    await stop(second);
    expect((await start()).subscriptions.all()).toEqual([]);
  });

  it('forgets the mail of those who were taken away', async () => {
    const first = await start();
    first.mail.deliver('Subject: only here\n\n\n', ben.name);
    await first.act('remove-user', { user: ben.name });
    await stop(first);
    await stop(await start());
    const data = openDataFolder(folder);
    data.close();
    const sqlite = new Sqlite(path.join(folder, 'sandbox.db'));
    expect(sqlite.row('select count(*) as n from item')).toEqual({ n: 0 });
    expect(sqlite.row('select count(*) as n from body')).toEqual({ n: 0 });
    sqlite.close();
  });
});

/** Without the difference between a field that is missing and one that is undefined. */
function structured(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function shown({ mail }: Sandbox, address: string): unknown {
  const mailbox = mail.mailbox(address);
  return structured(
    [...(mailbox?.foldersOfAllKinds() ?? []), mailbox?.recoverable].map((folder) => ({
      path: folder?.path,
      id: folder?.id,
      numbers: [folder?.uidValidity, folder?.uidNext, folder?.recentFrom, folder?.sequence],
      counts: [folder?.count, folder?.unreadCount, folder?.bytes],
      subscribed: folder?.subscribed,
      items: folder?.items.map((item) => ({
        ids: [item.id, item.immutableId, item.conversationId, item.uid, item.version],
        marks: [[...item.flags], item.categories, item.flagCompleted],
        times: [item.receivedMs, item.createdMs, item.modifiedMs],
        raw: item.content.raw.toString('latin1'),
      })),
    })),
  );
}

function told({ mail }: Sandbox, address: string, after: number): unknown {
  const changes = mail.mailbox(address)?.wellKnown('inbox').changesAfter(after);
  return changes?.map(({ sequence, kind, uid, id, movedTo, item }) => ({
    ...{ sequence, kind, uid, id },
    to: movedTo?.path,
    alive: item.alive,
    immutable: item.immutableId,
  }));
}
