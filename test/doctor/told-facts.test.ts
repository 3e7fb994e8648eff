// The same circumstance in the words of many people: whichever of them a report uses, it is heard as one fact. Each table was
// written from what the sentence means, not from what the expressions of told-*.ts can read.

import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/doctor/derive.ts';
import { explain } from '../../src/doctor/explain.ts';
import type { FactName } from '../../src/doctor/facts.ts';
import { recognise } from '../../src/doctor/recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);

const facts: readonly (readonly [FactName, string, readonly string[]])[] = [
  [
    'account.type',
    'personal',
    [
      'It is a hotmail account.',
      'My hotmail no longer connects.',
      'Cannot log in with my outlook.com email.',
      'Trying to add anna@live.de account.',
      'This is a free outlook.com address.',
      'We have outlook.com accounts.',
    ],
  ],
  [
    'token.state',
    'expired',
    [
      'The access token was saved when the mailbox was added.',
      'We never refresh the token.',
      'It still sends the old access token.',
      'The token has already expired.',
      'I use a hard-coded token.',
      'The program runs without refreshing the token.',
    ],
  ],
  [
    'sign-in.mechanism',
    'xoauth2',
    [
      'client.Authenticate(new SaslMechanismOAuth2(user, token));',
      'session.oAuth2Token = token',
      'The token is valid, I checked it at jwt.ms.',
      'It happens with XOAUTH2.',
      'result = app.acquire_token_by_username_password(user, password, scopes=scopes)',
      'user=anna@contoso.example^Aauth=Bearer EwBAAl3BAAUFFpUAo7J3',
    ],
  ],
  [
    'sign-in.mechanism',
    'login',
    [
      'In the password field is the one for Outlook.',
      'The same password works in the browser.',
      'I tried with an app password, too.',
      'a1 NO LOGIN failed.',
      'My password has not changed.',
      'user name and password are right',
    ],
  ],
];

describe.each(facts)('%s is %s', (fact, value, sentences) => {
  it.each(sentences)('%s', (sentence) => {
    expect(factsOf(recognise(sentence, nowMs))[fact]).toContain(value);
  });
});

it.each([
  'The refresh token was stored when the account was added.',
  'New-ServicePrincipal was run by the admin.',
  'S: 250-AUTH LOGIN XOAUTH2',
  '* CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR',
])('nothing of a token by: %s', (sentence) => {
  const found = factsOf(recognise(sentence, nowMs));
  expect(found['token.state']).toBeUndefined();
  expect(found['sign-in.mechanism']).toBeUndefined();
});

describe('a program that has its own words for a refusal', () => {
  it.each([
    ['MailKit', 'AuthenticationException: Authentication failed.'],
    ['a dialog box', 'Unable to log in to the server.'],
    ['.NET', 'HResult=0x80131500\nMessage=Authentication failed.'],
  ])('%s, with a token for Graph', (_, words) => {
    const text = `scopes = https://graph.microsoft.com/.default\nAuthenticate(new SaslMechanismOAuth2(user, token)) // Office 365, imap\n${words}`;
    expect(explain(text, nowMs).causes[0]?.cause.id).toBe('graph-token-at-mail-server');
  });

  it('is told by its words alone where a password may have been sent', () => {
    const [first] = explain('Office 365 IMAP with my password: Authentication failed.', nowMs).causes;
    expect(first?.cause.id).toBe('password-at-exchange');
  });
});
