// No secret is ever echoed: planted in every form that is recognised, none is found again in what is shown, nor eight
// characters of it. What a ticket needs stays readable.

import { describe, expect, it } from 'vitest';
import { type Seeded, seeded } from '../../test/kit/seeded.ts';
import { recognise } from './recognise.ts';
import { quote, rules, withoutSecrets } from './redact.ts';

const seed = 20261126;
const rounds = 8;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
function run(random: Seeded, length: number, from = letters): string {
  return Array.from({ length }, () => from[random.below(from.length)]).join('');
}

const secrets: Readonly<Record<string, (random: Seeded) => string>> = {
  jwt: (random) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      aud: 'https://outlook.office.com',
      scp: 'IMAP.AccessAsUser.All',
      uti: run(random, 22),
      aio: run(random, 60),
    };
    return `${part({ typ: 'JWT', alg: 'RS256', kid: run(random, 27) })}.${part(claims)}.${run(random, 342)}`;
  },
  'token of a personal account': (random) => `EwB${run(random, 240, `${letters}+/`)}=`,
  'refresh token of Entra': (random) => `1.A${run(random, 200, `${letters}-_`)}`,
  'refresh token of a personal account': (random) =>
    `M.C5${random.below(90) + 10}_BAY.0.U.-${run(random, 120, `${letters}*!$`)}`,
  'refresh token of Google': (random) => `1//0${run(random, 98, `${letters}-_`)}`,
  'access token of Google': (random) => `ya29.${run(random, 150, `${letters}-_`)}`,
  'client secret': (random) => `${run(random, 3)}8Q~${run(random, 34, `${letters}-_.~`)}`,
  password: (random) => `${run(random, 4)}${random.pick(['!', '#', '$', '%'])}${run(random, 8)}`,
  'app password': (random) => run(random, 16, 'abcdefghijklmnopqrstuvwxyz'),
  'device code': (random) => `BAQABAAEAAAD${run(random, 150, `${letters}-_`)}`,
  'PKCE verifier': (random) => run(random, 43, `${letters}-._~`),
};

/** Forms in which any secret may stand. */
const anywhere: readonly ((secret: string) => string)[] = [
  (secret) =>
    `{"token_type":"Bearer","scope":"User.Read","expires_in":3599,"access_token":"${secret}","refresh_token":"${secret}"}`,
  (secret) => `{'access_token': '${secret}', 'token_type': 'Bearer', 'scope': 'User.Read'}`,
  (secret) => `{\\"access_token\\":\\"${secret}\\",\\"token_type\\":\\"Bearer\\",\\"expires_in\\":1}`,
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => `authorization: Bearer Bearer ${secret}`,
  (secret) => `headers = {"Authorization": "Bearer ${secret}"}`,
  (secret) =>
    `POST https://login.microsoftonline.com/common/oauth2/v2.0/token client_id=a&grant_type=refresh_token&refresh_token=${encodeURIComponent(secret)}&client_secret=${encodeURIComponent(secret)}&code_verifier=${secret}`,
  (secret) =>
    `curl -d client_id=a -d 'grant_type=authorization_code' -d 'code=${secret}' -d "client_secret=${secret}" https://login.microsoftonline.com/common/oauth2/v2.0/token`,
  (secret) =>
    `curl https://login.microsoftonline.com/common/oauth2/v2.0/token -d '{"grant_type":"password","password":"${secret}","username":"anna@contoso.example"}'`,
  (secret) =>
    `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=a&response_type=code&state=${encodeURIComponent(secret)}&code_challenge=${encodeURIComponent(secret)}`,
  (secret) => `C: A1 LOGIN anna@contoso.example "${secret}"\nS: A1 NO LOGIN failed.`,
  (secret) => `C: A1 LOGIN "anna@contoso.example" ${secret}\nS: A1 NO LOGIN failed.`,
  (secret) =>
    `--> USER anna@contoso.example\n--> PASS ${secret}\n<-- -ERR Logon failure: unknown user name or bad password.`,
  (secret) =>
    `A1 AUTHENTICATE XOAUTH2 ${Buffer.from(`user=anna@contoso.example\x01auth=Bearer ${secret}\x01\x01`).toString('base64')}\nA1 NO AUTHENTICATE failed.`,
  (secret) => Buffer.from(`user=anna@contoso.example\x01auth=Bearer ${secret}\x01\x01`).toString('base64'),
  (secret) => Buffer.from(`user=anna@contoso.example^Aauth=Bearer ${secret}^A^A`).toString('base64'),
  (secret) =>
    `AUTH PLAIN ${Buffer.from(`\0anna@contoso.example\0${secret}`).toString('base64')}\n535 5.7.139 Authentication unsuccessful, basic authentication is disabled.`,
  (secret) => `imap://anna:${encodeURIComponent(secret)}@outlook.office365.com:993 connection refused`,
  (secret) => `smtplib.login('anna@contoso.example', '${secret}') 535 5.7.3 Authentication unsuccessful`,
  (secret) =>
    `auth: { user: 'anna@contoso.example', pass: '${secret}' } Error: Invalid login: 535 5.7.3 Authentication unsuccessful`,
  (secret) => `My password is ${secret} and IMAP on my shared mailbox fails after an hour.`,
  (secret) => `Cookie: ESTSAUTH=${secret}; fpc=${secret} HTTP/1.1 401 InvalidAuthenticationToken`,
  (secret) => `error=access_denied&error_description=AADSTS65004&state=${encodeURIComponent(secret)}`,
  (secret) => `AADSTS7000215: Invalid client secret provided. client_secret: ${secret}`,
  (secret) =>
    `{"error":"invalid_grant","error_description":"AADSTS70000: refresh_token=${secret} is not valid.","error_codes":[70000]}`,
];

describe('no secret is shown', () => {
  it.each(Object.entries(secrets))(`a %s (seed ${seed})`, (_, make) => {
    const random = seeded(seed);
    for (let round = 0; round < rounds; round += 1) {
      const secret = make(random);
      for (const [index, form] of anywhere.entries()) {
        const text = form(secret);
        const shown = JSON.stringify([recognise(text, 0), text.split('\n').map(quote)]);
        const form64 = Buffer.from(secret).toString('base64');
        expect(
          leak(shown, secret) ?? leak(shown, encodeURIComponent(secret)) ?? leak(shown, form64),
          `form ${index}: ${text}`,
        ).toBeUndefined();
      }
    }
  });

  it('a token alone, also broken over lines', () => {
    const random = seeded(seed);
    for (const name of [
      'jwt',
      'token of a personal account',
      'refresh token of Entra',
      'refresh token of Google',
    ]) {
      const secret = secrets[name]?.(random) ?? '';
      for (const text of [
        secret,
        `"${secret}"`,
        `Bearer ${secret}`,
        secret.replace(/.{76}/g, '$&\n'),
        `\n  ${secret}\n`,
      ]) {
        const found = recognise(text, 0);
        expect(found, text).toContainEqual(expect.objectContaining({ kind: 'token' }));
        expect(leak(JSON.stringify(found), secret), text).toBeUndefined();
      }
    }
  });
});

describe('a rule that is not run', () => {
  const random = seeded(seed);
  const lines = anywhere.flatMap((form) => Object.values(secrets).map((make) => form(make(random))));
  const shouted = lines.map((line) => line.toUpperCase());
  it.each(rules.map((rule): [string, (typeof rules)[number]] => [rule.pattern.source.slice(0, 40), rule]))(
    'could not have fitted: %s',
    (_, { pattern, needs }) => {
      const skipped = (text: string): boolean =>
        !needs.every((group) => group.some((one) => text.toLowerCase().includes(one)));
      for (const text of [...lines, ...shouted]) {
        for (const [found] of text.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`)))
          expect(skipped(found), `${found} in ${text}`).toBe(false);
      }
    },
  );

  it('changes nothing', () => {
    for (const text of [...lines, ...shouted]) {
      const all = rules.reduce(
        (so, { pattern, put }) =>
          typeof put === 'string' ? so.replace(pattern, put) : so.replace(pattern, put),
        text.slice(0, 8_192),
      );
      expect(withoutSecrets(text)).toBe(all);
    }
  });
});

/** The first eight characters of the secret that are shown; what a JWT's claims say in plain is no secret. */
function leak(shown: string, secret: string): string | undefined {
  for (let at = 0; at + 8 <= secret.length; at += 1) {
    const piece = secret.slice(at, at + 8);
    if (shown.includes(piece)) return piece;
  }
  return undefined;
}

describe('what a ticket needs stays readable', () => {
  it.each([
    'Trace ID: 47a23f57-0000-4000-8000-000000000001 Correlation ID: 47a23f57-0000-4000-8000-000000000002 Timestamp: 2026-05-06 08:08:48Z',
    '535 5.7.3 Authentication unsuccessful [AM0PR02CA0134.eurprd02.prod.outlook.com 2024-07-11T11:46:49.042Z 08DCA18218166FB4]',
    'MAIL FROM:<anna.maria-lopez2@mail.contoso.example>',
    'scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    'https://login.microsoftonline.com/aaaaaaaa-0000-4000-8000-000000000001/oauth2/v2.0/token',
    "code: 'EAUTH', responseCode: 535, command: 'AUTH XOAUTH2'",
    '{"code":"InvalidAuthenticationToken","message":"CompactToken parsing failed with error code: 80049217"}',
    'login_hint=anna@contoso.example&prompt=select_account',
    'com.sun.mail.imap.protocol.IMAPProtocol.authenticate(IMAPProtocol.java:732)',
    '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message',
    'A2 NO AUTHENTICATE failed.',
    'A2 NO LOGIN failed.',
  ])('%s', (text) => {
    expect(quote(text)).toBe(text);
  });
});
