import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';

function first(text: string): string | undefined {
  return explain(text, Date.UTC(2026, 10, 26), [], () => []).causes[0]?.cause.id;
}

describe('what somebody tried beside what they came with', () => {
  it.each<[string, string]>([
    [
      'Since Monday our relay gets 550 5.7.64 TenantAttribution; Relay Access Denied.\n\nI tried smtp.outlook.com:587 but there is another error:\n451 5.7.3 STARTTLS is required to send mail',
      'connector-not-recognised',
    ],
    [
      'The app gets "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant." We also tried port 465, there it is "wrong version number".',
      'smtp-auth-off-for-tenant',
    ],
    [
      'Signing in ends with AADSTS65001: The user or administrator has not consented to use the application. Even if I try the normal password it says 535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.',
      'consent-missing',
    ],
    [
      'Der Dienst meldet AADSTS7000222: The provided client secret keys are expired.\nWir haben auch IMAP mit Kennwort versucht:\nA1 NO LOGIN failed.',
      'client-secret-expired',
    ],
    [
      '受信で AADSTS700082: The refresh token has expired due to inactivity. と出ます。\n基本認証も試しました。\nA1 NO LOGIN failed.',
      'grant-expired-unused',
    ],
  ])('does not outrank it: %s', (text, cause) => {
    expect(first(text)).toBe(cause);
  });

  it.each([
    'and sometimes "454 4.7.0 Temporary authentication failure".',
    'und manchmal "454 4.7.0 Temporary authentication failure".',
    'et parfois "454 4.7.0 Temporary authentication failure".',
    'y a veces "454 4.7.0 Temporary authentication failure".',
    'e às vezes "454 4.7.0 Temporary authentication failure".',
    '時々「454 4.7.0 Temporary authentication failure」も出ます。',
  ])('is what comes now and then: %s', (said) => {
    const mostly =
      'The log has "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."';
    expect(first(`${mostly}\n\nThat is in most lines, ${said}`)).toBe('smtp-auth-off-for-mailbox');
  });

  it('counts in full where nothing was refused before, or where it is so now', () => {
    expect(
      first(
        'I tried to send with our app:\n535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
      ),
    ).toBe('smtp-auth-off-for-tenant');
    const consent = 'AADSTS65001: The user or administrator has not consented to use the application.';
    const scoreIn = (text: string): number | undefined =>
      explain(text, 0, [], () => []).causes.find(({ cause }) => cause.id === 'consent-missing')?.score;
    const before = 'First it was A1 NO LOGIN failed.';
    expect(scoreIn(`${before}\n\nI also tried what the book says, and now it is:\n${consent}`)).toBe(
      scoreIn(`${before}\n\nThen we did what the book says, which ended like this:\n${consent}`),
    );
    expect(scoreIn(`${before}\n\nI also tried another program:\n${consent}`)).toBeLessThan(
      scoreIn(consent) ?? 0,
    );
  });
});
