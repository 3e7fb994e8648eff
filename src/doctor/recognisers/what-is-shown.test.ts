// What code, PowerShell and hosts show of a case, beside what is said of it.

import { describe, expect, it } from 'vitest';
import { factsOf } from '../derive.ts';
import { explain } from '../explain.ts';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);
const first = (text: string): string | undefined => explain(text, nowMs).causes[0]?.cause.id;
const facts = (text: string): ReturnType<typeof factsOf> => factsOf(recognise(text, nowMs));

describe('what is shown', () => {
  it.each([
    [
      'imap_open is given a password, whatever is asked about OAuth',
      "$box = imap_open('{outlook.office365.com:993/imap/ssl}', 'anna@contoso.com', $pw);\nIt stopped in October 2022. How do I connect with OAuth2 from PHP?",
      'password-at-exchange',
    ],
    [
      'the switch of the organization, as a list',
      'Our form cannot send by SMTP.\n\nGet-TransportConfig | fl SmtpClientAuthenticationDisabled\n\nSmtpClientAuthenticationDisabled : True',
      'smtp-auth-off-for-tenant',
    ],
    [
      'the switch of the organization, as a table',
      'PS> Get-TransportConfig | select SmtpClientAuthenticationDisabled\n\nSmtpClientAuthenticationDisabled\n--------------------------------\n                            True',
      'smtp-auth-off-for-tenant',
    ],
    [
      'a key that was lost',
      'OAuth Authorization Error\nUnexpected token \'S\', "Salted__..." is not valid JSON',
      'stored-token-sealed',
    ],
    [
      'a mailbox that Graph does not see',
      '{"error":{"code":"ResourceNotFound","message":"Resource could not be discovered."}}',
      'mailbox-not-enabled-for-rest',
    ],
  ])('%s', (_, text, cause) => {
    expect(first(text)).toBe(cause);
  });

  it('an app that signs in by itself is of an organization, at whichever host', () => {
    const settings = 'server = smtp-mail.outlook.com\nport = 587';
    expect(facts(settings)['account.type']).toEqual(['personal']);
    expect(facts(`${settings}\noauth2_flow = client_credentials`)['account.type']).toBeUndefined();
  });

  it('what ordinary credentials met beside it is no certainty', () => {
    const text =
      'With client_credentials SMTP says "535 5.7.3 Authentication unsuccessful". Besides, with ordinary credentials it says "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully."';
    expect(explain(text, nowMs).causes[0]?.sure).not.toBe('certain');
  });
});
