// The recorded story with its own client, JavaMail: tokens are got as the person in it got them, and each row of the
// table has to end as it did for her. Debian's JavaMail is 1.6.5; hers was 1.6.2.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';
import { type Ran, type TokenHome, tokenHome } from '../kit/token-home.ts';

const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;
const jars = ['javax.mail.jar', 'javax.activation.jar'].map((name) => join('/usr/share/java', name));
const exchangeScopes =
  'https://outlook.office365.com/IMAP.AccessAsUser.All https://outlook.office365.com/SMTP.Send';

const { missing, title } = needs('JavaMail', 'java', 'keytool', ...jars);

describe.skipIf(missing)(title, { timeout: 60_000 }, () => {
  let sandbox: Sandbox;
  let home: TokenHome;
  beforeAll(async () => {
    sandbox = await startSandbox();
    home = tokenHome(sandbox);
    const words = ['-importcert', '-noprompt', '-alias', 'sandbox', '-file', home.caFile];
    const store = ['-keystore', trustStore(), '-storetype', 'PKCS12', '-storepass', 'changeit'];
    const { code, out } = await home.run('keytool', [...words, ...store]);
    expect(code, out).toBe(0);
    const mailbox = sandbox.mail.mailbox(anna);
    for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
    sandbox.mail.deliver(letter('Grüße', 'Hello.'), anna);
  });
  afterAll(async () => {
    home?.close();
    await sandbox?.close();
  });

  const trustStore = (): string => join(home.folder, 'trust.p12');

  function story(token: string, ...words: string[]): Promise<Ran> {
    const trust = [
      `-Djavax.net.ssl.trustStore=${trustStore()}`,
      '-Djavax.net.ssl.trustStorePassword=changeit',
    ];
    const script = join(import.meta.dirname, 'java', 'Story.java');
    const args = [...trust, '-cp', jars.join(':'), script, ...words];
    return home.run('java', args, { env: { TOKEN: token } });
  }
  const imap = (token: string, what: 'imap' | 'work' | 'idle' = 'imap', user: string = anna): Promise<Ran> =>
    story(token, what, 'localhost', String(sandbox.servers.imaps.port), user);
  const smtp = (token: string, to: string, subject: string): Promise<Ran> =>
    story(token, 'smtp', 'localhost', String(sandbox.servers.smtp.port), anna, to, subject);

  /** A sign-in at /authorize for `consent`, and the code redeemed for `redeem`. */
  async function signIn(consent: string, redeem: string): Promise<Answer> {
    const redirect = 'http://localhost:4321/';
    const url = new URL(`${sandbox.urls.entra}/common/oauth2/v2.0/authorize`);
    url.search = new URLSearchParams({
      client_id: seed.apps.desktop.appId,
      response_type: 'code',
      redirect_uri: redirect,
      scope: consent,
    }).toString();
    const back = await sandbox
      .newVisitor()
      .visit(url.href, { user: anna, password: seed.contoso.anna.password });
    const code = new URL(back).searchParams.get('code') ?? '';
    return ask({ grant_type: 'authorization_code', code, redirect_uri: redirect, scope: redeem });
  }
  async function ask(form: Record<string, string>): Promise<Answer> {
    const body = new URLSearchParams({ client_id: seed.apps.desktop.appId, ...form });
    const response = await fetch(`${sandbox.urls.entraHttp}/common/oauth2/v2.0/token`, {
      method: 'POST',
      body,
    });
    return (await response.json()) as Answer;
  }

  it('is refused with the token of row 1, whose scopes began with short names', async () => {
    const scopes = `offline_access email openid profile User.Read Mail.ReadWrite ${exchangeScopes}`;
    const { access_token: token = '', scope } = await signIn(scopes, scopes);
    expect(scope).toMatch(/User\.Read/);
    const read = await imap(token);
    expect(read.out).toContain('command result: A1 NO AUTHENTICATE failed.');
    expect(read.out).toContain('= refused: AUTHENTICATE failed.');
    expect(read.code).toBe(3);
    const sent = await smtp(token, ben, 'never');
    expect(sent.out).toContain('= refused: 535 5.7.3 Authentication unsuccessful [');
    expect(sent.code).toBe(3);
  });

  it('is refused with nonsense, and with an expired token', async () => {
    expect((await imap('EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA')).code).toBe(3);
    const old = sandbox.entra.mint({
      user: anna,
      app: seed.apps.desktop.appId,
      scopes: exchangeScopes,
      lifetimeSeconds: -60,
    });
    expect((await imap(old.accessToken)).code).toBe(3);
  });

  it("is signed in, but not connected, to somebody else's mailbox", async () => {
    const { out, code } = await imap(home.token('imap'), 'imap', ben);
    expect(out).toMatch(/OK AUTHENTICATE completed\./);
    expect(out).toMatch(/BAD User is authenticated but not connected\./);
    expect(code).toBe(5);
  });

  it('works as in row 8: consent to all, the code for Graph, the refresh token for Exchange', async () => {
    const graphScopes =
      'offline_access https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.ReadWrite';
    const first = await signIn(`${graphScopes} ${exchangeScopes}`, graphScopes);
    const second = await ask({
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token ?? '',
      scope: exchangeScopes,
    });
    const token = second.access_token ?? '';
    expect(second.scope).toContain('IMAP.AccessAsUser.All');

    const sent = await smtp(token, anna, 'By Java: žluťoučký');
    expect(sent.out).toContain('= sent');
    expect(sent.code).toBe(0);
    const read = await imap(token);
    expect(read.out).toContain('= message: Grüße');
    expect(read.out).toContain('= message: By Java: žluťoučký');
    expect(read.out.replaceAll('\r', '')).toContain('= text: Sent by JavaMail.\n.a dot\nžluťoučký');
    expect(read.out).toContain('= folder: Sent Items');
    expect(read.code, read.out).toBe(0);

    const me = await fetch(`${sandbox.urls.graphHttp}/v1.0/me`, {
      headers: { authorization: `Bearer ${first.access_token}` },
    });
    expect(me.status).toBe(200);
  });

  it('is cut off by POP, where its release knows the sign-in in one line only', async () => {
    const popPort = String(sandbox.servers.pops.port);
    const { out, code } = await story(home.token('pop'), 'pop', 'localhost', popPort, anna);
    expect(out).toContain('= refused: Protocol error. Connection is closed. 10');
    expect(code).toBe(3);
  });

  it('finds, moves, flags, appends, copies and expunges', async () => {
    sandbox.mail.deliver(letter('please move me', 'text'), anna);
    sandbox.mail.deliver(parts('with parts'), anna);
    const before = sandbox.mail.list(anna).length;
    const { out, code } = await imap(home.token('imap'), 'work');
    expect(code, out).toBe(0);
    for (const line of [
      '  part: text/html; charset=utf-8',
      '  part: image/png; name="=?utf-8?B?w7w=?=.png" file',
      'found: 1',
      'moved: please move me',
      'flagged: 1',
      'appended: 1',
      'expunged: 1',
      'deleted folder: true',
    ]) {
      expect(out).toContain(`= ${line}`);
    }
    expect(sandbox.mail.list(anna)).toHaveLength(before - 1);
    expect(sandbox.mail.list(anna, 'Archive').map(({ flags }) => [...flags])).toEqual([
      ['\\Seen', '\\Flagged'],
    ]);
    expect([...(sandbox.mail.list(anna, 'Drafts')[0]?.flags ?? [])]).toContain('\\Draft');
    expect(sandbox.mail.folders(anna)).not.toContain('Projects/2026');
  });

  it('hears in IDLE what arrives', async () => {
    const running = imap(home.token('imap'), 'idle');
    // What comes before it waits is read at SELECT and not announced: it ends with the first that comes after.
    const timer = setInterval(() => sandbox.mail.deliver(letter('while you wait', 'text'), anna), 250);
    const { out, code } = await running.finally(() => clearInterval(timer));
    expect(out).toMatch(/\+ IDLE accepted, awaiting DONE command\./);
    expect(out).toContain('= arrived: while you wait');
    expect(code, out).toBe(0);
  });
});

interface Answer {
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly scope?: string;
}

function letter(subject: string, text: string): string {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  return `From: Ben <${ben}>\r\nTo: ${anna}\r\nSubject: ${encoded}\r\nMessage-ID: <${Buffer.from(subject).toString('hex')}@contoso.example>\r\n\r\n${text}\r\n`;
}

function parts(subject: string): string {
  return `From: ${ben}\r\nTo: ${anna}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C3=BC</p>\r\n--b\r\nContent-Type: image/png; name="=?utf-8?B?w7w=?=.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n`;
}
