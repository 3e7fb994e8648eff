// Programs nobody here wrote, each doing its whole job on the sandbox or being refused as Microsoft refuses it: curl
// by every protocol, Python's own library, MSAL for Python, requests-oauthlib, msmtp, fetchmail, swaks.

import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';
import { type Ran, type Service, type TokenHome, tokenHome } from '../kit/token-home.ts';

const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;
const debianPython = '/usr/bin/python3';

let sandbox: Sandbox;
let home: TokenHome;
beforeAll(async () => {
  sandbox = await startSandbox();
  home = tokenHome(sandbox);
});
afterAll(async () => {
  home?.close();
  await sandbox?.close();
});
beforeEach(() => {
  const mailbox = sandbox.mail.mailbox(anna);
  for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
});

function letter(subject: string): string {
  return `From: ${ben}\r\nTo: ${anna}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@contoso.example>\r\n\r\n.a dot\r\nand ${subject}\r\n`;
}

const python = needs("Python's own library", 'python3');
describe.skipIf(python.missing)(python.title, { timeout: 60_000 }, () => {
  it('signs in by device code and does everything', async () => {
    sandbox.entra.consent.grant(anna, seed.apps.desktop.appId, 'https://graph.microsoft.com/Mail.Read');
    const { imaps, imap, pops, pop, smtp } = sandbox.servers;
    const ports = [imaps, imap, pops, pop, smtp].map(({ port }) => String(port));
    const script = join(import.meta.dirname, 'stdlib.py');
    const words = [
      script,
      sandbox.urls.entra,
      seed.apps.desktop.appId,
      home.caFile,
      'localhost',
      ...ports,
      anna,
    ];
    const { code, out } = await home.run('python3', words, {
      onLine: async (line) => {
        const userCode = /^CODE (\S+)/.exec(line)?.[1];
        if (userCode === undefined) return;
        const { password } = seed.contoso.anna;
        await sandbox.newVisitor().approveDevice(userCode, { user: anna, password });
      },
    });
    expect(code, out).toBe(0);
    const said = out.trim().split('\n').slice(1);
    expect(said).toEqual([
      'pending 70016',
      expect.stringMatching(/^token Bearer .*https:\/\/outlook\.office\.com\/IMAP\.AccessAsUser\.All/),
      'sent',
      'imaps',
      'imap with STARTTLS',
      'pops',
      'pop with STLS',
      expect.stringMatching(/^another resource .*Mail\.Read/),
      expect.stringMatching(/^refused invalid_grant 70000$/),
    ]);
  });
});

const curls = needs('curl', 'curl');
describe.skipIf(curls.missing)(curls.title, () => {
  const curl = (service: Service, ...args: string[]): Promise<Ran> => {
    const who = service === 'graph' ? [] : ['--user', anna];
    const token = ['--oauth2-bearer', home.token(service)];
    return home.run('curl', ['-sS', '--cacert', home.caFile, ...who, ...token, ...args]);
  };
  const done = async (service: Service, ...args: string[]): Promise<string> => {
    const { code, out } = await curl(service, ...args);
    expect(code, out).toBe(0);
    return out;
  };

  it.each(['imaps', 'imap'] as const)(
    'lists, searches, fetches, marks, adds and deletes by %s',
    async (door) => {
      sandbox.mail.deliver(letter('first'), anna);
      sandbox.mail.deliver(letter('second'), anna);
      const url = `${door}://localhost:${sandbox.servers[door].port}`;
      const tls = door === 'imap' ? ['--ssl-reqd'] : [];
      const say = (path: string, ...more: string[]): Promise<string> =>
        done('imap', ...tls, `${url}/${path}`, ...more);
      expect(await say('')).toContain('"Deleted Items"');
      expect(await say('INBOX?SUBJECT%20second')).toBe('* SEARCH 2\r\n');
      expect(await say('INBOX;MAILINDEX=2')).toBe(letter('second'));
      expect(await say('INBOX;MAILINDEX=1;SECTION=TEXT')).toBe('.a dot\r\nand first\r\n');
      expect(await say('INBOX', '-X', 'STORE 1 +FLAGS.SILENT (\\Flagged)')).toBe('');
      expect([...(sandbox.mail.list(anna)[0]?.flags ?? [])]).toContain('\\Flagged');
      await say('Archive', '-T', home.write('to-add.eml', letter('added')));
      expect(sandbox.mail.list(anna, 'Archive')[0]?.content.raw.toString()).toBe(letter('added'));
      await say('INBOX', '-X', 'STORE 1 +FLAGS (\\Deleted)');
      expect(await say('INBOX', '-X', 'EXPUNGE')).toContain('* 1 EXPUNGE');
      expect(sandbox.mail.list(anna)).toHaveLength(1);
    },
  );

  it.each(['pops', 'pop'] as const)('lists, retrieves and deletes by %s', async (door) => {
    sandbox.mail.deliver(letter('first'), anna);
    const scheme = door === 'pops' ? 'pop3s' : 'pop3';
    const url = `${scheme}://localhost:${sandbox.servers[door].port}`;
    // Exchange's POP takes the token in a line of its own, as curl sends it without --sasl-ir.
    const tls = door === 'pop' ? ['--ssl-reqd'] : [];
    const say = (path: string, ...more: string[]): Promise<string> =>
      done('pop', ...tls, `${url}/${path}`, ...more);
    expect(await say('')).toMatch(/^1 \d+\r\n$/);
    expect(await say('1')).toBe(letter('first'));
    await say('1', '-X', 'DELE', '-I');
    expect(sandbox.mail.list(anna)).toHaveLength(0);
  });

  it('sends by SMTP', async () => {
    const file = home.write('to-send.eml', letter('sent by curl').replace(ben, anna));
    const envelope = ['--mail-from', anna, '--mail-rcpt', ben, '-T', file];
    await done('smtp', '--ssl-reqd', `smtp://localhost:${sandbox.servers.smtp.port}/bench`, ...envelope);
    expect(sandbox.mail.submissions.at(-1)?.raw.toString()).toContain('.a dot\r\nand sent by curl\r\n');
  });

  it('reads, marks, sends and deletes by Graph', async () => {
    sandbox.mail.deliver(letter('over-graph'), anna);
    const url = `${sandbox.urls.graph}/v1.0/me`;
    const { value } = JSON.parse(await done('graph', `${url}/messages?$select=subject,isRead`)) as {
      value: { id: string; subject: string; isRead: boolean }[];
    };
    expect(value).toMatchObject([{ subject: 'over-graph', isRead: false }]);
    const path = `${url}/messages/${value[0]?.id}`;
    const json = ['-H', 'content-type: application/json'];
    await done('graph', '-X', 'PATCH', ...json, '-d', '{"isRead":true}', path);
    expect([...(sandbox.mail.list(anna)[0]?.flags ?? [])]).toEqual(['\\Seen']);
    expect(await done('graph', `${path}/$value`)).toBe(letter('over-graph'));
    expect(await done('graph', '-X', 'DELETE', '-w', '%{http_code}', path)).toBe('204');
    expect(sandbox.mail.list(anna)).toHaveLength(0);
  });

  it.each([
    ['imap', 'imaps', 'imaps', 67],
    ['pop', 'pop3s', 'pops', 67],
  ] as const)('is refused by %s with a token for Graph', async (_, scheme, door, wanted) => {
    const { code } = await curl(
      'graph',
      '--user',
      anna,
      `${scheme}://localhost:${sandbox.servers[door].port}/`,
    );
    expect(code).toBe(wanted);
  });
});

const fetchmails = needs('fetchmail', 'fetchmail');
describe.skipIf(fetchmails.missing)(fetchmails.title, () => {
  it.each([
    ['imap', 'imaps', 'LOGIN failed.'],
    ['pop3', 'pops', 'Logon failure: unknown user name or bad password.'],
  ] as const)('is refused with a password by %s', async (protocol, door, words) => {
    const { password } = seed.contoso.anna;
    const file = home.write(
      'fetchmailrc',
      `poll localhost service ${sandbox.servers[door].port} protocol ${protocol}\n  user "${anna}" password "${password}" ssl sslcertck sslcertfile ${home.caFile}\n  mda "cat"\n`,
    );
    const { code, out } = await home.run('fetchmail', ['-v', '-v', '-f', file, '--nodetach', '--nosyslog'], {
      env: { FETCHMAILHOME: home.folder },
    });
    // 3: the server does not let this user in.
    expect(code, out).toBe(3);
    expect(out).toContain(words);
  });
});

const swakses = needs('swaks', 'swaks');
describe.skipIf(swakses.missing)(swakses.title, () => {
  const swaks = (...words: string[]): Promise<Ran> =>
    home.run('swaks', [
      ...['--server', `localhost:${sandbox.servers.smtp.port}`, '--from', anna, '--to', ben],
      ...words,
    ]);
  it('is refused with a password, in the words of the retirement of passwords', async () => {
    const password = ['--auth-user', anna, '--auth-password', seed.contoso.anna.password];
    const { code, out } = await swaks('--tls', '--auth', 'LOGIN', ...password);
    expect(out).toContain('535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [');
    expect(code).toBe(28);
  });
  it('is refused without TLS and without a sign-in', async () => {
    const { out } = await swaks();
    expect(out).toMatch(/ 530 5\.7\.57 Client not authenticated to send mail\./);
    expect((await swaks('--tls')).out).toMatch(/ 530 5\.7\.57 Client not authenticated to send mail\./);
  });
});

const msmtps = needs('msmtp', 'msmtp');
describe.skipIf(msmtps.missing)(msmtps.title, () => {
  const msmtp = (token: string): Promise<Ran> => {
    const file = home.write(
      'msmtprc',
      `account default\nhost localhost\nport ${sandbox.servers.smtp.port}\nfrom ${anna}\nuser ${anna}\nauth xoauth2\npasswordeval cat ${token}\ntls on\ntls_starttls on\ntls_trust_file ${home.caFile}\n`,
    );
    const text = `From: ${anna}\nTo: ${ben}\nSubject: By msmtp\n\n.a dot\nžluťoučký\n`;
    return home.run('msmtp', ['-C', file, '--read-recipients'], { input: text });
  };
  it('is refused with a token for Graph', async () => {
    const { code, out } = await msmtp(home.tokenFile('graph'));
    expect(out).toMatch(/535 5\.7\.3 Authentication unsuccessful/);
    expect(code).toBe(77);
  });
  it('sends', async () => {
    const { code, out } = await msmtp(home.tokenFile('smtp'));
    expect(code, out).toBe(0);
    expect(sandbox.mail.submissions.at(-1)?.raw.toString()).toContain('\r\n\r\n.a dot\r\nžluťoučký\r\n');
  });
});

const msals = needs('MSAL for Python', debianPython, '/usr/lib/python3/dist-packages/msal/application.py');
describe.skipIf(msals.missing)(msals.title, { timeout: 60_000 }, () => {
  it('gets one token for each resource, silently after the first', async () => {
    const script = home.write(
      'with_msal.py',
      `import json, sys, msal
authority, client_id, user, password = sys.argv[1:5]
app = msal.PublicClientApplication(client_id, authority=authority, instance_discovery=False)
exchange = ["https://outlook.office.com/IMAP.AccessAsUser.All"]
flow = app.initiate_device_flow(scopes=exchange)
print("CODE", flow["user_code"], flush=True)
flow["interval"] = 0
first = app.acquire_token_by_device_flow(flow)
account = app.get_accounts()[0]
again = app.acquire_token_silent(exchange, account)
graph = app.acquire_token_silent(["https://graph.microsoft.com/Mail.Read"], account)
forced = app.acquire_token_silent(exchange, account, force_refresh=True)
print(json.dumps({"user": account["username"], "same": first["access_token"] == again["access_token"],
  "other": graph["access_token"] != first["access_token"], "new": forced["access_token"] != first["access_token"],
  "error": first.get("error")}))
`,
    );
    const authority = `${sandbox.urls.entra}/organizations`;
    const words = [script, authority, seed.apps.desktop.appId, anna, seed.contoso.anna.password];
    const { code, out } = await home.run(debianPython, words, {
      env: { REQUESTS_CA_BUNDLE: home.caFile },
      onLine: async (line) => {
        const userCode = /^CODE (\S+)/.exec(line)?.[1];
        if (userCode === undefined) return;
        sandbox.entra.consent.grant(anna, seed.apps.desktop.appId, 'https://graph.microsoft.com/Mail.Read');
        await sandbox
          .newVisitor()
          .approveDevice(userCode, { user: anna, password: seed.contoso.anna.password });
      },
    });
    expect(code, out).toBe(0);
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toEqual({
      user: anna,
      same: true,
      other: true,
      new: true,
      error: null,
    });
  });
});
