// What mail servers refuse, in the wordings of the programs that print it: the cause that the known facts point to comes
// first, whatever stands around the reply.

import { describe, expect, it } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { explain } from '../explain.ts';

const nowMs = Date.UTC(2026, 10, 26);
const stamp = '[AM0PR02CA0134.eurprd02.prod.outlook.com 2026-11-26T11:46:49.042Z 08DCA18218166FB4]';

type Known = Readonly<Record<string, string>>;

/** One line of a server, as several programs show it. */
const shownBy = {
  imap: (reply: string) => ({
    nobody: `A2 ${reply}`,
    'a JavaMail log': `DEBUG: setDebug: JavaMail version 1.6.2\nDEBUG IMAP: trying to connect to host "outlook.office365.com", port 993, isSSL true\n* OK The Microsoft Exchange IMAP4 service is ready. [TQBXAEgA]\nA1 OK CAPABILITY completed.\nA2 ${reply}\njavax.mail.MessagingException: ${textOf(reply)}`,
    'a Python exception': `Traceback (most recent call last):\n  File "poll.py", line 12, in main\nimaplib.IMAP4.error: b'A2 ${reply}'`,
    'a line of a log': `2026-11-26 10:11:12,345 DEBUG worker-3 S: A2 ${reply}`,
    prose: `Our script reads a mailbox, and the server answers "A2 ${reply}".`,
  }),
  smtp: (reply: string) => ({
    nobody: reply,
    'a JavaMail log': `DEBUG SMTP: connected to host "smtp.office365.com", port: 587\n220 AM0PR02CA0134.outlook.office365.com Microsoft ESMTP MAIL Service ready\n${reply}\njavax.mail.MessagingException: ${reply}`,
    'a Python exception': `Traceback (most recent call last):\n  File "send.py", line 9, in <module>\nsmtplib.SMTPResponseException: (${reply.slice(0, 3)}, b'${reply.slice(4)}')`,
    Nodemailer: `Error: Invalid login: ${reply}\n    at SMTPConnection._formatError (smtp-connection/index.js:790:19)\n  code: 'EAUTH',\n  response: '${reply}',\n  responseCode: ${reply.slice(0, 3)}`,
    Postfix: `Nov 26 10:00:00 mx postfix/smtp[1234]: 4F1C2D0001: to=<ben@fabrikam.example>, relay=smtp.office365.com[52.97.1.1]:587, delay=2.1, dsn=${reply.slice(4, 9)}, status=bounced (host smtp.office365.com[52.97.1.1] said: ${reply})`,
    prose: `Sending fails with "${reply}" since yesterday, any idea?`,
  }),
  pop: (reply: string) => ({
    nobody: reply,
    'a JavaMail log': `DEBUG POP3: connecting to host "outlook.office365.com", port 995, isSSL true\nS: +OK The Microsoft Exchange POP3 service is ready.\nC: AUTH XOAUTH2\nS: ${reply}`,
    'a Python exception': `poplib.error_proto: b'${reply}'`,
    prose: `Our POP3 job stops with "${reply}".`,
  }),
} as const;

function textOf(reply: string): string {
  return reply.replace(/^(?:NO|BAD|OK)\s/, '');
}

function told(known: Known): Evidence[] {
  return Object.entries(known).map(([fact, value]) => ({
    kind: 'told',
    fact,
    value,
    place: { line: 0, quote: '' },
  }));
}

function firstOf(text: string, known: Known): string | undefined {
  return explain(text, nowMs, told(known)).causes[0]?.cause.id;
}

type Row = readonly [protocol: keyof typeof shownBy, reply: string, cause: string, known?: Known];

const refused = 'NO AUTHENTICATE failed.';
const notConnected = 'BAD User is authenticated but not connected.';
const unsuccessful = `535 5.7.3 Authentication unsuccessful ${stamp}`;
const popRefused = '-ERR Authentication failure: unknown user name or bad password.';
const good = {
  'token.audience': 'exchange',
  'token.state': 'valid',
  'token.permits': 'yes',
  'token.flaw': 'no',
};
const appToken = { ...good, 'token.actor': 'app' };

const signIn: readonly Row[] = [
  ['imap', refused, 'graph-token-at-mail-server'],
  ['imap', refused, 'graph-token-at-mail-server', { 'token.audience': 'graph' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'token.audience': 'graph', 'token.state': 'expired' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'token.audience': 'graph', 'mailbox.switch': 'off' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'token.audience': 'graph', 'token.actor': 'app' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'token.audience': 'graph', 'token.flaw': 'yes' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'token.audience': 'graph', 'token.permits': 'no' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'scopes.bare-mail': 'yes' }],
  ['imap', refused, 'graph-token-at-mail-server', { 'scopes.resources': 'both' }],
  ['imap', refused, 'other-audience-token', { 'token.audience': 'other', 'token.use': 'access' }],
  ['imap', refused, 'token-expired-at-mail-server', { 'token.state': 'expired' }],
  [
    'imap',
    refused,
    'token-expired-at-mail-server',
    { 'token.audience': 'exchange', 'token.state': 'expired' },
  ],
  ['imap', refused, 'token-expired-at-mail-server', { timing: 'after-an-hour' }],
  ['imap', refused, 'token-mangled-at-mail-server', { 'token.flaw': 'yes' }],
  ['imap', refused, 'token-mangled-at-mail-server', { 'token.form': 'not-a-token' }],
  ['imap', refused, 'id-token-at-mail-server', { 'token.use': 'id', 'token.audience': 'other' }],
  ['imap', refused, 'refresh-token-at-mail-server', { 'token.use': 'refresh', 'token.form': 'opaque' }],
  ['imap', refused, 'imap-permission-missing', { 'token.audience': 'exchange', 'token.permits': 'no' }],
  ['imap', refused, 'imap-off-for-mailbox', { ...good, 'account.type': 'work', 'token.actor': 'user' }],
  ['imap', refused, 'imap-off-for-mailbox', { 'mailbox.switch': 'off', 'account.type': 'work' }],
  ['imap', refused, 'imap-off-at-outlook-com', { ...good, 'account.type': 'personal' }],
  ['imap', refused, 'app-not-registered-in-exchange', appToken],
  ['imap', refused, 'app-not-registered-in-exchange', { ...appToken, 'app.registered': 'no' }],
  [
    'imap',
    refused,
    'app-registered-with-wrong-object-id',
    { ...appToken, 'app.registered': 'wrong-object-id' },
  ],
  [
    'imap',
    refused,
    'app-token-without-roles',
    { 'token.audience': 'exchange', 'token.actor': 'app', 'token.permits': 'no' },
  ],
  ['imap', refused, 'app-token-for-personal-mailbox', { ...appToken, 'account.type': 'personal' }],
  ['imap', refused, 'oauthbearer-at-exchange', { 'sign-in.mechanism': 'oauthbearer' }],
  [
    'imap',
    refused,
    'exchange-change-not-active-yet',
    { ...appToken, 'changed.recently': 'yes', 'app.registered': 'yes' },
  ],
  ['imap', 'NO LOGIN failed.', 'password-at-exchange'],
  ['imap', 'NO LOGIN failed.', 'password-at-exchange', { 'account.type': 'work' }],
  ['imap', 'NO LOGIN failed.', 'password-at-outlook-com', { 'account.type': 'personal' }],

  ['pop', popRefused, 'graph-token-at-mail-server'],
  ['pop', popRefused, 'graph-token-at-mail-server', { 'token.audience': 'graph' }],
  ['pop', popRefused, 'pop-permission-missing', { 'token.audience': 'exchange', 'token.permits': 'no' }],
  [
    'pop',
    popRefused,
    'pop-permission-missing',
    { 'token.audience': 'exchange', 'token.permits': 'no', 'works.elsewhere': 'imap' },
  ],
  ['pop', popRefused, 'token-expired-at-mail-server', { 'token.state': 'expired' }],
  ['pop', popRefused, 'token-mangled-at-mail-server', { 'token.flaw': 'yes' }],
  ['pop', popRefused, 'pop-off-for-mailbox', { ...good, 'account.type': 'work', 'token.actor': 'user' }],
  ['pop', popRefused, 'pop-off-at-outlook-com', { ...good, 'account.type': 'personal' }],
  ['pop', popRefused, 'app-not-registered-in-exchange', appToken],
  ['pop', popRefused, 'token-of-another-mailbox', { ...good, 'user.matches': 'no' }],
  ['pop', popRefused, 'pop-initial-response', { ...good, 'initial-response': 'yes' }],
  ['pop', '-ERR Protocol error. Connection is closed. 10', 'pop-initial-response'],
  ['pop', '-ERR Logon failure: unknown user name or bad password.', 'password-at-exchange'],
  [
    'pop',
    '-ERR Logon failure: unknown user name or bad password.',
    'password-at-outlook-com',
    { 'account.type': 'personal' },
  ],

  ['smtp', unsuccessful, 'graph-token-at-mail-server'],
  ['smtp', unsuccessful, 'graph-token-at-mail-server', { 'token.audience': 'graph' }],
  [
    'smtp',
    unsuccessful,
    'graph-token-at-mail-server',
    { 'token.audience': 'graph', 'mailbox.switch': 'off' },
  ],
  ['smtp', unsuccessful, 'smtp-send-missing', { 'works.elsewhere': 'imap' }],
  ['smtp', unsuccessful, 'smtp-send-missing', { 'token.audience': 'exchange', 'token.permits': 'no' }],
  ['smtp', unsuccessful, 'token-expired-at-mail-server', { 'token.state': 'expired' }],
  ['smtp', unsuccessful, 'token-mangled-at-mail-server', { 'token.flaw': 'yes' }],
  ['smtp', unsuccessful, 'smtp-auth-off-for-mailbox', { ...good, 'user.matches': 'yes' }],
  ['smtp', unsuccessful, 'smtp-auth-off-for-mailbox', { ...good, 'mailbox.switch': 'off' }],
  [
    'smtp',
    unsuccessful,
    'smtp-security-defaults',
    { ...good, 'security-defaults': 'on', 'user.matches': 'yes' },
  ],
  [
    'smtp',
    unsuccessful,
    'smtp-shared-mailbox-as-user',
    { 'mailbox.kind': 'shared', 'works.elsewhere': 'imap' },
  ],
  ['smtp', unsuccessful, 'smtp-token-of-another-mailbox', { 'consent.by': 'admin' }],
  ['smtp', unsuccessful, 'smtp-token-of-another-mailbox', { ...good, 'user.matches': 'no' }],
  ['smtp', unsuccessful, 'alias-as-user-name', { ...good, 'mailbox.kind': 'alias' }],
  ['smtp', unsuccessful, 'app-not-registered-in-exchange', appToken],
  ['smtp', unsuccessful, 'smtp-app-rbac-not-in-scope', { ...appToken, 'app.registered': 'yes' }],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. ${stamp}`,
    'smtp-auth-off-for-tenant',
  ],
  // As a terminal of that width breaks it.
  [
    'smtp',
    'Caused by: jakarta.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful, SmtpClien\ntAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
    'smtp-auth-off-for-tenant',
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information. ${stamp}`,
    'smtp-auth-off-for-mailbox',
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, basic authentication is disabled. ${stamp}`,
    'smtp-password-refused',
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, basic authentication is disabled. ${stamp}`,
    'password-at-outlook-com',
    { 'account.type': 'personal' },
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. ${stamp}`,
    'smtp-wrong-password',
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator. ${stamp}`,
    'smtp-criteria-not-met',
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator. ${stamp}`,
    'smtp-security-defaults',
  ],
  ['smtp', `535 5.7.139 Authentication unsuccessful, account locked. ${stamp}`, 'smtp-account-locked'],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, the federated STS service was unreachable. ${stamp}`,
    'smtp-federation-unreachable',
  ],
  [
    'smtp',
    `535 5.7.139 Authentication unsuccessful, the federated STS URL does not support HTTPS. ${stamp}`,
    'smtp-federation-without-https',
  ],
  ['smtp', '501 5.5.127 Invalid XOAUTH2 auth data - Token will expire soon', 'smtp-token-expires-soon'],
  [
    'smtp',
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    'smtp-basic-authentication-ended',
  ],
  ['smtp', `421 4.3.2 Service not active ${stamp}`, 'smtp-service-not-active'],
  [
    'smtp',
    `451 4.7.0 Temporary server error. Please try again later. PRX4 ${stamp}`,
    'smtp-temporary-server-error',
  ],
  [
    'smtp',
    `451 4.7.0 Temporary server error. Please try again later. PRX5 ${stamp}`,
    'smtp-temporary-server-error',
  ],
  ['smtp', `550 5.2.1 Mailbox cannot be accessed ${stamp}`, 'smtp-mailbox-not-accessible'],
  ['smtp', `530 5.7.57 Client not authenticated to send mail. ${stamp}`, 'smtp-not-signed-in'],
  [
    'smtp',
    '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
    'smtp-not-signed-in',
  ],
  ['smtp', `451 5.7.3 STARTTLS is required to send mail ${stamp}`, 'smtp-starttls-needed'],
  [
    'smtp',
    '530 5.7.0 Must issue a STARTTLS command first. For more information, go to',
    'smtp-starttls-needed',
  ],
  ['smtp', '538 5.7.11 Encryption required for requested authentication mechanism', 'smtp-starttls-needed'],
  ['smtp', '523 5.7.10 Encryption needed to use mechanism', 'smtp-starttls-needed'],
  ['smtp', '454 4.7.0 TLS not available due to local problem', 'mail-server-has-a-temporary-failure'],
  [
    'smtp',
    '504 5.7.4 Unrecognized authentication type [AM0PR02CA0134.eurprd02.prod.outlook.com]',
    'smtp-mechanism-not-offered',
  ],
];

const afterSignIn: readonly Row[] = [
  ['imap', notConnected, 'token-of-another-mailbox'],
  ['imap', notConnected, 'token-of-another-mailbox', { 'consent.by': 'admin' }],
  ['imap', notConnected, 'token-of-another-mailbox', { 'user.matches': 'no', 'account.type': 'personal' }],
  ['imap', notConnected, 'token-of-another-mailbox', { 'user.matches': 'no', 'mailbox.switch': 'off' }],
  [
    'imap',
    notConnected,
    'imap-off-at-outlook-com',
    { 'user.matches': 'yes', 'account.type': 'personal', 'account.age': 'new' },
  ],
  ['imap', notConnected, 'imap-off-at-outlook-com', { 'account.type': 'personal' }],
  ['imap', notConnected, 'imap-off-for-mailbox', { 'user.matches': 'yes', 'account.type': 'work' }],
  ['imap', notConnected, 'imap-off-for-mailbox', { 'account.type': 'work', 'mailbox.switch': 'off' }],
  ['imap', notConnected, 'shared-mailbox-full-access-missing', { 'mailbox.kind': 'shared' }],
  [
    'imap',
    notConnected,
    'shared-mailbox-full-access-missing',
    { 'mailbox.kind': 'shared', 'user.matches': 'no', 'account.type': 'work' },
  ],
  ['imap', notConnected, 'app-full-access-missing', { 'token.actor': 'app' }],
  ['imap', notConnected, 'app-full-access-missing', { 'token.actor': 'app', 'mailbox.access': 'no' }],
  ['imap', notConnected, 'too-many-imap-connections', { connections: 'many' }],
  ['imap', notConnected, 'too-many-imap-connections', { timing: 'now-and-then', 'user.matches': 'yes' }],
  ['imap', notConnected, 'mailbox-without-licence', { licence: 'no' }],
  [
    'imap',
    notConnected,
    'access-policy-at-mailbox',
    {
      ...good,
      'user.matches': 'yes',
      'account.type': 'work',
      'mailbox.switch': 'on',
      'other-network': 'works',
    },
  ],
  [
    'imap',
    notConnected,
    'personal-mailbox-refused-by-network',
    { 'account.type': 'personal', 'other-network': 'works' },
  ],
  ['imap', notConnected, 'alias-as-user-name', { 'mailbox.kind': 'alias' }],
  ['imap', notConnected, 'work-and-personal-account-of-one-address', { 'account.twin': 'yes' }],
  [
    'imap',
    notConnected,
    'exchange-change-not-active-yet',
    { 'changed.recently': 'yes', 'mailbox.access': 'yes' },
  ],
  ['imap', notConnected, 'backslash-user-name', { noticed: 'backslash-user' }],
  ['imap', 'BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds', 'imap-throttled'],
  ['imap', 'NO Request is throttled. Suggested Backoff Time: 299910 milliseconds', 'imap-throttled'],
  ['imap', 'NO Server Unavailable. 15', 'imap-server-unavailable'],
  ['imap', 'BAD Command Argument Error. 11', 'imap-command-argument-error'],
  ['imap', 'BAD Command Argument Error. 12', 'imap-command-argument-error'],
  ['imap', 'BAD Command Error. 10', 'imap-command-error'],
  ['imap', 'BAD Command received in Invalid state.', 'imap-command-in-wrong-state'],

  [
    'smtp',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender [AM0PR02CA0134]',
    'send-as-denied',
  ],
  [
    'smtp',
    '554 5.2.252 SendAsDenied; anna@contoso.example not allowed to send as ben@contoso.example; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied',
    'send-as-denied',
  ],
  [
    'smtp',
    '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message Cannot submit message.',
    'send-as-denied',
  ],
  [
    'smtp',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender [AM0PR02CA0134]',
    'alias-as-sender',
    { 'mailbox.kind': 'alias' },
  ],
  [
    'smtp',
    '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=AM8P194MB1076.EURP194.PROD.OUTLOOK.COM]',
    'sender-thread-limit',
  ],
  [
    'smtp',
    '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message',
    'daily-recipient-limit',
  ],
  [
    'smtp',
    '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message',
    'own-mailbox-full',
  ],
  [
    'smtp',
    '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message [BeginDiagnosticData]WASCL UserAction verdict is not None. Actual verdict is RefuseQuota, ShowTierUpgrade. OutboundSpamException: WASCL UserAction verdict is not None.[EndDiagnosticData] [Hostname=DB9P192MB1388]',
    'outlook-com-quota-verdict',
  ],
  [
    'smtp',
    '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message [BeginDiagnosticData]WASCL UserAction verdict is not None. Actual verdict is Suspend.[EndDiagnosticData]',
    'outlook-com-suspended',
  ],
  [
    'smtp',
    '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message [BeginDiagnosticData]WASCL UserAction verdict is not None. Actual verdict is HipNotify.[EndDiagnosticData]',
    'outlook-com-wants-a-check',
  ],
  ['smtp', '550 5.1.8 Access denied, bad outbound sender.', 'sender-restricted-for-spam'],
  ['smtp', '550 5.7.501 Access denied, spam abuse detected.', 'sender-restricted-for-spam'],
  [
    'smtp',
    "550 5.7.703 Your message can't be delivered because messages to ben@fabrikam.example are blocked by your organization using Tenant Allow Block List.",
    'recipient-blocked-by-own-organization',
  ],
  [
    'smtp',
    '550 5.7.350 Remote server returned message detected as spam -> 554 5.7.1 Spam message rejected',
    'recipient-refuses-sender',
  ],
  [
    'smtp',
    "550 5.4.8 MX hosts of 'fabrikam.example' failed MTA-STS validation",
    'recipient-server-tls-fails',
  ],
  ['smtp', '554 5.7.5 Remote certificate failed MTA-STS validation', 'recipient-server-tls-fails'],
  ['smtp', '554 5.4.11 Agent generated message depth exceeded', 'mail-loop'],
  [
    'smtp',
    '451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35. For more information please go to https://go.microsoft.com/fwlink/?linkid=865268',
    'mail-exchanger-outdated',
  ],
  ['smtp', '550 5.7.705 Access denied, tenant has exceeded threshold.', 'tenant-restricted-for-spam'],
  ['smtp', '550 5.7.708 Access denied, traffic not accepted from this IP.', 'tenant-restricted-for-spam'],
  [
    'smtp',
    '554 5.2.3 STOREDRV.Submission.Exception:MessageSubmissionExceededException.MapiExceptionMaxSubmissionExceeded; Failed to process message',
    'message-larger-than-mailbox-limit',
  ],
  ['smtp', '552 5.3.4 Message size exceeds fixed maximum message size', 'message-larger-than-server-limit'],
  ['smtp', '452 4.5.3 Too many recipients (AM0PR02CA0134)', 'too-many-recipients'],
  ['smtp', '451 4.7.0 Temporary server error. Please try again later MRH1', 'smtp-temporary-server-error'],
  ['smtp', '451 4.7.500 Server busy. Please try again later from [52.97.1.1].', 'smtp-server-busy'],
  [
    'smtp',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'recipient-does-not-exist',
  ],
  [
    'smtp',
    '550 5.7.26 Unauthenticated email from contoso.example is not accepted due to domain DMARC policy.',
    'sender-authentication-failed',
  ],
];

describe.each([
  ['a sign-in that is refused', signIn],
  ['what is refused after a sign-in', afterSignIn],
] as const)('%s', (_, rows) => {
  it.each(rows.map((row) => [labelOf(row), row] as const))(
    '%s',
    (__, [protocol, reply, cause, known = {}]) => {
      const found = Object.entries(shownBy[protocol](reply)).map(([program, text]) => [
        program,
        firstOf(text, known),
      ]);
      expect(found).toEqual(found.map(([program]) => [program, cause]));
    },
  );
});

describe('a token and a reply that are pasted together', () => {
  const now = nowMs / 1000;
  const mine = {
    aud: 'https://outlook.office.com',
    scp: 'IMAP.AccessAsUser.All',
    upn: 'anna@contoso.example',
    exp: now + 3000,
  };
  const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const jwt = (claims: object): string =>
    `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ tid: '11111111-2222-4333-8444-555555555555', iat: now - 600, nbf: now - 600, ...claims })}.${'c2ln'.repeat(80)}`;

  it.each<[string, string, object, string]>([
    [
      'for Graph',
      `A2 ${refused}`,
      { ...mine, aud: 'https://graph.microsoft.com' },
      'graph-token-at-mail-server',
    ],
    ['for SMTP alone', `A2 ${refused}`, { ...mine, scp: 'SMTP.Send' }, 'imap-permission-missing'],
    ['for IMAP alone', unsuccessful, mine, 'smtp-send-missing'],
    ['for IMAP alone', popRefused, mine, 'pop-permission-missing'],
    ['of yesterday', `A2 ${refused}`, { ...mine, exp: now - 9000 }, 'token-expired-at-mail-server'],
    ['that is good', `A2 ${refused}`, mine, 'imap-off-for-mailbox'],
    [
      'of an app',
      `A2 ${refused}`,
      { aud: mine.aud, roles: ['IMAP.AccessAsApp'], idtyp: 'app', exp: mine.exp },
      'app-not-registered-in-exchange',
    ],
  ])('%s, %s', (_, reply, claims, cause) => {
    for (const name of ['', 'token: ', 'access_token=']) {
      expect(firstOf(`${name}${jwt(claims)}\n${reply}`, {}), name).toBe(cause);
    }
  });

  it('says nothing against a good token alone', () => {
    for (const aud of ['https://outlook.office.com', 'https://graph.microsoft.com']) {
      const sure = explain(jwt({ ...mine, aud }), nowMs).causes.map((cause) => cause.sure);
      expect(sure.filter((one) => one !== 'possible')).toEqual([]);
    }
  });
});

it('blames the host where mail is sent through the one for IMAP, and only there', () => {
  const log = (host: string): string =>
    `DEBUG SMTP: connected to host "${host}", port: 587\n451 4.7.0 Temporary server error. Please try again later. PRX4 ${stamp}`;
  expect(firstOf(log('outlook.office365.com'), {})).toBe('smtp-host-not-for-submission');
  expect(firstOf(log('smtp.office365.com'), {})).toBe('smtp-temporary-server-error');
});

it.each([
  ['Every mail that I send is twice in the sent items.', 'sent-items-twice'],
  ['IMAP IDLE stops delivering after an hour or so, without an error.', 'idle-goes-silent'],
  ['The labels that we set by IMAP disappear.', 'imap-keywords-not-kept'],
  ['It works for about an hour, then NO AUTHENTICATE failed.', 'token-expired-at-mail-server'],
  ['1時間ほどは動きますが、その後「AUTHENTICATE failed.」になります。', 'token-expired-at-mail-server'],
  [`IMAP works with the same token, but sending fails: ${unsuccessful}`, 'smtp-send-missing'],
  [
    '共有メールボックスを開くと「User is authenticated but not connected.」になります。',
    'shared-mailbox-full-access-missing',
  ],
  [`We signed in as the global admin. Then: ${notConnected}`, 'token-of-another-mailbox'],
  [`We run 40 workers on one mailbox, and from time to time: ${notConnected}`, 'too-many-imap-connections'],
  [
    `The daemon signs in with client credentials. IMAP and POP authenticate fine, SMTP says: ${unsuccessful}`,
    'app-token-without-roles',
  ],
  [
    `Our app-only token: the IMAP login passes, sending is refused: ${unsuccessful}`,
    'app-token-without-roles',
  ],
  [
    `アプリ専用トークンです。IMAP と POP は認証が通りますが、SMTP は「${unsuccessful}」になります。`,
    'app-token-without-roles',
  ],
  [
    'EWS with an app: x-ms-diagnostics: 2000008;reason="The token contains no permissions, or permissions can not be understood.";error_category="invalid_grant"',
    'app-token-without-roles',
  ],
  [
    "'x-ms-diagnostics': '2000008;reason=The token contains no permissions, or permissions can not be understood.'",
    'app-token-without-roles',
  ],
  [
    'POST https://graph.microsoft.com/v1.0/users/x/sendMail: The token contains no permissions, or permissions can not be understood.',
    'graph-access-denied',
  ],
  [
    'the account used to submit this request does not have the right to send mail on behalf of the specified sending account',
    'send-as-denied',
  ],
  [
    'Message: The user account which was used to submit this request does not have the right to send mail on behalf of the sender.',
    'send-as-denied',
  ],
  ['It is refused: no right to send mail, ErrorSendAsDenied', 'send-as-denied'],
  ['Refreshing gives 400 invalid_grant once the access token has expired', 'invalid-grant-unexplained'],
  ['The phone got a mail: Your email access has been blocked.', 'conditional-access-blocks'],
  [
    'ActiveSync users are told that the IT department has blocked your email access since the new policy',
    'conditional-access-blocks',
  ],
  ['Your access has been blocked, says a message in the inbox of our iPhones', 'conditional-access-blocks'],
  ["It says that I can't log in with a personal account.", 'personal-account-at-work-endpoint'],
  [
    'The window tells me I could not sign in here with my personal Microsoft account',
    'personal-account-at-work-endpoint',
  ],
  ['Microsoft wants a work or school account instead of my Hotmail', 'personal-account-at-work-endpoint'],
  [`EHLO smtp.azurecomm.net:587 is fine, then ${unsuccessful}`, 'azure-communication-smtp'],
  [
    `new SmtpClient("smtp.azurecomm.net", 587), Authenticate throws: ${unsuccessful}`,
    'azure-communication-smtp',
  ],
  [
    `Azure Communication Services（smtp.azurecomm.net）で「${unsuccessful}」になります。`,
    'azure-communication-smtp',
  ],
  ['sendMail answers 202, but the messages land in the spam folder.', 'mail-lands-in-junk'],
  ['Everything that our ticket system sends goes straight to junk at Gmail.', 'mail-lands-in-junk'],
  ['送信はできますが、相手の迷惑メールフォルダに入ってしまいます。', 'mail-lands-in-junk'],
  ['Unsere Mails landen beim Empfänger im Spam-Ordner.', 'mail-lands-in-junk'],
  [
    'We deleted all application access policies, and sendMail still answers 403 ErrorAccessDenied',
    'exchange-change-not-active-yet',
  ],
  [
    'Graph: 403 ErrorAccessDenied\nI removed the policy an hour ago, Get-ApplicationAccessPolicy shows none',
    'exchange-change-not-active-yet',
  ],
  [
    'Remove-ApplicationAccessPolicy -Identity x\n{"error":{"code":"ErrorAccessDenied","message":"Access is denied."}}',
    'exchange-change-not-active-yet',
  ],
  ['The token was not renewed, it was exactly 90 days after the set-up.', 'grant-expired-unused'],
  ['90 days later the tokens did not refresh any more.', 'grant-expired-unused'],
  ['90 日使わなかったところ、トークンが更新されなくなりました。', 'grant-expired-unused'],
  [
    'One customer changed his Microsoft 365 password, and the connection of the plugin is gone.',
    'grant-revoked',
  ],
  ['They reset their password, some hours later the app could not send any more.', 'grant-revoked'],
  ['The owner has updated her password. Mail stopped.', 'grant-revoked'],
  [`It worked for two years, now: ${notConnected}`, 'imap-off-for-mailbox'],
  [`Our import has suddenly stopped: ${notConnected}`, 'imap-off-for-mailbox'],
  [`今まで問題なく動いていましたが「${notConnected}」になりました。`, 'imap-off-for-mailbox'],
  ['Exchange Online silently rejects the access token at IMAP.', 'graph-token-at-mail-server'],
  ['The token is refused by IMAP at outlook.office365.com', 'graph-token-at-mail-server'],
  ['Microsoft 365: the IMAP server does not accept our token.', 'graph-token-at-mail-server'],
  ['Microsoft 365 の IMAP でトークンが拒否されます。', 'graph-token-at-mail-server'],
  ['Error: self signed certificate in certificate chain', 'tls-is-intercepted'],
  ['Error: connect ETIMEDOUT 192.0.2.1:587', 'connection-times-out'],
  ['smtp.office365.com:465 times out', 'smtp-no-implicit-tls'],
  [
    'POST https://login.microsoftonline.com/common/oauth2/v2.0/token: request failed, status 0',
    'connection-times-out',
  ],
  ['*   Trying 192.0.2.1:993...\nand there it hangs', 'connection-times-out'],
  ['GET https://graph.microsoft.com/v1.0/me/messages/AAMkAGI1 returns 404', 'graph-message-id-changed'],
  ['PATCH /users/anna/messages/{id} -> 404, it is in Archive now', 'graph-message-id-changed'],
  ['Send-MgUserMail : Request Error, Status: RequestEntityTooLarge', 'graph-request-too-large'],
  ['sendMail of graph.microsoft.com: Error, Status: PayloadTooLarge', 'graph-request-too-large'],
  [
    'createUploadSession: 403 Access is denied. Check credentials and try again.\nthen: 400 Empty Payload. JSON content expected.',
    'graph-access-denied',
  ],
  ['Creating the subscription gives 400 ValidationError, message "OK"', 'subscription-validation-failed'],
  ['{"error":{"code":"ValidationError","message":"OK"}}', 'subscription-validation-failed'],
  [
    'failure reason: Sign-in was interrupted due to a password reset or password registration entry.',
    'sign-in-interrupted',
  ],
  ['Your admin requires the device requesting access to be managed by Contoso.', 'device-not-compliant'],
  ['The page tells me to use your work or school account instead', 'personal-account-at-work-endpoint'],
  ['AADSTS90112: Application identifier is expected to be a GUID.', 'app-not-found-client-id'],
])('a person writes: %s', (text, cause) => {
  expect(firstOf(text, {})).toBe(cause);
});

describe('the question that is asked', () => {
  const user = { ...good, 'token.actor': 'user' };
  it.each<[string, Known, string | undefined]>([
    [`A2 ${refused}`, {}, 'token.audience'],
    [`A2 ${refused}`, { 'token.audience': 'graph' }, undefined],
    [`A2 ${refused}`, appToken, 'app.registered'],
    [`A2 ${refused}`, user, 'account.type'],
    [`A3 ${notConnected}`, {}, 'user.matches'],
    [`A3 ${notConnected}`, { 'user.matches': 'yes' }, 'account.type'],
    [`A3 ${notConnected}`, { 'user.matches': 'no' }, 'mailbox.kind'],
    [popRefused, {}, 'token.audience'],
    [unsuccessful, {}, 'token.audience'],
    [unsuccessful, { 'works.elsewhere': 'imap' }, 'token.permits'],
    [unsuccessful, { ...user, 'works.elsewhere': 'imap' }, 'mailbox.switch'],
    ['A1 NO LOGIN failed.', {}, 'account.type'],
    ['* BYE Session invalidated - AccessTokenExpired', {}, undefined],
  ])('%s %j: %s', (text, known, fact) => {
    expect(explain(text, nowMs, told(known)).question?.fact).toBe(fact);
  });

  it('leaves what is only possible possible', () => {
    for (const text of [`A2 ${refused}`, `A3 ${notConnected}`, popRefused, unsuccessful]) {
      expect(new Set(explain(text, nowMs).causes.map(({ sure }) => sure)), text).toEqual(
        new Set(['possible']),
      );
    }
  });
});

function labelOf([, reply, cause, known]: Row): string {
  const facts = Object.entries(known ?? {}).map(([fact, value]) => `${fact} ${value}`);
  return `${reply.slice(0, 72)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}: ${cause}`;
}
