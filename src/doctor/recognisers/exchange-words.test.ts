// What Exchange says leads to the same cause with its code and without: programs and people leave the code out.

import { expect, it } from 'vitest';
import { explain } from '../explain.ts';

const firstOf = (text: string): string | undefined => explain(text, 0).causes[0]?.cause.id;

it.each<[string, string]>([
  [
    '535 5.7.139 Authentication unsuccessful,',
    'SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
  ],
  ['535 5.7.139 Authentication unsuccessful,', 'SmtpClientAuthentication is disabled for the Mailbox.'],
  ['535 5.7.139 Authentication unsuccessful,', 'basic authentication is disabled.'],
  [
    '535 5.7.139 Authentication unsuccessful,',
    "user is locked by your organization's security defaults policy. Contact your administrator.",
  ],
  [
    '535 5.7.139 Authentication unsuccessful,',
    'the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
  ],
  ['535 5.7.139 Authentication unsuccessful,', 'the user credentials were incorrect.'],
  ['550 5.7.30', 'Basic authentication is not supported for Client Submission.'],
  ['530 5.7.57', 'Client not authenticated to send mail.'],
  ['530 5.7.57 SMTP;', 'Client was not authenticated to send anonymous mail during MAIL FROM'],
  ['550 5.7.60 SMTP;', 'Client does not have permissions to send as this sender'],
  ['554 5.2.252', 'SendAsDenied; anna@contoso.example not allowed to send as info@contoso.example'],
  ['550 5.1.8', 'Access denied, bad outbound sender'],
  ['550 5.7.705', 'Access denied, tenant has exceeded threshold'],
  ['550 5.7.708', 'Access denied, traffic not accepted from this IP'],
  ['550 5.7.501', 'Access denied, spam abuse detected'],
  [
    '550 5.7.703',
    "Your message can't be delivered because messages to ben@fabrikam.example are blocked by your organization using Tenant Allow Block List.",
  ],
  ['451 4.4.62', 'Mail sent to the wrong Office 365 region. ATTR35'],
  ['550 5.7.750', 'Client blocked from sending from unregistered domain'],
  ['550 5.4.1', 'Recipient address rejected: Access denied'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound;', 'Recipient not found by SMTP address lookup'],
  ['550 5.4.316', 'Message expired, connection refused'],
  ['550 5.7.64', 'TenantAttribution; Relay Access Denied'],
  ['550 5.7.54 SMTP;', 'Unable to relay recipient in non-accepted domain'],
  [
    '432 4.3.2',
    'Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
  ],
  ['432 4.3.2 STOREDRV.ClientSubmit;', 'sender thread limit exceeded'],
  ['451 4.7.500', 'Server busy. Please try again later'],
  ['451 4.7.0', 'Temporary server error. Please try again later. PRX4'],
  ['421 4.7.66', 'TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2'],
  [
    '554 5.2.0',
    'STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is Suspend',
  ],
  ['554 5.2.0', 'STOREDRV.Submission.Exception:SubmissionQuotaExceededException'],
  ['552 5.3.4', 'Message size exceeds fixed maximum message size'],
  [
    '550 5.7.520',
    'Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance.',
  ],
  ['550 5.7.124 RESOLVER.RST.SenderNotInAllowedSendersList;', 'SenderNotInAllowedSendersList'],
  ['504 5.7.4', 'Unrecognized authentication type'],
  ['452 4.5.3', 'Too many recipients'],
  [
    '550 5.7.515',
    "Access denied, sending domain contoso.example doesn't meet the required authentication level",
  ],
  ['550 5.7.1', "Unauthenticated email from contoso.example is not accepted due to domain's DMARC policy"],
  ['550 5.7.26', 'This mail has been blocked because the sender is unauthenticated'],
  ['550 5.7.606', 'Access denied, banned sending IP [203.0.113.7]'],
  ['550 5.7.511', 'Access denied, banned sender'],
  ['451 4.7.650', 'The mail server [203.0.113.7] has been temporarily rate limited due to IP reputation'],
  ['550 5.4.14', 'Hop count exceeded - possible mail loop'],
  ['A1 NO', 'LOGIN failed.'],
  ['A1 NO', 'AUTHENTICATE failed.'],
  ['A1 BAD', 'User is authenticated but not connected.'],
  ['A1 BAD', 'Command Argument Error. 11'],
  ['A1 BAD', 'Request is throttled. Suggested Backoff Time: 92415 milliseconds'],
  ['A1 NO', 'Server Unavailable. 15'],
  ['* BYE', 'Session invalidated - AccessTokenExpired'],
  ['* BYE', 'Connection is closed. 13'],
  ['-ERR', 'Logon failure: unknown user name or bad password.'],
  ['-ERR', 'Authentication failure: unknown user name or bad password.'],
  ['-ERR', 'Protocol error. Connection is closed. 10'],
])('%s %s', (code, said) => {
  const byCode = firstOf(`${code} ${said}`);
  expect(byCode).toBeDefined();
  expect(firstOf(said)).toBe(byCode);
  expect(firstOf(`Our program says: ${said} What can we do?`)).toBe(byCode);
});

it.each<[string, string]>([
  ['BASICAUTHBLOCKED', 'password-at-exchange'],
  ['A1 NO LOGIN failed. BasicAuthBlocked', 'password-at-exchange'],
  ['-ERR Logon failure: BasicAuthBlocked', 'password-at-exchange'],
  [
    "imaplib.IMAP4.error: b'AuthFailed:LogonDenied-BasicAuthBlocked LogonFailed-BasicAuthBlocked'",
    'password-at-exchange',
  ],
  ['{"error":"BASICAUTHBLOCKED","server":"outlook.office365.com"}', 'password-at-exchange'],
  ['Our connector logs "BasicAuthBlocked" for the shared mailbox since Tuesday', 'password-at-exchange'],
  ['a1 NO Basic authentication is disabled.', 'password-at-exchange'],
  [
    "b'[AUTHENTICATIONFAILED] AuthFailed:LogonDenied-BasicAuthBlocked-<UserType:OutlookCom> LogonFailed-BasicAuthBlocked'",
    'password-at-outlook-com',
  ],
  ['BasicAuthBlocked for anna@hotmail.com', 'password-at-outlook-com'],
  ['SMTP sign-in: BasicAuthBlocked', 'smtp-password-refused'],
  ['535 5.7.3 Authentication unsuccessful, BasicAuthBlocked', 'smtp-password-refused'],
])('a password that is not taken, by its name: %s', (text, cause) => {
  expect(firstOf(text)).toBe(cause);
});

it('a setting that has the name in its own is no refusal', () => {
  expect(firstOf('Get-OrganizationConfig | Format-List BasicAuthBlockedApps')).toBeUndefined();
});

it.each([
  '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain',
  'We get "Unable to relay" at contoso-com.mail.protection.outlook.com',
  '550 5.7.1 Unable to relay',
  '554 5.7.1 <ben@fabrikam.example>: Relay access denied',
  '550 5.7.1 Relaying denied',
])('without a sign-in nothing is passed on: %s', (text) => {
  expect(firstOf(text)).toBe('relay-not-allowed');
});

it('a server that no connector knows is another matter', () => {
  expect(firstOf('550 5.7.64 TenantAttribution; Relay Access Denied')).toBe('connector-not-recognised');
});
