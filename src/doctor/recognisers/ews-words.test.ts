// What libraries for Exchange Web Services print, in the frames of several languages: who is refused, and why.

import { describe, expect, it } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { explain } from '../explain.ts';

const nowMs = Date.UTC(2026, 10, 26);
const app: Evidence = {
  kind: 'told',
  fact: 'token.actor',
  value: 'app',
  place: { line: 0, quote: '' },
};

describe('a refusal of Exchange Web Services', () => {
  it.each([
    'exchangelib.errors.UnauthorizedError: Invalid credentials for https://outlook.office365.com/EWS/Exchange.asmx',
    'Microsoft.Exchange.WebServices.Data.ServiceRequestException: The request failed. The remote server returned an error: (401) Unauthorized.',
    'POST https://outlook.office365.com/EWS/Exchange.asmx HTTP/1.1 401 in 212 ms',
    'microsoft.exchange.webservices.data.core.exception.http.HttpErrorException: The remote server returned an error: (401)Unauthorized',
    'x-ms-diagnostics: 2000008;reason="The token contains not enough scope to make this call.";error_category="invalid_grant"',
  ])('of an app by itself: %s', (text) => {
    expect(explain(text, nowMs, [app], () => []).causes[0]?.cause.id).toBe('app-token-without-roles');
  });

  it.each([
    'I called graph.microsoft.com/v1.0/users with the very same token and got the mails.',
    'The same token works fine against Graph.',
    'Graph accepts the token without any complaint.',
    '同じトークンで Graph からはメールを取得できます。',
  ])('of a token that Graph takes: %s', (said) => {
    const text = `${said}\n\nexchangelib.errors.UnauthorizedError: Invalid credentials for https://outlook.office365.com/EWS/Exchange.asmx`;
    expect(explain(text, nowMs, [], () => []).causes[0]?.cause.id).toBe('graph-token-at-mail-server');
  });

  it.each([
    'service.Credentials = new WebCredentials("anna@contoso.example", "...");\nThe request failed. The remote server returned an error: (401) Unauthorized.\n   at Microsoft.Exchange.WebServices.Data.ServiceRequestBase',
    'request.Credentials = new NetworkCredential(user, pw);\nEWS: HTTP 401',
    '$api = MailAPI::withUsernameAndPassword($host, $user, $pw);\nUncaught garethp\\ews\\API\\Exception\\UnauthorizedException in ExchangeWebServices.php',
    '$client = new Client($host, user: $user, password: $pw);\nException: SOAP client returned status of 401',
    'password = "secret"\njava: ExchangeWebServices answered 401, nothing was changed',
  ])('of a password: %s', (text) => {
    expect(explain(text, nowMs, [], () => []).causes[0]?.cause.id).toBe('password-at-exchange');
  });

  it('of a personal account', () => {
    const text =
      'account = Account("anna@hotmail.com", config=cfg)\nUnauthorizedError: Invalid credentials for https://outlook.office365.com/EWS/Exchange.asmx';
    expect(explain(text, nowMs, [], () => []).causes[0]?.cause.id).toBe('ews-not-for-personal');
  });

  it.each([
    'ErrorImpersonateUserDenied: The account does not have permission to impersonate the requested user.',
    'ServiceResponseException : ExchangeImpersonation SOAP header must be present for this type of OAuth token.',
    '<faultstring>ExchangeImpersonation SOAP header must be present for this type of OAuth token.</faultstring>',
    'EWS 500: "ExchangeImpersonation SOAP header must be present for this type of OAuth token"',
  ])('of an app that names nobody: %s', (text) => {
    expect(explain(text, nowMs, [app], () => []).causes[0]?.cause.id).toBe('ews-impersonation-missing');
  });

  it('is none where a program has no right to a file', () => {
    const text = 'EWS job: System.UnauthorizedAccessException: Access to the path is denied.';
    expect(explain(text, nowMs, [], () => []).causes).toEqual([]);
  });
});
