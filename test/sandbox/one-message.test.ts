// One message through every door, in the whole sandbox and with its own tokens: what is sent by SMTP is there for IMAP's
// IDLE, POP, Graph's delta and a notification at once, and what one face changes the others show.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';

const { anna, ben } = seed.contoso;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'one-message-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['in memory', () => undefined],
  ['in a folder', () => path.join(folder, 'world')],
])('%s', (_, dataOf) => {
  it('is told to everybody, and a flag of IMAP is isRead of Graph', async () => {
    const notified: string[] = [];
    let ring = (): void => {};
    const sandbox = await startSandbox({
      data: dataOf(),
      fetch: async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const token = url.searchParams.get('validationToken');
        if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } });
        const body = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as {
          value: Array<{ changeType: string }>;
        };
        notified.push(...body.value.map(({ changeType }) => changeType));
        ring();
        return new Response(null, { status: 202 });
      },
    });
    const untilNotified = async (wanted: string): Promise<void> => {
      while (!notified.includes(wanted)) {
        await new Promise<void>((resolve) => {
          ring = resolve;
        });
      }
    };
    const exchange = tokenOf(sandbox, ben.name, 'IMAP.AccessAsUser.All', 'POP.AccessAsUser.All');
    const graph = graphOf(sandbox);
    const client = new ImapFlow({
      ...{ host: sandbox.servers.imaps.host, port: sandbox.servers.imaps.port, secure: true, logger: false },
      auth: { user: ben.name, accessToken: exchange },
      tls: { ca: sandbox.ca.pem, servername: 'localhost' },
    });
    try {
      await client.connect();
      await client.mailboxOpen('INBOX');
      const start = await graph('GET', '/me/mailFolders/inbox/messages/delta');
      await graph('POST', '/subscriptions', {
        changeType: 'created,updated,deleted',
        notificationUrl: 'https://app.contoso.example/notify',
        resource: "me/mailFolders('inbox')/messages",
        expirationDateTime: new Date(sandbox.clock.now() + 3_600_000).toISOString(),
      });

      const exists = new Promise((resolve) => client.once('exists', resolve));
      const idling = client.idle();
      await send(sandbox, 'Through every door');
      await exists;
      await untilNotified('created');
      expect(await popStat(sandbox, exchange)).toMatch(/^\+OK 1 \d+$/);
      const delta = await graph('GET', after(start));
      expect(delta['value']).toMatchObject([{ subject: 'Through every door', isRead: false }]);

      await client.messageFlagsAdd({ uid: '1' }, ['\\Seen', '\\Flagged'], { uid: true });
      await idling;
      await untilNotified('updated');
      const flagged = await graph('GET', after(delta));
      expect(flagged['value']).toMatchObject([{ isRead: true, flag: { flagStatus: 'flagged' } }]);

      const [{ id }] = flagged['value'] as [{ id: string }];
      await graph('PATCH', `/me/messages/${id}`, { isRead: false, categories: ['Red'] });
      expect(await client.fetchOne('1', { flags: true })).toMatchObject({
        flags: new Set(['\\Flagged', '\\Recent']),
      });

      const expunged = new Promise((resolve) => client.once('expunge', resolve));
      await graph('DELETE', `/me/messages/${id}`);
      await client.noop();
      await expunged;
      await untilNotified('deleted');
      expect(sandbox.mail.list(ben.name, 'deleteditems')).toHaveLength(1);
      await client.logout();
    } finally {
      client.close();
      await sandbox.close();
    }
  });
});

function tokenOf(sandbox: Sandbox, user: string, ...permissions: string[]): string {
  const scopes = permissions.map((name) => `https://outlook.office.com/${name}`).join(' ');
  return sandbox.entra.mint({ user, app: seed.apps.desktop.appId, scopes }).accessToken;
}

function graphOf(sandbox: Sandbox) {
  const scopes = 'https://graph.microsoft.com/Mail.ReadWrite';
  const { accessToken } = sandbox.entra.mint({ user: ben.name, app: seed.apps.desktop.appId, scopes });
  return async (method: string, place: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${sandbox.urls.graphHttp}/v1.0${place}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    expect(answer.ok, text).toBe(true);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
}

/** Where a delta goes on. */
function after(page: Record<string, unknown>): string {
  const { pathname, search } = new URL(page['@odata.deltaLink'] as string);
  return pathname.replace('/v1.0', '') + search;
}

async function send(sandbox: Sandbox, subject: string): Promise<void> {
  const { host, port } = sandbox.servers.smtp;
  const transport = createTransport({
    ...{ host, port, requireTLS: true, tls: { ca: sandbox.ca.pem, servername: 'localhost' } },
    auth: { type: 'OAuth2', user: anna.name, accessToken: tokenOf(sandbox, anna.name, 'SMTP.Send') },
  });
  await transport.sendMail({ from: anna.name, to: ben.name, subject, text: 'hello' });
  transport.close();
}

/** STAT of a POP session of its own. */
async function popStat(sandbox: Sandbox, token: string): Promise<string> {
  const { host, port } = sandbox.servers.pops;
  const socket = connectTls({ host, port, ca: sandbox.ca.pem, servername: 'localhost' });
  const lines: string[] = [];
  const says = ['AUTH XOAUTH2', encodeXoauth2({ user: ben.name, token }), 'STAT', 'QUIT'];
  for await (const chunk of socket) {
    lines.push(
      ...String(chunk)
        .split('\r\n')
        .filter((line) => line !== ''),
    );
    const next = says.shift();
    if (next === undefined) break;
    socket.write(`${next}\r\n`);
  }
  socket.destroy();
  return lines[3] ?? '';
}
