// Every scenario that comes with the package is played on a sandbox of its own and meets, over the wire, what its text
// promises. Where the same probe would be content without the scenario, a second table says so.

import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readyScenarios, scenarioNames, scenarioText } from '../../src/sandbox/control/ready-scenarios.ts';
import {
  PageRefused,
  playScenario,
  readScenario,
  type Sandbox,
  seed,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { sendBySmtp, signedInSmtp, talkSmtp } from '../kit/smtp-talk.ts';

const { anna, ben } = seed.contoso;
const { desktop, daemon } = seed.apps;
const mailScopes = 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send';

let sandbox: Sandbox;
/** Of Anna, from before the scenario. */
let before: { accessToken: string; refreshToken: string };
beforeEach(async () => {
  sandbox = await startSandbox();
  before = await mint(anna.name);
});
afterEach(() => sandbox.close());

const mint = (user: string): Promise<{ accessToken: string; refreshToken: string }> =>
  sandbox.act('mint-token', { user, scopes: mailScopes });

async function askToken(fields: Record<string, string>, tenant = 'organizations'): Promise<string> {
  const response = await fetch(`${sandbox.urls.entraHttp}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  const wait = response.headers.get('retry-after');
  return `${response.status} ${wait === null ? '' : `after ${wait} `}${await response.text()}`;
}

const renew = (refreshToken = before.refreshToken): Promise<string> =>
  askToken({
    grant_type: 'refresh_token',
    client_id: desktop.appId,
    refresh_token: refreshToken,
    scope: mailScopes,
  });

/** The reply that ended a message from `user` to herself, or the one that was in its way. */
async function submit(user: string = anna.name): Promise<string> {
  const { accessToken: token } = await mint(user);
  const talk = await signedInSmtp({ ...sandbox.servers.smtp, caPem: sandbox.ca.pem, user, token });
  try {
    return await sendBySmtp(talk, { from: user, to: [user], raw: `From: <${user}>\r\n\r\nHello.\r\n` });
  } finally {
    talk.close();
  }
}

const bySecret = (): Promise<string> =>
  askToken(
    {
      grant_type: 'client_credentials',
      client_id: daemon.appId,
      client_secret: daemon.secret,
      scope: 'https://outlook.office365.com/.default',
    },
    seed.contoso.tenantId,
  );

/** At the pages: the error page's text, or what the application is called back with. */
async function signIn(
  { name: user, password }: { name: string; password: string } = anna,
  tenant = 'organizations',
): Promise<string> {
  const url = new URL(`${sandbox.urls.entraHttp}/${tenant}/oauth2/v2.0/authorize`);
  url.search = new URLSearchParams({
    client_id: desktop.appId,
    response_type: 'code',
    redirect_uri: 'http://localhost:4321/',
    scope: mailScopes,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }).toString();
  try {
    const back = await sandbox.newVisitor().visit(url, { user, password });
    return back.searchParams.get('error_description') ?? 'a code';
  } catch (error) {
    if (error instanceof PageRefused) return `${error.code} ${error.text}`;
    throw error;
  }
}

const xoauth2 = (user: string, accessToken: string): string =>
  Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64');

/** Everything that IMAP says to a sign-in and to opening the Inbox. */
async function imap(accessToken = before.accessToken, user: string = anna.name): Promise<string> {
  const { host, port } = sandbox.servers.imaps;
  const socket = connect({ host, port, ca: sandbox.ca.pem });
  let said = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    said += text;
    if (/^\* OK The Microsoft/.test(said) && !said.includes('a1 ')) {
      socket.write(`a1 AUTHENTICATE XOAUTH2 ${xoauth2(user, accessToken)}\r\n`);
    }
    if (/^\+/m.test(text)) socket.write('\r\n');
    if (/^a1 OK/m.test(text)) socket.write('a2 SELECT INBOX\r\n');
    if (/^(a1 NO|a2 )/m.test(text)) socket.end();
  });
  // A connection that breaks says so before it closes.
  socket.on('error', (error) => {
    said += error.message;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return said;
}

async function smtp(user: string = anna.name): Promise<string> {
  const { accessToken } = await mint(user);
  const talk = await talkSmtp({ ...sandbox.servers.smtp, caPem: sandbox.ca.pem });
  await talk.startTls();
  const reply = await talk.say(`AUTH XOAUTH2 ${xoauth2(user, accessToken)}`);
  talk.close();
  return reply;
}

async function keyIds(): Promise<string> {
  const response = await fetch(`${sandbox.urls.entraHttp}/common/discovery/v2.0/keys`);
  const { keys } = (await response.json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid).join(' ');
}

const keyOf = (jwt: string): string =>
  (JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

/** What is met, and what it has to be. */
const promises: Readonly<Record<string, [() => Promise<string>, RegExp]>> = {
  'account-disabled': [renew, /AADSTS50057/],
  'account-locked': [signIn, /50053/],
  'app-disabled': [bySecret, /AADSTS7000112/],
  'assignment-required': [signIn, /50105/],
  blocked: [renew, /AADSTS53003/],
  'captive-portal': [renew, /^200 .*Guest network/],
  'certificate-expired': [imap, /certificate has expired/],
  'consent-needed': [() => signIn(ben), /90094/],
  'consent-request': [() => signIn(ben), /90095/],
  'device-required': [renew, /AADSTS53000/],
  'exchange-missing': [renew, /AADSTS500011/],
  guest: [() => signIn(ben, seed.lab.tenantId), /50014/],
  'imap-off': [imap, /a1 OK.*a2 BAD User is authenticated but not connected\./s],
  'keys-rotated': [
    async () =>
      `new key published: ${(await keyIds()).includes(keyOf((await mint(anna.name)).accessToken)) && keyOf((await mint(anna.name)).accessToken) !== keyOf(before.accessToken)}`,
    /true/,
  ],
  'months-later': [renew, /AADSTS700082/],
  'older-answers': [() => renew('wrong'), /AADSTS\d+: [^"]*\\r\\nTrace ID/],
  outage: [renew, /^503 /],
  'mailbox-full': [submit, /^554 5\.2\.2 mailbox full/],
  'outbound-spam': [
    () => submit(seed.consumers.anna.name),
    /^554 5\.2\.0 .*OutboundSpamException.*HipNotify/,
  ],
  'smtp-busy': [
    async () => {
      const replies = new Set<string>();
      for (let n = 0; n < 20; n += 1) {
        const reply = await submit().catch((error: unknown) => String(error));
        replies.add(/\b(250|451)\b/.exec(reply)?.[0] ?? reply);
      }
      return [...replies].sort().join();
    },
    /^250,451$/,
  ],
  'password-changed': [renew, /AADSTS50173/],
  'password-expired': [signIn, /50055/],
  'second-factor': [renew, /AADSTS50076/],
  'second-factor-enrolment': [renew, /AADSTS50079/],
  'secret-expired': [bySecret, /AADSTS7000222/],
  'sessions-revoked': [renew, /AADSTS50173/],
  'shared-mailbox': [() => imap(before.accessToken, 'info@contoso.example'), /\* 1 EXISTS.*a2 OK/s],
  'sign-in-frequency': [
    async () => {
      await sandbox.act('advance-clock', { by: '2d' });
      return renew();
    },
    /AADSTS70043/,
  ],
  'smtp-auth-mailbox': [
    async () => `${await smtp()} ${await smtp(ben.name)}`,
    /^235 .*535 5\.7\.139 .*SmtpClientAuthentication is disabled for the Tenant/s,
  ],
  'smtp-auth-off': [smtp, /535 5\.7\.139 .*SmtpClientAuthentication is disabled for the Tenant/],
  throttled: [renew, /^429 after 2 /],
  'unreliable-network': [
    async () => {
      let broken = 0;
      for (let n = 0; n < 12; n += 1) if (!/a2 OK/.test(await imap())) broken += 1;
      return broken === 0 || broken === 12 ? `all the same: ${broken}` : 'some break, some live';
    },
    /some break/,
  ],
  'wrong-resource': [
    async () => {
      const [, body = ''] = /^200 (.*)$/s.exec(await renew()) ?? [];
      return imap((JSON.parse(body) as { access_token: string }).access_token);
    },
    /a1 NO AUTHENTICATE failed\./,
  ],
};

describe('the ready scenarios', () => {
  it('are each listed with a title of its own and what it is about', () => {
    const all = readyScenarios();
    expect(all.length).toBeGreaterThanOrEqual(12);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    for (const { about } of all) expect(about).toMatch(/\.$/);
  });

  it('have a promise each, and none is promised that is not there', () => {
    expect(Object.keys(promises).sort()).toEqual(scenarioNames());
  });

  it('say which there are when one is not', () => {
    expect(() => scenarioText('no-such-scenario')).toThrow(/outage/);
  });
});

describe('without a scenario', () => {
  it.each<[string, () => Promise<string>, RegExp]>([
    ['a token is renewed', renew, /^200 .*access_token/],
    ['an application is let in by its secret', bySecret, /^200 /],
    ['a person signs in', signIn, /a code/],
    ['IMAP opens the Inbox', imap, /a2 OK/],
    ['SMTP lets her in', smtp, /^235 /],
  ])('%s', async (_, probe, expected) => {
    expect(await probe()).toMatch(expected);
  });
});

describe('a scenario keeps its promise', () => {
  it.each(Object.entries(promises))('%s', async (name, [probe, expected]) => {
    await playScenario(sandbox, readScenario(scenarioText(name), name), name);
    expect(await probe()).toMatch(expected);
  });
});
