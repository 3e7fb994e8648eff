import { describe, expect, it } from 'vitest';
import { scopeFacts } from './scope-facts.ts';

function audience(scope: string): string | undefined {
  return scopeFacts(scope.split(' '), 'answer').find(([fact]) => fact === 'token.audience')?.[1];
}

describe('the scopes of a token answer', () => {
  it.each([
    ['email IMAP.AccessAsUser.All Mail.ReadWrite openid profile SMTP.Send User.Read', 'graph'],
    ['IMAP.AccessAsUser.All SMTP.Send profile openid email', 'graph'],
    ['profile openid email https://graph.microsoft.com/IMAP.AccessAsUser.All', 'graph'],
    ['https://graph.microsoft.com/Mail.Read', 'graph'],
    [
      'https://outlook.office365.com/IMAP.AccessAsUser.All https://outlook.office365.com/SMTP.Send',
      'exchange',
    ],
    ['https://outlook.office.com/SMTP.Send Mail.Read', 'exchange'],
  ])('"%s" came with a token for %s', (scope, resource) => {
    expect(audience(scope)).toBe(resource);
  });

  it.each(['IMAP.AccessAsUser.All SMTP.Send', 'https://vault.azure.net/user_impersonation', ''])(
    '"%s" does not say which resource the token is for',
    (scope) => {
      expect(audience(scope)).toBeUndefined();
    },
  );
});
