// What somebody writes in the end, without any error: what helped names its cause; what did not help names nothing.

import { expect, it } from 'vitest';
import { explain } from '../../explain.ts';

const firstOf = (text: string): string | undefined => explain(text, 0).causes[0]?.cause.id;

it.each<[string, string]>([
  ['it started working after I added Mail.Send', 'graph-access-denied'],
  ['had to enable authenticated smtp for the mailbox', 'smtp-auth-off-for-mailbox'],
  [
    'Set-TransportConfig -SmtpClientAuthenticationDisabled $false fixed it for us',
    'smtp-auth-off-for-tenant',
  ],
  ['turned off security defaults and it works', 'smtp-security-defaults'],
  ['We disabled security defaults. It works now.', 'smtp-security-defaults'],
  ['Fixed by granting admin consent.', 'admin-approval-user-consent-off'],
  ['adding offline_access solved it for me', 'no-refresh-token'],
  ['it was the client secret, had expired', 'client-secret-expired'],
  ['used the secret value instead of the secret id - works', 'client-secret-id-pasted'],
  [
    'switching to outlook.office.com instead of outlook.office365.com fixed it',
    'outlook-office365-for-personal',
  ],
  ['I had to use the object id of the enterprise application', 'app-registered-with-wrong-object-id'],
  ['Works after Add-MailboxPermission', 'shared-mailbox-full-access-missing'],
  ['works now, needed to use the primary address instead of the alias', 'alias-as-user-name'],
  ['needed to request SMTP.Send as well', 'smtp-send-missing'],
  [
    'Solved: the token was for graph, requested one for outlook.office.com and it works',
    'graph-token-at-mail-server',
  ],
  ['enabling IMAP in Outlook.com settings did it', 'imap-off-at-outlook-com'],
  ['enabled IMAP for the user and it works now', 'imap-off-for-mailbox'],
  ['Adding "Allow public client flows" = yes fixed it', 'public-client-flows-off'],
  [
    'changed the redirect uri platform from web to mobile & desktop and now it works',
    'desktop-redirect-registered-as-web',
  ],
  ['turning off the VPN helped', 'personal-mailbox-refused-by-network'],
  ['assigning a licence fixed it', 'mailbox-without-licence'],
  ['set port to 587 and it works', 'smtp-no-implicit-tls'],
  ['it was the system clock', 'clock-is-wrong'],
  ['waited an hour and it worked', 'exchange-change-not-active-yet'],
  ['excluded the user from the conditional access policy, now fine', 'conditional-access-blocks'],
  ['I just needed to add the IMAP.AccessAsUser.All permission', 'imap-permission-missing'],
  ['refreshing the token before each login solved the problem', 'token-expired-at-mail-server'],
  ['SMTP AUTH を有効にしたら送れました', 'smtp-auth-off-for-mailbox'],
  ['セキュリティの既定値群を無効にしたら動きました', 'smtp-security-defaults'],
  ['nothing was fetched from the mailbox until I switched it over to OAuth2', 'password-at-exchange'],
  ['It never synced from outlook.com before I changed IMAP to modern auth', 'password-at-outlook-com'],
  ["The printer couldn't send until the admin enabled authenticated SMTP", 'smtp-auth-off-for-mailbox'],
  ['Mails went out only after we turned off security defaults', 'smtp-security-defaults'],
  ['Nicht gesendet, erst als SMTP AUTH aktiviert war', 'smtp-auth-off-for-mailbox'],
  ['IMAP を有効にしてはじめて受信できました', 'imap-off-for-mailbox'],
  ['Mail.Send を追加したら動いた', 'graph-access-denied'],
])('%s', (text, cause) => {
  expect(firstOf(text)).toBe(cause);
  expect(firstOf(`Thanks, everybody!\n\n${text}\n`)).toBe(cause);
});

it.each([
  'I added offline_access and it still does not work',
  'Would adding offline_access fix it?',
  'Adding Mail.Send did not help',
  'It worked until I added offline_access',
  'It should not be used until we enabled IMAP?',
  'offline_access を追加しても動きません',
  'We sent the mail on Monday and it worked.',
])('nothing has helped: %s', (text) => {
  expect(firstOf(text)).toBeUndefined();
});
