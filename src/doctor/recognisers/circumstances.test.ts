// What is around a failure: requests, scopes, tokens, SASL strings, networks, servers, reports and what people say.

import { describe, expect, it } from 'vitest';
import { factsOf } from '../derive.ts';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);

function found(text: string): object[] {
  return recognise(text, nowMs).map(({ place: _, ...fields }) => fields);
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const login = 'https://login.microsoftonline.com/common/oauth2/v2.0';
const jwt = (claims: object): string =>
  `${Buffer.from('{"typ":"JWT","alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmF0dXJl`;
const exchange = {
  aud: 'https://outlook.office.com',
  scp: 'IMAP.AccessAsUser.All',
  upn: 'anna@contoso.example',
  exp: 1_900_000_000,
};
const personal = `EwB${'Qa9z'.repeat(40)}`;

describe('a request', () => {
  it.each<[string, string, object]>([
    [
      'an address',
      `${login}/authorize?client_id=a&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&scope=openid%20https%3A%2F%2Foutlook.office.com%2FSMTP.Send`,
      {
        endpoint: 'authorize',
        version: 'v2',
        tenant: 'common',
        responseType: 'code',
        redirectUri: 'http://localhost/cb',
        scopes: ['openid', 'https://outlook.office.com/SMTP.Send'],
        flaws: [],
      },
    ],
    [
      'a form',
      'grant_type=refresh_token&client_id=a&refresh_token=b&scope=User.Read+offline_access',
      {
        endpoint: 'token',
        grantType: 'refresh_token',
        scopes: ['User.Read', 'offline_access'],
      },
    ],
    [
      'HTTP',
      `POST /common/oauth2/v2.0/token HTTP/1.1\r\nHost: login.microsoftonline.com\r\nOrigin: http://localhost:3000\r\n\r\ngrant_type=authorization_code&client_id=a&code=b`,
      {
        endpoint: 'token',
        host: 'login.microsoftonline.com',
        grantType: 'authorization_code',
        flaws: expect.arrayContaining(['origin-header']),
      },
    ],
    [
      'curl with JSON',
      `curl -X POST ${login}/token \\\n  -H 'Content-Type: application/json' \\\n  -d '{"client_id":"a","grant_type":"refresh_token","scope":"User.Read"}'`,
      {
        endpoint: 'token',
        grantType: 'refresh_token',
        flaws: expect.arrayContaining(['json-body']),
      },
    ],
    [
      'curl cut by the shell',
      `curl ${login}/authorize?client_id=a&response_type=code&scope=openid`,
      { flaws: expect.arrayContaining(['cut-at-ampersand']) },
    ],
    [
      'Python with JSON',
      `requests.post('${login}/token', json={'grant_type': 'client_credentials', 'client_id': 'a'})`,
      {
        grantType: 'client_credentials',
        flaws: expect.arrayContaining(['json-body']),
      },
    ],
    [
      'a resource at v2',
      `curl -d 'grant_type=client_credentials&client_id=a&resource=https://outlook.office.com' ${login}/token`,
      { flaws: expect.arrayContaining(['resource-parameter']) },
    ],
  ])('as %s', (_, text, expected) => {
    expect(found(text)).toContainEqual(expect.objectContaining({ kind: 'request', ...expected }));
  });
});

describe('scopes', () => {
  const list = ['offline_access', 'https://outlook.office.com/IMAP.AccessAsUser.All'];
  it.each([
    list.join(' '),
    list.join(','),
    list.join('\n'),
    list.join('%20'),
    JSON.stringify(list),
    `scopes = ${JSON.stringify(list)}`,
    `"scope": "${list.join(' ')}"`,
    `We ask for the scopes ${list.join(' ')} and nothing else.`,
  ])('%s', (text) => {
    expect(found(text)).toContainEqual({ kind: 'scopes', list, from: 'given' });
  });
});

describe('a token', () => {
  it.each<[string, string, object]>([
    [
      'for Exchange',
      jwt(exchange),
      {
        form: 'jwt',
        use: 'access',
        audience: 'exchange',
        scopes: ['IMAP.AccessAsUser.All'],
        actor: 'user',
        state: 'valid',
        user: 'anna@contoso.example',
        flaw: '',
      },
    ],
    ['for Graph', jwt({ ...exchange, aud: '00000003-0000-0000-c000-000000000000' }), { audience: 'graph' }],
    ['that expired', jwt({ ...exchange, exp: 1_600_000_000 }), { state: 'expired' }],
    [
      'of an app',
      jwt({ aud: 'https://outlook.office365.com', roles: ['IMAP.AccessAsApp'], idtyp: 'app', appid: 'a' }),
      { actor: 'app', roles: ['IMAP.AccessAsApp'], audience: 'exchange' },
    ],
    [
      'that says who somebody is',
      jwt({
        aud: 'aaaaaaaa-0000-4000-8000-000000000001',
        nonce: 'n',
        preferred_username: 'anna@contoso.example',
        ver: '2.0',
      }),
      { use: 'id' },
    ],
    ['that was cut', jwt(exchange).slice(0, 60), { form: 'jwt', flaw: 'truncated' }],
    ['of a personal account', personal, { form: 'opaque', use: 'access', flaw: '' }],
    ['that renews', `M.C512_BAY.0.U.-${'Ab3'.repeat(30)}`, { form: 'opaque', use: 'refresh' }],
    ['in quotation marks', `"${personal}"`, { flaw: 'quoted' }],
    ['with Bearer twice', `Authorization: Bearer Bearer ${personal}`, { flaw: 'has-bearer' }],
    ['over lines', personal.replace(/.{60}/g, '$&\n'), { flaw: 'line-breaks' }],
    ['that is a name', 'result.AccessToken', { form: 'not-a-token', flaw: 'placeholder' }],
    ['that is undefined', 'Authorization: Bearer undefined', { form: 'not-a-token', flaw: 'placeholder' }],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toContainEqual(expect.objectContaining({ kind: 'token', ...expected }));
  });

  it('is asked for the protocol that refuses it, where another let it in', () => {
    const token = jwt(exchange);
    const refused = '535 5.7.3 Authentication unsuccessful';
    const accepted = 'A1 OK AUTHENTICATE completed.';
    const permits = (text: string): unknown => factsOf(recognise(text, nowMs))['token.permits'];
    expect(permits(`${token}\n${accepted}\n${refused}`)).toEqual(['no']);
    expect(permits(`${token}\n${accepted}`)).toEqual(['yes']);
  });
});

describe('a string of XOAUTH2', () => {
  const good = `user=anna@contoso.example\x01auth=Bearer ${personal}\x01\x01`;
  it.each<[string, string, string]>([
    ['whole', base64(good), ''],
    ['with escapes instead of ^A', base64(good.replaceAll('\x01', '\\x01')), 'literal-escapes'],
    ['without its end', base64(good.slice(0, -2)), 'end-missing'],
    ['without Bearer', base64(good.replace('Bearer ', '')), 'no-bearer'],
    ['with Bearer twice', base64(good.replace('Bearer ', 'Bearer Bearer ')), 'double-bearer'],
    ['without its separator', base64(good.replace('\x01auth', 'auth')), 'separator-missing'],
    ['without a user', base64(good.replace('anna@contoso.example', '')), 'no-user'],
    ['encoded twice', base64(base64(good)), 'double-base64'],
    ['over lines', base64(good).replace(/.{76}/g, '$&\n'), 'line-breaks'],
    ['with a line end in it', base64(`${good}\n`), 'line-breaks'],
  ])('%s', (_, text, flaw) => {
    expect(found(text)).toContainEqual(
      expect.objectContaining({ kind: 'bearer', mechanism: 'xoauth2', flaw }),
    );
  });
});

describe('the network', () => {
  it.each([
    ['tls-not-tls', 'Error: 140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number'],
    ['tls-not-tls', 'tls: first record does not look like a TLS handshake'],
    ['tls-self-signed', 'Error: self-signed certificate in certificate chain'],
    [
      'tls-certificate',
      'SSLCertVerificationError: certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)',
    ],
    ['tls-certificate', 'sun.security.validator.ValidatorException: PKIX path building failed'],
    ['tls-expired', 'Error [CERT_HAS_EXPIRED]: certificate has expired'],
    ['tls-name', "Hostname/IP does not match certificate's altnames: Host: mail.example"],
    ['tls-version', 'javax.net.ssl.SSLHandshakeException: No appropriate protocol'],
    ['refused', 'connect ECONNREFUSED 127.0.0.1:993'],
    ['timeout', 'socket.timeout: timed out'],
    ['dns', 'getaddrinfo ENOTFOUND outlook.office365.com'],
    ['dns', "The container can't resolve login.microsoftonline.com."],
    ['dns', 'DNS lookup failed inside the network of Docker'],
    ['dns', 'GuzzleHttp: cURL error 6, see the manual'],
    ['timeout', 'cURL error 28: no answer'],
    ['timeout', 'Failed to connect to login.microsoftonline.com port 443 after 30002 ms'],
    ['refused', 'Failed to connect to outlook.office365.com port 993 after 41 ms'],
    ['tls-certificate', 'curl_errno: 60'],
    ['reset', 'java.net.SocketException: Connection reset'],
    ['unreachable', 'OSError: [Errno 101] Network is unreachable'],
    ['proxy', 'HTTP/1.1 407 Proxy Authentication Required'],
  ])('%s: %s', (problem, text) => {
    expect(found(text)).toContainEqual(expect.objectContaining({ kind: 'network', problem }));
  });
});

describe('a server', () => {
  it.each<[string, object]>([
    ['imaps://outlook.office365.com:993/', { host: 'outlook.office365.com', port: 993, protocol: 'imap' }],
    [
      'mail.smtp.host=smtp.office365.com\nmail.smtp.port=587',
      { host: 'smtp.office365.com', port: 587, protocol: 'smtp' },
    ],
    ...[
      'Port 465 on smtp.office365.com times out.',
      'We go over port 465 to smtp.office365.com',
      'ポート 465、SSL で smtp.office365.com に接続します。',
      'Auf Port 465 zu smtp.office365.com kommt nichts.',
    ].map((text): [string, object] => [text, { host: 'smtp.office365.com', port: 465, protocol: 'smtp' }]),
    [
      'openssl s_client -connect smtp-mail.outlook.com:465',
      { host: 'smtp-mail.outlook.com', port: 465, protocol: 'smtp' },
    ],
  ])('%s', (text, expected) => {
    expect(found(text)).toContainEqual({ kind: 'host', ...expected });
  });
});

describe('a report of delivery', () => {
  it('tells its reason, which may be folded', () => {
    expect(
      found(
        'Action: failed\nStatus: 5.7.60\nDiagnostic-Code: smtp;550 5.7.60 SMTP; Client does not have permissions to send\n as this sender\n',
      ),
    ).toContainEqual({
      kind: 'dsn',
      action: 'failed',
      status: '5.7.60',
      text: '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    });
  });
});

describe('people say', () => {
  it.each<[string, object]>([
    [
      'It is a shared mailbox and we signed in as the admin.',
      { 'mailbox.kind': ['shared'], 'consent.by': ['admin'] },
    ],
    [
      'I use my personal account. It works for an hour, then it fails.',
      { 'account.type': ['personal'], timing: ['after-an-hour'] },
    ],
    ['It works with Graph but not IMAP.', { 'works.elsewhere': ['graph'] }],
    ['Since today all accounts fail.', { timing: ['all-accounts-at-once', 'since-today'] }],
    ['From Sunday on the import fails.', { timing: ['since-today'] }],
    ['Before that date the jobs ran.', { timing: ['since-today'] }],
    ['It broke from one day to the next.', { timing: ['since-today'] }],
    ['It fails since the password reset.', { timing: ['after-password-change'] }],
    ['We use client credentials.', { 'token.actor': ['app'] }],
    [
      '共有メールボックスです。1時間後に失敗します。',
      { 'mailbox.kind': ['shared'], timing: ['after-an-hour'] },
    ],
    ['個人用アカウントです。', { 'account.type': ['personal'] }],
    ['パスワードを変更した後から失敗します。', { timing: ['after-password-change'] }],
  ])('%s', (text, facts) => {
    expect(factsOf(recognise(text, nowMs))).toMatchObject(facts);
  });

  it.each(['Is it a shared mailbox?', 'Check whether it is a personal account.'])(
    'nothing by "%s"',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
