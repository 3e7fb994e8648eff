// AADSTS numbers about codes and refresh tokens.

import type { AadstsTable } from './aadsts-row.ts';

const pkce = 'the PKCE verifier does not fit the challenge or has a bad size';

const tooOldASignIn = {
  code: 'sign-in-required',
  meaning: 'the sign-in is older than the sign-in frequency policy allows',
  remedy: 'Sign in again. An administrator may exempt the app from the sign-in frequency.',
} as const;

export const grantNumbers: AadstsTable = {
  54005: { code: 'code-already-used', meaning: 'the authorization code was redeemed before' },
  // Three meanings for personal accounts; refusal.ts tells them apart by their texts, as nothing else does.
  70000: { code: 'grant-refused', meaning: 'the code or refresh token is not valid' },
  70008: { code: 'grant-expired', meaning: 'the code or refresh token has expired', dead: true },
  700082: {
    code: 'grant-expired',
    meaning: 'the refresh token was not used for 90 days',
    remedy: 'Sign in again, and keep mailgrant running: it uses every grant at least once a week.',
    dead: true,
  },
  700084: {
    code: 'grant-expired',
    meaning: 'the redirect URI is that of a single-page application, whose refresh tokens live 24 hours',
    remedy: 'Register the redirect URI as Web, or as Mobile and desktop, then sign in again.',
    dead: true,
  },
  // Sign-in frequency is set for each resource: another one may still be granted.
  70043: tooOldASignIn,
  70044: tooOldASignIn,
  50173: { code: 'grant-revoked', meaning: 'the grant was revoked, or the password was reset', dead: true },
  50132: { code: 'grant-revoked', meaning: 'the session ended because the password was changed', dead: true },
  50133: {
    code: 'grant-revoked',
    meaning: 'the session ended because the password expired or was changed',
    dead: true,
  },
  50089: { code: 'sign-in-required', meaning: 'the sign-in took too long' },
  50085: { code: 'sign-in-required', meaning: 'the social identity provider wants a new sign-in' },
  50139: { code: 'sign-in-required', meaning: 'the session of the external account is gone' },
  700005: {
    code: 'grant-wrong-tenant',
    meaning: 'the code was redeemed at another tenant than it was issued for',
  },
  700003: { code: 'device-not-trusted', meaning: 'the device of the sign-in is not found' },
  700007: { code: 'grant-other-client', meaning: 'the grant was issued to another client' },
  7000012: { code: 'grant-wrong-tenant', meaning: 'the grant was obtained at another tenant' },
  9002313: { code: 'grant-malformed', meaning: 'the request, code or refresh token is damaged' },
  9002341: { code: 'consent-missing-for-resource', meaning: 'the user has to permit single sign-on' },
  501481: { code: 'pkce-mismatch', meaning: pkce },
  501491: { code: 'pkce-mismatch', meaning: pkce },
  50147: { code: 'pkce-mismatch', meaning: pkce },
  50148: { code: 'pkce-mismatch', meaning: pkce },
  50149: { code: 'pkce-mismatch', meaning: 'the PKCE method is not supported' },
  90009: {
    code: 'request-refused',
    meaning: 'the app asked for a token for itself: no scope was sent',
    remedy: 'Look for a proxy that drops the scope from the request.',
  },
  700020: { code: 'sign-in-required', meaning: 'the grant demands interaction' },
};
