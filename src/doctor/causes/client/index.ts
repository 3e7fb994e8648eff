import type { Cause } from '../../cause.ts';
import { appBlocked } from './app-blocked.ts';
import { appDisabled } from './app-disabled.ts';
import { appForPersonalAccountsOnly } from './app-for-personal-accounts-only.ts';
import { appForWorkAccountsOnly } from './app-for-work-accounts-only.ts';
import { appMayNotActForOthers } from './app-may-not-act-for-others.ts';
import { appNotForCommon } from './app-not-for-common.ts';
import { appNotFoundClientId } from './app-not-found-client-id.ts';
import { appNotInTenant } from './app-not-in-tenant.ts';
import { appOfAnotherCloud } from './app-of-another-cloud.ts';
import { appOnlyForPersonalAccount } from './app-only-for-personal-account.ts';
import { appOnlyHasNoRefreshToken } from './app-only-has-no-refresh-token.ts';
import { appOnlyNeedsDefault } from './app-only-needs-default.ts';
import { appOnlyNeedsTenant } from './app-only-needs-tenant.ts';
import { appOnlyWithoutCredential } from './app-only-without-credential.ts';
import { bodyIsNotAForm } from './body-is-not-a-form.ts';
import { clientAssertionOutOfTime } from './client-assertion-out-of-time.ts';
import { clientAssertionRefused } from './client-assertion-refused.ts';
import { clientSecretAppNotInTenant } from './client-secret-app-not-in-tenant.ts';
import { clientSecretExpired } from './client-secret-expired.ts';
import { clientSecretIdPasted } from './client-secret-id-pasted.ts';
import { clientSecretNotEncoded } from './client-secret-not-encoded.ts';
import { desktopRedirectRegisteredAsWeb } from './desktop-redirect-registered-as-web.ts';
import { exchangeServicePrincipalDisabled } from './exchange-service-principal-disabled.ts';
import { grantTypeNotSupported } from './grant-type-not-supported.ts';
import { graphServicePrincipalDisabled } from './graph-service-principal-disabled.ts';
import { idTokensNotEnabled } from './id-tokens-not-enabled.ts';
import { invalidClientUnexplained } from './invalid-client-unexplained.ts';
import { nativeclientPageGone } from './nativeclient-page-gone.ts';
import { notEnabledForConsumers } from './not-enabled-for-consumers.ts';
import { oauthStateMismatch } from './oauth-state-mismatch.ts';
import { originHeaderFromNonSpa } from './origin-header-from-non-spa.ts';
import { parameterMissing } from './parameter-missing.ts';
import { publicClientFlowsOff } from './public-client-flows-off.ts';
import { publicClientSentSecret } from './public-client-sent-secret.ts';
import { redirectPageRefused } from './redirect-page-refused.ts';
import { redirectUriCannotBeRegistered } from './redirect-uri-cannot-be-registered.ts';
import { redirectUriChangedBetweenLegs } from './redirect-uri-changed-between-legs.ts';
import { redirectUriMissing } from './redirect-uri-missing.ts';
import { redirectUriNotRegistered } from './redirect-uri-not-registered.ts';
import { redirectWithoutCode } from './redirect-without-code.ts';
import { requestMalformed } from './request-malformed.ts';
import { responseTypeNotSupported } from './response-type-not-supported.ts';
import { singleTenantAppAtCommon } from './single-tenant-app-at-common.ts';
import { spaCodeRedeemedByServer } from './spa-code-redeemed-by-server.ts';
import { spaNeedsPkce } from './spa-needs-pkce.ts';
import { tokenEndpointTakesPost } from './token-endpoint-takes-post.ts';
import { urlCutAtAmpersand } from './url-cut-at-ampersand.ts';
import { webRedirectWithoutSecret } from './web-redirect-without-secret.ts';

export const clientCauses: readonly Cause[] = [
  appBlocked,
  appDisabled,
  appForPersonalAccountsOnly,
  appForWorkAccountsOnly,
  appMayNotActForOthers,
  appNotForCommon,
  appNotFoundClientId,
  appNotInTenant,
  appOfAnotherCloud,
  appOnlyForPersonalAccount,
  appOnlyHasNoRefreshToken,
  appOnlyNeedsDefault,
  appOnlyNeedsTenant,
  appOnlyWithoutCredential,
  bodyIsNotAForm,
  clientAssertionOutOfTime,
  clientAssertionRefused,
  clientSecretAppNotInTenant,
  clientSecretExpired,
  clientSecretIdPasted,
  clientSecretNotEncoded,
  desktopRedirectRegisteredAsWeb,
  exchangeServicePrincipalDisabled,
  graphServicePrincipalDisabled,
  grantTypeNotSupported,
  idTokensNotEnabled,
  invalidClientUnexplained,
  nativeclientPageGone,
  notEnabledForConsumers,
  oauthStateMismatch,
  originHeaderFromNonSpa,
  parameterMissing,
  publicClientFlowsOff,
  publicClientSentSecret,
  redirectPageRefused,
  redirectUriChangedBetweenLegs,
  redirectUriCannotBeRegistered,
  redirectUriMissing,
  redirectUriNotRegistered,
  redirectWithoutCode,
  requestMalformed,
  responseTypeNotSupported,
  singleTenantAppAtCommon,
  spaCodeRedeemedByServer,
  spaNeedsPkce,
  tokenEndpointTakesPost,
  urlCutAtAmpersand,
  webRedirectWithoutSecret,
];
