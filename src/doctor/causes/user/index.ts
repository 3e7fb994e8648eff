import type { Cause } from '../../cause.ts';
import { accountDisabled } from './account-disabled.ts';
import { accountLocked } from './account-locked.ts';
import { accountNotInTenant } from './account-not-in-tenant.ts';
import { accountUnderAge } from './account-under-age.ts';
import { adminConsentByWrongAccount } from './admin-consent-by-wrong-account.ts';
import { appNotApproved } from './app-not-approved.ts';
import { authorityHostUnknown } from './authority-host-unknown.ts';
import { blockedByRisk } from './blocked-by-risk.ts';
import { browserSignInDisturbed } from './browser-sign-in-disturbed.ts';
import { clientRequestLoop } from './client-request-loop.ts';
import { conditionalAccessBlocks } from './conditional-access-blocks.ts';
import { conditionalAccessBlocksServer } from './conditional-access-blocks-server.ts';
import { deviceCodeBlockedByPolicy } from './device-code-blocked-by-policy.ts';
import { deviceCodeDeclined } from './device-code-declined.ts';
import { deviceCodeExpired } from './device-code-expired.ts';
import { deviceCodeMistyped } from './device-code-mistyped.ts';
import { deviceCodeOtherDataCentre } from './device-code-other-data-centre.ts';
import { deviceCodePending } from './device-code-pending.ts';
import { deviceNotCompliant } from './device-not-compliant.ts';
import { deviceNotRegistered } from './device-not-registered.ts';
import { entraUnavailable } from './entra-unavailable.ts';
import { guestNotReady } from './guest-not-ready.ts';
import { identityProviderRefused } from './identity-provider-refused.ts';
import { mfaEnrolmentBlocked } from './mfa-enrolment-blocked.ts';
import { mfaForOneResource } from './mfa-for-one-resource.ts';
import { mfaNotEnrolled } from './mfa-not-enrolled.ts';
import { mfaRequired } from './mfa-required.ts';
import { onPremisesPasswordAgent } from './on-premises-password-agent.ts';
import { passwordChangeRefused } from './password-change-refused.ts';
import { passwordExpired } from './password-expired.ts';
import { passwordFlowMeetsSecondFactor } from './password-flow-meets-second-factor.ts';
import { passwordWrong } from './password-wrong.ts';
import { personalAccountAtV1Endpoint } from './personal-account-at-v1-endpoint.ts';
import { personalAccountAtWorkEndpoint } from './personal-account-at-work-endpoint.ts';
import { personalServiceTrouble } from './personal-service-trouble.ts';
import { samlRequestRefused } from './saml-request-refused.ts';
import { securityDefaultsBlock } from './security-defaults-block.ts';
import { severalAccountsSignedIn } from './several-accounts-signed-in.ts';
import { signInInterrupted } from './sign-in-interrupted.ts';
import { signInWithoutAddress } from './sign-in-without-address.ts';
import { signOutRefused } from './sign-out-refused.ts';
import { silentSignInWithoutSession } from './silent-sign-in-without-session.ts';
import { telephoneFactorLimit } from './telephone-factor-limit.ts';
import { tenantBlocked } from './tenant-blocked.ts';
import { tenantMalformed } from './tenant-malformed.ts';
import { tenantNotFound } from './tenant-not-found.ts';
import { tenantNotInferred } from './tenant-not-inferred.ts';
import { tenantRestrictions } from './tenant-restrictions.ts';
import { tenantThrottled } from './tenant-throttled.ts';
import { tokenProtectionBlock } from './token-protection-block.ts';
import { wrongNationalCloud } from './wrong-national-cloud.ts';

export const userCauses: readonly Cause[] = [
  accountDisabled,
  accountLocked,
  accountNotInTenant,
  accountUnderAge,
  adminConsentByWrongAccount,
  appNotApproved,
  authorityHostUnknown,
  blockedByRisk,
  browserSignInDisturbed,
  clientRequestLoop,
  conditionalAccessBlocks,
  conditionalAccessBlocksServer,
  deviceCodeBlockedByPolicy,
  deviceCodeDeclined,
  deviceCodeExpired,
  deviceCodeMistyped,
  deviceCodeOtherDataCentre,
  deviceCodePending,
  deviceNotCompliant,
  deviceNotRegistered,
  entraUnavailable,
  guestNotReady,
  identityProviderRefused,
  mfaEnrolmentBlocked,
  mfaForOneResource,
  mfaNotEnrolled,
  mfaRequired,
  onPremisesPasswordAgent,
  passwordChangeRefused,
  passwordExpired,
  passwordFlowMeetsSecondFactor,
  passwordWrong,
  personalAccountAtV1Endpoint,
  personalAccountAtWorkEndpoint,
  personalServiceTrouble,
  samlRequestRefused,
  securityDefaultsBlock,
  severalAccountsSignedIn,
  signInWithoutAddress,
  signOutRefused,
  signInInterrupted,
  silentSignInWithoutSession,
  telephoneFactorLimit,
  tenantBlocked,
  tenantMalformed,
  tenantNotFound,
  tenantNotInferred,
  tenantRestrictions,
  tenantThrottled,
  tokenProtectionBlock,
  wrongNationalCloud,
];
