// What is wrong with the person: the account, the password, the session, where she may go.
// Texts are the vendor's or a log's; [?] marks what sources leave open.

import type { RefusalEntry } from './entry.ts';

export const ofUsers = {
  16000: {
    error: 'interaction_required',
    text: 'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
  },
  50014: {
    error: 'invalid_grant',
    text: "The user's redemption is in a pending state. The guest user account is not fully created yet.",
    page: true,
  },
  50020: {
    error: 'access_denied',
    text: "User account '{user}' from identity provider '{idp}' does not exist in tenant '{tenant}' and cannot access the application '{app}'({appName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
    page: true,
  },
  50034: {
    error: 'invalid_grant',
    text: 'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
    page: true,
  },
  50053: {
    error: 'invalid_grant',
    text: "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    page: true,
  },
  50055: {
    error: 'invalid_grant',
    text: 'The password is expired.',
    suberror: 'user_password_expired',
    page: true,
  },
  50056: {
    error: 'invalid_grant',
    text: 'Invalid or null password: password does not exist in the directory for this user.',
    page: true,
  },
  50057: {
    error: 'invalid_grant',
    text: 'The user account is disabled.',
    page: true,
  },
  50058: {
    error: 'login_required',
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
  50105: {
    error: 'invalid_grant',
    text: "Your administrator has configured the application {appName} ('{app}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
    page: true,
  },
  50126: {
    error: 'invalid_grant',
    text: 'Error validating credentials due to invalid username or password.',
    page: true,
  },
  50132: {
    error: 'interaction_required',
    text: 'The session is not valid due to password expiration or recent password change.',
  },
  50144: {
    error: 'invalid_grant',
    text: "The user's Active Directory password has expired. Generate a new password for the user or have the user use the self-service reset tool to reset their password.",
    suberror: 'user_password_expired',
    page: true,
  },
  54000: {
    error: 'access_denied',
    text: 'User is not permitted to access the application due to Legal Age Group Requirement.',
    page: true,
  },
  500021: {
    error: 'access_denied',
    text: "Access to '{tenant}' tenant is denied.",
    page: true,
  },
  500208: {
    error: 'invalid_request',
    text: 'The domain is not a valid login domain for the account type.',
    page: true,
  },
  500212: {
    error: 'access_denied',
    text: "The user's administrator has set an outbound access policy that does not allow access to the resource tenant.",
    page: true,
  },
  500213: {
    error: 'access_denied',
    text: "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
    page: true,
  },
} as const satisfies Readonly<Record<number, RefusalEntry>>;
