// The mail faces as real clients see them: imapflow, nodemailer, Python's standard library, and Graph by fetch.

import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import { anna, ben, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

const imapScope = ['IMAP.AccessAsUser.All'];
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

function imap(accessToken: string, user = anna): ImapFlow {
  const { host, port } = world.faces.endpoints.imaps;
  return new ImapFlow({
    host,
    port,
    secure: true,
    auth: { user, accessToken },
    tls: { ca: world.caPem },
    logger: false,
  });
}

async function graph(method: string, url: string, token: string, body?: unknown): Promise<Response> {
  return world.faces.graph.request(`https://graph.localhost${url}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('imapflow', () => {
  it('is refused with a token for Graph', async () => {
    const client = imap(world.token(anna, 'graph', imapScope));
    await expect(client.connect()).rejects.toMatchObject({ authenticationFailed: true });
  });

  it('signs in, lists, reads, flags, moves and searches', async () => {
    world.faces.mail.deliver(hello('First'), anna);
    world.faces.mail.deliver(hello('Second'), anna);
    const client = imap(world.token(anna, 'exchange', imapScope));
    await client.connect();
    const folders = await client.list();
    expect(folders.map((folder) => folder.path)).toContain('Sent Items');
    expect(folders.find((folder) => folder.specialUse === '\\Trash')?.path).toBe('Deleted Items');
    const lock = await client.getMailboxLock('INBOX');
    const seen = await client.fetchAll('1:*', {
      envelope: true,
      bodyStructure: true,
      source: true,
      uid: true,
      flags: true,
    });
    expect(seen.map((message) => message.envelope?.subject)).toEqual(['First', 'Second']);
    expect(seen[0]?.source?.toString()).toBe(hello('First'));
    await client.messageFlagsAdd({ uid: '1' }, ['\\Seen'], { uid: true });
    expect(await client.search({ seen: false }, { uid: true })).toEqual([2]);
    const moved = await client.messageMove('1', 'Archive', { uid: true });
    expect(moved).not.toBe(false);
    expect(world.faces.mail.list(anna, 'archive')).toHaveLength(1);
    const appended = await client.append('Drafts', hello('Draft'), ['\\Draft']);
    expect(appended && appended.uid).toBe(1);
    lock.release();
    await client.logout();
  });
});

describe('nodemailer', () => {
  const send = (accessToken: string, from = anna) => {
    const { host, port } = world.faces.endpoints.smtp;
    const transport = createTransport({
      host,
      port,
      requireTLS: true,
      auth: { type: 'OAuth2', user: anna, accessToken },
      tls: { ca: world.caPem },
    });
    return transport.sendMail({ from, to: ben, subject: 'By SMTP', text: '.dot\r\n..two\r\nend' });
  };

  it('is refused without SMTP.Send', async () => {
    await expect(send(world.token(anna, 'exchange', imapScope))).rejects.toThrow(
      /535 5\.7\.3 Authentication unsuccessful \[/,
    );
  });

  it('is refused when SMTP AUTH is off for the tenant, unless the mailbox says otherwise', async () => {
    world.tenant.mail.smtpAuthDisabled = true;
    const token = world.token(anna, 'exchange', ['SMTP.Send']);
    await expect(send(token)).rejects.toThrow(
      /535 5\.7\.139 .*SmtpClientAuthentication is disabled for the Tenant\./,
    );
    world.mailbox(anna).smtpAuthDisabled = false;
    await send(token);
  });

  it('may not send as somebody else', async () => {
    await expect(send(world.token(anna, 'exchange', ['SMTP.Send']), ben)).rejects.toThrow(
      /554 5\.2\.252 SendAsDenied/,
    );
  });

  it('delivers once to the recipient and once to Sent Items', async () => {
    await send(world.token(anna, 'exchange', ['SMTP.Send']));
    expect(world.faces.mail.list(anna, 'sentitems')).toHaveLength(1);
    const [received] = world.faces.mail.list(ben);
    expect(received?.content.raw.toString()).toContain('\r\n.dot\r\n..two\r\nend\r\n');
  });
});

describe('Graph', () => {
  it('refuses a token for Exchange in its own words', async () => {
    const answer = await graph('GET', '/v1.0/me', world.token(anna, 'exchange', imapScope));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'InvalidAuthenticationToken',
        message: 'Access token validation failure. Invalid audience.',
      },
    });
  });

  it('refuses to delete without Mail.ReadWrite', async () => {
    const id = world.faces.mail.deliver(hello('Kept'), anna)?.id;
    const answer = await graph(
      'DELETE',
      `/v1.0/me/messages/${id}`,
      world.token(anna, 'graph', ['Mail.Read']),
    );
    expect(answer.status).toBe(403);
    expect(world.faces.mail.list(anna)).toHaveLength(1);
  });

  it('names what it does not have', async () => {
    const answer = await graph('GET', '/v1.0/me/events', world.token(anna, 'graph', ['User.Read']));
    expect(answer.status).toBe(501);
  });

  it('reads the profile, lists, sends and deletes', async () => {
    const token = world.token(anna, 'graph', ['User.Read', 'Mail.ReadWrite', 'Mail.Send']);
    const me = await (await graph('GET', '/v1.0/me', token)).json();
    expect(me).toMatchObject({ mail: anna, displayName: 'Anna Novák' });
    const sent = await graph('POST', '/v1.0/me/sendMail', token, {
      message: {
        subject: 'Grüße',
        body: { content: 'Hallo' },
        toRecipients: [{ emailAddress: { address: anna } }],
      },
    });
    expect(sent.status).toBe(202);
    const list = (await (
      await graph('GET', "/v1.0/me/mailFolders('inbox')/messages?$select=subject", token)
    ).json()) as {
      value: Array<{ id: string; subject: string }>;
    };
    expect(list.value.map((message) => message.subject)).toEqual(['Grüße']);
    const gone = await graph('DELETE', `/v1.0/me/messages/${list.value[0]?.id}`, token);
    expect(gone.status).toBe(204);
    expect(world.faces.mail.list(anna)).toHaveLength(0);
    expect(world.faces.mail.list(anna, 'deleteditems')).toHaveLength(1);
  });

  it('follows a folder by delta', async () => {
    const token = world.token(anna, 'graph', ['Mail.ReadWrite']);
    const first = world.faces.mail.deliver(hello('One'), anna);
    const start = (await (
      await graph('GET', '/v1.0/me/mailFolders/inbox/messages/delta', token)
    ).json()) as Record<string, string>;
    world.faces.mail.deliver(hello('Two'), anna);
    await graph('DELETE', `/v1.0/me/messages/${first?.id}`, token);
    const next = new URL(start['@odata.deltaLink'] ?? '');
    const page = (await (await graph('GET', next.pathname + next.search, token)).json()) as {
      value: unknown[];
    };
    expect(page.value).toMatchObject([
      { subject: 'Two' },
      { id: first?.id, '@removed': { reason: 'deleted' } },
    ]);
  });
});

describe('one message through every door', () => {
  it('is told to IDLE and to a subscriber, and its deletion by Graph is an EXPUNGE', async () => {
    await world.close();
    const told: Array<{ changeType: string; clientState: string }> = [];
    let arrived = (): void => {};
    const notified = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    world = await openWorld({
      fetch: async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const token = url.searchParams.get('validationToken');
        if (token !== null) return new Response(token);
        const body = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as { value: typeof told };
        told.push(...body.value);
        arrived();
        return new Response(null, { status: 202 });
      },
    });
    const token = world.token(anna, 'graph', ['Mail.ReadWrite']);
    const made = await graph('POST', '/v1.0/subscriptions', token, {
      changeType: 'created',
      notificationUrl: 'https://app.contoso.example/notify',
      resource: "me/mailFolders('inbox')/messages",
      expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
      clientState: 'a secret',
    });
    expect(made.status).toBe(201);
    const client = imap(world.token(anna, 'exchange', imapScope));
    await client.connect();
    await client.mailboxOpen('INBOX');
    const exists = new Promise((resolve) => client.once('exists', resolve));
    const expunged = new Promise((resolve) => client.once('expunge', resolve));
    const idling = client.idle();
    const item = world.faces.mail.deliver(hello('News'), anna);
    await exists;
    await notified;
    expect(told).toMatchObject([{ changeType: 'created', clientState: 'a secret' }]);
    await graph('DELETE', `/v1.0/me/messages/${item?.id}`, token);
    await expunged;
    await client.logout();
    await idling;
  });
});

describe("Python's standard library", () => {
  it('reads by IMAP and POP and sends by SMTP', async () => {
    world.faces.mail.deliver(hello('For Python'), anna);
    const token = world.token(anna, 'exchange', [
      'IMAP.AccessAsUser.All',
      'POP.AccessAsUser.All',
      'SMTP.Send',
    ]);
    const folder = mkdtempSync(path.join(tmpdir(), 'faces-'));
    const ca = path.join(folder, 'ca.pem');
    writeFileSync(ca, world.caPem);
    const script = `
import imaplib, poplib, smtplib, ssl, sys
ca, user, blob, imap, pop, smtp = sys.argv[1:7]
context = ssl.create_default_context(cafile=ca)
raw = __import__('base64').b64decode(blob)
m = imaplib.IMAP4_SSL('localhost', int(imap), ssl_context=context)
m.authenticate('XOAUTH2', lambda _: raw)
print(m.select('INBOX')[1][0].decode())
print(m.fetch('1', '(BODY.PEEK[HEADER.FIELDS (SUBJECT)])')[1][0][1].decode().strip())
m.logout()
p = poplib.POP3_SSL('localhost', int(pop), context=context)
p._putcmd('AUTH XOAUTH2'); p._getline()
print(p._shortcmd(blob).decode())
print(p.retr(1)[1][-2].decode())
p.quit()
s = smtplib.SMTP('localhost', int(smtp)); s.ehlo(); s.starttls(context=context); s.ehlo()
print(s.docmd('AUTH', 'XOAUTH2 ' + blob)[0])
s.sendmail(user, [user], 'Subject: from Python\\r\\n\\r\\nbody\\r\\n')
s.quit()
`;
    const { imaps, pops, smtp } = world.faces.endpoints;
    const { stdout } = await promisify(execFile)(
      'python3',
      [
        '-c',
        script,
        ca,
        anna,
        encodeXoauth2({ user: anna, token }),
        `${imaps.port}`,
        `${pops.port}`,
        `${smtp.port}`,
      ],
      { timeout: 15_000 },
    );
    expect(stdout.trim().split('\n')).toEqual([
      '1',
      'Subject: For Python',
      '+OK User successfully logged on.',
      '.a line that begins with a dot',
      '235',
    ]);
    expect(world.faces.mail.list(anna)).toHaveLength(2);
  });
});
