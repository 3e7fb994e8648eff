import type { Cause } from '../../cause.ts';
import { adminApprovalManagedPolicy } from './admin-approval-managed-policy.ts';
import { adminApprovalRequest } from './admin-approval-request.ts';
import { adminApprovalUserConsentOff } from './admin-approval-user-consent-off.ts';
import { appNotAddedToTenant } from './app-not-added-to-tenant.ts';
import { appPermissionAskedOfUser } from './app-permission-asked-of-user.ts';
import { appResourceGone } from './app-resource-gone.ts';
import { appResourcesMisconfigured } from './app-resources-misconfigured.ts';
import { consentDeclined } from './consent-declined.ts';
import { consentMissing } from './consent-missing.ts';
import { consentMissingForOneResource } from './consent-missing-for-one-resource.ts';
import { defaultMixedWithNames } from './default-mixed-with-names.ts';
import { defaultNotInRegistration } from './default-not-in-registration.ts';
import { exchangeNotInTenant } from './exchange-not-in-tenant.ts';
import { libraryAddsTheseScopes } from './library-adds-these-scopes.ts';
import { microsoftClientIdBorrowed } from './microsoft-client-id-borrowed.ts';
import { outlookOffice365ForPersonal } from './outlook-office365-for-personal.ts';
import { partnerAdminNotAuthorized } from './partner-admin-not-authorized.ts';
import { permissionDoesNotExist } from './permission-does-not-exist.ts';
import { permissionIdsWrong } from './permission-ids-wrong.ts';
import { personalScopeNotConsented } from './personal-scope-not-consented.ts';
import { resourceNotInTenant } from './resource-not-in-tenant.ts';
import { resourceParameterAtV2 } from './resource-parameter-at-v2.ts';
import { resourceUrlGuessed } from './resource-url-guessed.ts';
import { scopeEmpty } from './scope-empty.ts';
import { scopeNotForPersonal } from './scope-not-for-personal.ts';
import { scopeNotValid } from './scope-not-valid.ts';
import { signInPermissionMissing } from './sign-in-permission-missing.ts';
import { singleSignOnPermission } from './single-sign-on-permission.ts';
import { twoResourcesInFrontChannel } from './two-resources-in-front-channel.ts';
import { twoResourcesInOneTokenRequest } from './two-resources-in-one-token-request.ts';
import { userNotAssigned } from './user-not-assigned.ts';

export const consentCauses: readonly Cause[] = [
  adminApprovalManagedPolicy,
  adminApprovalRequest,
  adminApprovalUserConsentOff,
  appNotAddedToTenant,
  appPermissionAskedOfUser,
  appResourceGone,
  appResourcesMisconfigured,
  consentDeclined,
  consentMissing,
  consentMissingForOneResource,
  defaultMixedWithNames,
  defaultNotInRegistration,
  exchangeNotInTenant,
  libraryAddsTheseScopes,
  microsoftClientIdBorrowed,
  outlookOffice365ForPersonal,
  partnerAdminNotAuthorized,
  permissionDoesNotExist,
  permissionIdsWrong,
  personalScopeNotConsented,
  resourceNotInTenant,
  resourceParameterAtV2,
  resourceUrlGuessed,
  scopeEmpty,
  scopeNotForPersonal,
  scopeNotValid,
  signInPermissionMissing,
  singleSignOnPermission,
  twoResourcesInFrontChannel,
  twoResourcesInOneTokenRequest,
  userNotAssigned,
];
