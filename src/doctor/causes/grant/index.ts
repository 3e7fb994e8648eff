import type { Cause } from '../../cause.ts';
import { codeExpired } from './code-expired.ts';
import { codeRedeemedAtAnotherTenant } from './code-redeemed-at-another-tenant.ts';
import { codeRedeemedForSecondResource } from './code-redeemed-for-second-resource.ts';
import { codeRedeemedTwice } from './code-redeemed-twice.ts';
import { grantExpiredUnused } from './grant-expired-unused.ts';
import { grantForgottenAfterOneError } from './grant-forgotten-after-one-error.ts';
import { grantNeedsInteraction } from './grant-needs-interaction.ts';
import { grantNotValid } from './grant-not-valid.ts';
import { grantOfAnotherClient } from './grant-of-another-client.ts';
import { grantOfAnotherTenant } from './grant-of-another-tenant.ts';
import { grantRevoked } from './grant-revoked.ts';
import { graphTokenInAnswer } from './graph-token-in-answer.ts';
import { invalidGrantUnexplained } from './invalid-grant-unexplained.ts';
import { noAccountInTokenStore } from './no-account-in-token-store.ts';
import { noRefreshToken } from './no-refresh-token.ts';
import { offlineAccessNotAtToken } from './offline-access-not-at-token.ts';
import { offlineAccessPrefixed } from './offline-access-prefixed.ts';
import { personalGrantExpired } from './personal-grant-expired.ts';
import { pkceMalformed } from './pkce-malformed.ts';
import { pkceVerifierMismatch } from './pkce-verifier-mismatch.ts';
import { refreshTokenDamaged } from './refresh-token-damaged.ts';
import { refreshWithoutScope } from './refresh-without-scope.ts';
import { signInFrequency } from './sign-in-frequency.ts';
import { signInTookTooLong } from './sign-in-took-too-long.ts';
import { socialIdentityNeedsSignIn } from './social-identity-needs-sign-in.ts';
import { spaRefreshTokenLivesADay } from './spa-refresh-token-lives-a-day.ts';
import { storedTokenSealed } from './stored-token-sealed.ts';

export const grantCauses: readonly Cause[] = [
  codeExpired,
  codeRedeemedAtAnotherTenant,
  codeRedeemedForSecondResource,
  codeRedeemedTwice,
  grantExpiredUnused,
  grantForgottenAfterOneError,
  grantNeedsInteraction,
  grantNotValid,
  grantOfAnotherClient,
  grantOfAnotherTenant,
  grantRevoked,
  graphTokenInAnswer,
  invalidGrantUnexplained,
  noAccountInTokenStore,
  noRefreshToken,
  offlineAccessNotAtToken,
  offlineAccessPrefixed,
  personalGrantExpired,
  pkceMalformed,
  pkceVerifierMismatch,
  refreshTokenDamaged,
  refreshWithoutScope,
  signInFrequency,
  signInTookTooLong,
  socialIdentityNeedsSignIn,
  spaRefreshTokenLivesADay,
  storedTokenSealed,
];
