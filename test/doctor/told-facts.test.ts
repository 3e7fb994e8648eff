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
    'mailbox.switch',
    'off',
    [
      "IMAP was unticked in the mailbox's email apps.",
      'The box Authenticated SMTP was not ticked.',
      'IMAP was blocked in the admin center for this user.',
      'POP was off for that mailbox.',
      'Enabling Authenticated SMTP on the user solved it.',
      'I had to enable IMAP for the mailbox first.',
      'The solution was to switch on IMAP in the mailbox settings.',
    ],
  ],
  [
    'security-defaults',
    'on',
    [
      'Turns out it was the security defaults.',
      'Security defaults are enabled in our tenant.',
      'I deactivated security defaults and now it works.',
    ],
  ],
  [
    'token.form',
    'not-a-token',
    [
      'My script sends the file name as token.',
      'It sends the path of the token file instead of the token.',
      'I passed the literal string access_token as the token.',
    ],
  ],
  [
    'user.matches',
    'no',
    [
      'I was logged in to another account in the browser.',
      'The user signed in with a different account than the mailbox.',
    ],
  ],
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

const more: typeof facts = [
  [
    'noticed',
    'idle-silent',
    [
      'IDLE does not fire for new messages.',
      'idle_check returns nothing, whatever arrives.',
      'The IDLE thread never wakes up any more.',
      'With IDLE we get no new mails.',
      'idle() hangs and reports nothing',
      'IMAP IDLE stopped notifying us.',
    ],
  ],
  [
    'other-network',
    'works',
    [
      'It seems to be IPv6.',
      'The problem is the VPN.',
      'Over IPv4 it connects.',
      'With IPv6 disabled it is quick. IPv6 was the culprit.',
      'It works from my phone.',
    ],
  ],
  [
    'user.matches',
    'no',
    [
      'The user name differs from the account address.',
      'The username is different from the e-mail address.',
      'I signed in with my own account.',
      'The user name is not the address of the mailbox.',
    ],
  ],
  [
    'account.type',
    'personal',
    [
      'sync failed account=a***@outlook.com',
      'user: "someone@hotmail.co.uk"',
      '...@live.com does not connect',
    ],
  ],
  [
    'connections',
    'many',
    [
      'There are too many IMAP connections.',
      'Too many open sessions to one mailbox.',
      'We run several workers.',
    ],
  ],
  [
    'licence',
    'no',
    [
      'The licence was removed last week.',
      'The user is not licensed.',
      'There is no Exchange Online mailbox.',
      'The account lost its licence.',
      'It is a user without a Microsoft 365 license.',
    ],
  ],
  [
    'token.permits',
    'no',
    [
      'The token does not hold IMAP.AccessAsUser.All.',
      'SMTP.Send is not in the token.',
      'The IMAP.AccessAsUser.All scope is missing.',
      'There are no roles in the token.',
      'It was issued without SMTP.Send.',
    ],
  ],
  [
    'token.use',
    'id',
    ['The id_token was sent instead.', 'We pass the id token.', 'The id token gets used by mistake.'],
  ],
  [
    'mailbox.kind',
    'shared',
    ['"535 5.7.3" comes with a shared mailbox only.', '"LOGIN failed." - it is a shared mailbox.'],
  ],
  [
    'token.actor',
    'app',
    [
      "'grant_type'        => 'client_credentials',",
      'grant_type:      client_credentials\nclient_id: x',
      'msalClient.acquireTokenByClientCredential(request)',
    ],
  ],
];

describe.each([...facts, ...more])('%s is %s', (fact, value, sentences) => {
  it.each(sentences)('%s', (sentence) => {
    expect(factsOf(recognise(sentence, nowMs))[fact]).toContain(value);
  });
});

it('no address of a personal account is told where another one stands beside it', () => {
  const text = 'Mail from anna@contoso.example to ben@outlook.com does not arrive.';
  expect(factsOf(recognise(text, nowMs))['account.type']).toBeUndefined();
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

describe('an error by its name', () => {
  it.each([
    ['invalid_client', 'Error: (invalid_client)'],
    ['invalid_client', 'Error: invalid_client'],
    ['invalid_grant', 'Error occurred: invalid_grant. Check logs.'],
    ['invalid_grant', 'OAuth2::Error invalid_grant'],
    ['invalid_grant', 'The server says "invalid_grant", nothing more.'],
    ['unauthorized_client', 'ERROR unauthorized_client'],
  ])('%s: %s', (error, text) => {
    const found = recognise(text, nowMs).flatMap((one) => (one.kind === 'oauth-error' ? [one.error] : []));
    expect(found).toEqual([error]);
  });
});

describe('the approval of an administrator', () => {
  it.each([
    'The page says that the app needs approval of an administrator.',
    'Microsoft wants permission from the IT department.',
    'It requires admin consent.',
    'An admin must approve the app before I can use it.',
    'Pending administrator permission, it says.',
    'We are waiting for the admin consent.',
  ])('%s', (text) => {
    const [first] = explain(text, nowMs).causes;
    expect(first?.cause.id).toMatch(/^admin-approval/);
  });
});

describe('a complaint is about the provider that does not work', () => {
  it.each([
    'My hotmail account fails to log in. gmail works fine.',
    'Outlook: username or password is wrong. It works with Gmail.',
    'Add account, MS account, password is incorrect',
    'The app keeps asking for the password of my Outlook account.',
    'Every restart it requests a re-login at Outlook.',
  ])('%s', (text) => {
    const [first] = explain(text, nowMs).causes;
    expect(first?.cause.id).toMatch(/^password-at/);
  });
});

describe('the code of a bounce alone', () => {
  it.each([
    ['recipient-does-not-exist', 'We get a 5.1.10 in the bounce.'],
    ['recipient-does-not-exist', 'The NDR has the status 5.1.10'],
    ['dsn-mailbox-full', '"5.2.2" stands in the bounce.'],
    ['mail-loop', 'It came back as undeliverable (5.4.14)'],
  ])('%s: %s', (cause, text) => {
    expect(explain(text, nowMs).causes[0]?.cause.id).toBe(cause);
  });
});

describe('a finding that is told without any error', () => {
  it.each([
    ['imap-off-for-mailbox', 'We enabled IMAP for the user and now it works.'],
    ['smtp-auth-off-for-mailbox', 'SMTP AUTH was unchecked.'],
    ['pop-off-at-outlook-com', 'My outlook.com account had POP switched off in the settings.'],
    ['smtp-security-defaults', 'SMTP AUTH is on, I disabled security defaults and that fixed it.'],
    ['clock-is-wrong', 'The phone was 5 minutes ahead.'],
    ['clock-is-wrong', 'After syncing the time with NTP the login works.'],
    ['clock-is-wrong', 'I corrected the clock and the error is gone.'],
    ['token-of-another-mailbox', 'I was logged in to another account in the browser.'],
    ['admin-approval-managed-policy', 'The window only says: Administrator approval required'],
  ])('%s: %s', (cause, text) => {
    expect(explain(text, nowMs).causes[0]?.cause.id).toBe(cause);
  });
});

describe('the message of a ticket in JSON', () => {
  it.each([
    ['idle-goes-silent', { message: 'After an hour my IDLE gets no notifications any more.' }],
    ['sent-items-twice', { msg: 'Hello,\nevery mail is in the Sent folder two times.\nRegards' }],
  ])('%s', (cause, ticket) => {
    expect(explain(JSON.stringify(ticket), nowMs).causes[0]?.cause.id).toBe(cause);
  });

  it('is not what a program composed', () => {
    expect(recognise('{"level":"info","message":"IMAP is disabled for mailbox 3, skipped"}', nowMs)).toEqual(
      [],
    );
  });
});
