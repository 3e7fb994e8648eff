// What is wrong with a code, a refresh token, a proof of possession or a device's code.
// Texts are the vendor's or a log's; [?] marks what sources leave open.

import type { RefusalEntry } from './entry.ts';

export const ofGrants = {
  50089: {
    error: 'invalid_grant',
    text: 'Authentication failed due to flow token expired.',
    page: true,
  },
  50133: {
    error: 'invalid_grant',
    text: 'The session is not valid due to password expiration or recent password change.',
    suberror: 'bad_token',
  },
  50148: {
    error: 'invalid_grant',
    text: 'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
  },
  50149: {
    error: 'invalid_request',
    text: 'Invalid Code_Challenge_method parameter.',
  },
  50173: {
    error: 'invalid_grant',
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
    suberror: 'bad_token',
  },
  54005: {
    error: 'invalid_grant',
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  70000: {
    error: 'invalid_grant',
    text: "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
  },
  70008: {
    error: 'invalid_grant',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  70016: {
    error: 'authorization_pending',
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  70018: {
    error: 'bad_verification_code',
    text: 'Invalid verification code due to user typing in wrong user code for device code flow. Authorization was not approved.',
  },
  70019: {
    error: 'expired_token',
    text: 'Verification code expired. Have the user retry the sign-in.',
    page: true,
  },
  70020: {
    error: 'expired_token',
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
  70043: {
    error: 'invalid_grant',
    text: 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on {issued} and the maximum allowed lifetime for this request is {seconds}.',
    suberror: 'bad_token',
  },
  70044: {
    error: 'interaction_required',
    text: 'The session has expired or is invalid due to sign-in frequency checks by conditional access.',
  },
  90119: {
    error: 'invalid_request',
    text: 'The user code is null or empty.',
    page: true,
  },
  90120: {
    error: 'invalid_request',
    text: 'The request was already authorized or declined.',
    page: true,
  },
  90121: {
    error: 'invalid_request',
    text: 'Invalid empty request.',
    page: true,
  },
  501481: {
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  501491: {
    error: 'invalid_request',
    text: 'Invalid size of Code_Challenge parameter.',
  },
  700005: {
    error: 'invalid_grant',
    text: 'Provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate)',
  },
  700007: {
    error: 'invalid_grant', // [?] number from memory in the sources
    text: 'The grant was issued for a different client id.',
  },
  700082: {
    error: 'invalid_grant',
    text: 'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for {idle}.',
    suberror: 'bad_token',
  },
  700084: {
    error: 'invalid_grant',
    text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {issued}.',
    suberror: 'bad_token',
  },
  7000012: {
    error: 'invalid_grant',
    text: 'The grant was obtained for a different tenant.',
  },
  9002313: {
    error: 'invalid_grant',
    text: 'Invalid request. Request is malformed or invalid.',
  },
} as const satisfies Readonly<Record<number, RefusalEntry>>;
