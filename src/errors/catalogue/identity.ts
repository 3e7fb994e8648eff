// Errors of identity/: what can be wrong with a wish, a sign-in, an app registration, or a token server's answer.
//
// Those that translate a server's refusal share the slots of `RefusalDetails` (identity/refusal.ts): {vendor} is the
// server's own number or error name, {server} the host that said so.

import type { CatalogueEntry } from '../catalogue-entry.ts';

export const identityErrors = {
  // -- The wish, before anything is sent ------------------------------------------------------------------------

  'wish-empty': {
    title: 'Nothing was asked for',
    message: 'No service and no permission was named, so there is nothing to ask consent for.',
    next: 'Name at least one of imap, pop, smtp, graph, or a permission such as Mail.Send.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'scope-unknown': {
    title: 'This scope or permission is not known',
    message: '"{scope}" is not a service, a permission or a scope that {place} has. {suggestion}',
    next: 'Use a service (imap, pop, smtp, graph), a permission name such as Mail.Send, or a full scope such as https://graph.microsoft.com/Calendars.Read.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'scope-third-resource': {
    title: 'This scope belongs to neither Exchange nor Graph',
    message:
      '"{scope}" is a permission of {got}. A grant here covers Exchange ({exchange}) and Graph ({graph}); a token for anything else is another application\'s business.',
    next: 'Leave the scope out, or write it with one of the two prefixes if that is what was meant.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'scope-default-mixed': {
    title: '.default cannot be mixed with named scopes',
    message:
      '".default" of {resource} was asked for together with {names}. Entra ID takes either everything that is registered or a list of names, not both (AADSTS70011).',
    next: 'Ask for the names alone. For personal accounts .default does not work at all.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'scope-app-only': {
    title: 'This is an application permission, not a delegated one',
    message:
      '"{scope}" exists for applications that act without a user; a sign-in cannot grant it (AADSTS650053). The delegated permission is {delegated}.',
    next: 'Ask for {delegated}, or connect the mailbox app-only with a client secret or certificate.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'scope-mail-protocol-on-graph': {
    title: 'Graph cannot speak IMAP, POP or SMTP',
    message:
      '"{scope}" yields a token for Graph, which Exchange refuses with "AUTHENTICATE failed" or "535 5.7.3". Graph lists the permission only so that the portal can show it.',
    next: 'Write {instead}, or simply name the service.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'scope-two-resources': {
    title: 'One token cannot serve two resources',
    message:
      'A single token was asked for with scopes of two resources: {scopes}. One access token serves one resource (AADSTS28000).',
    next: 'Ask for one token a resource: the code is redeemed for the first, the refresh token is exchanged for each other.',
    retry: 'never',
    http: 400,
    exit: 1,
  },
  'cloud-unknown': {
    title: 'There is no cloud of this name',
    message: '"{cloud}" is not one of the clouds that are known: {known}.',
    next: 'Use one of these names, or describe a custom cloud by its endpoints.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'cloud-invalid': {
    title: 'The description of the cloud cannot be used',
    message: 'The cloud "{cloud}" cannot be used: {problem}.',
    next: 'Correct the cloud in the configuration of the app.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'tenant-malformed': {
    title: 'This is not a tenant',
    message:
      '"{tenant}" is neither common, organizations, consumers, a tenant GUID nor a domain name (AADSTS900023).',
    next: 'Use the directory (tenant) ID from the overview page of the app registration, or "common".',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'tenant-not-for-cloud': {
    title: 'This cloud has no personal accounts',
    message: 'The tenant "{tenant}" is that of personal accounts, which do not exist in the cloud "{cloud}".',
    next: 'Use the cloud "worldwide" for Outlook.com accounts, or the GUID of a tenant in this cloud.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'app-only-needs-tenant': {
    title: 'App-only access needs one particular tenant',
    message:
      'Tokens without a user were asked for at "{tenant}". They are issued at the endpoint of one tenant only, and never for personal accounts (AADSTS9001023).',
    next: "Set the app's tenant to the GUID or a domain of the customer's tenant.",
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'app-only-needs-credential': {
    title: 'App-only access needs a client secret or certificate',
    message:
      'The app {clientId} has no credential, and tokens without a user are issued only to an app that proves itself.',
    next: 'Add a client secret or, better, a certificate to the app.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'app-only-no-role': {
    title: 'The token carries no application permission',
    message:
      'Entra ID issued a token for {resource} to the app {clientId} in the tenant {tenant} without any role, and {resource} refuses such a token. Nobody has consented there to {roles}.',
    next: 'Add the application permission {roles} of {resource} to the registration; then an administrator of {tenant} presses "Grant admin consent", or opens {link} (with a redirect URI of the registration).',
    retry: 'never',
    http: 403,
    exit: 1,
  },
  'client-certificate-unusable': {
    title: 'The client certificate or its key cannot be used',
    message: 'The credential of the app {clientId} cannot sign: {problem}.',
    next: 'Give an RSA private key of at least 2048 bits in PEM form and the certificate that belongs to it.',
    retry: 'never',
    http: 400,
    exit: 2,
  },

  // -- The way back from the browser ----------------------------------------------------------------------------

  'callback-state-mismatch': {
    title: 'The answer belongs to another sign-in',
    message:
      'The browser came back with a state that this sign-in did not send. It is the answer to an older attempt, or somebody else made it.',
    next: 'Close the old sign-in page and sign in again.',
    retry: 'signIn',
    http: 400,
    exit: 4,
  },
  'callback-incomplete': {
    title: 'The browser came back without a code',
    message: 'The address that the browser returned to cannot be used: {problem}.',
    next: 'Sign in again. If the address was pasted, paste all of it, in quotes.',
    retry: 'signIn',
    http: 400,
    exit: 4,
  },
  'callback-issuer-mismatch': {
    title: 'The answer comes from another sign-in server',
    message: 'The browser came back from "{got}", but the sign-in was begun at "{expected}" (RFC 9207).',
    next: 'Check the cloud and tenant of the app, then sign in again.',
    retry: 'signIn',
    http: 400,
    exit: 4,
  },
  'nonce-mismatch': {
    title: 'The identity belongs to another sign-in',
    message:
      'The id_token does not carry the nonce that this sign-in sent: it was issued for another attempt.',
    next: 'Sign in again in one browser window.',
    retry: 'signIn',
    http: 400,
    exit: 4,
  },
  'id-token-missing': {
    title: 'The server did not say who signed in',
    message: '{server} issued tokens without the id_token that "openid" asks for.',
    next: 'Check that nothing between here and {server} rewrites the scope, then sign in again.',
    retry: 'signIn',
    http: 502,
    exit: 4,
  },
  'id-token-invalid': {
    title: 'The id_token cannot be trusted',
    message: 'The identity that {server} sent does not hold: {problem}.',
    next: 'Check the cloud, tenant and client id of the app; if they are right, something between here and {server} changes answers.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'clock-wrong': {
    title: "This machine's clock is wrong",
    message:
      'The clock here and that of {server} differ by {minutes} minutes: here it is {here}, there {there}.',
    next: 'Set the clock (for example: timedatectl set-ntp true), then try again.',
    retry: 'later',
    http: 500,
    exit: 1,
  },

  // -- A token answer that is not what was asked for ------------------------------------------------------------

  'token-wrong-resource': {
    title: 'The token is for another resource than asked',
    message:
      'A token for {wanted} was asked for and one for {got} came. Its scopes are: {scopes}. Where scopes are written without their prefix, Entra ID takes the first one to fix the resource and bends the rest to it, without any error.',
    next: 'Write every scope with its prefix and ask for one resource in each request. If that was done, look for a proxy that rewrites requests.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'token-resource-unclear': {
    title: 'It cannot be told what the token is for',
    message:
      'A token for {wanted} was asked for. What came is opaque and its scope field ("{scopes}") does not say which resource it is for.',
    next: 'Check the cloud of the app; a custom server has to send the scope field or a JWT with an audience.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'refresh-token-missing': {
    title: 'No refresh token came',
    message:
      '{server} gave an access token but no refresh token, so access would end within the hour. It was asked for with offline_access.',
    next: 'Sign in again and leave offline_access ("Maintain access to data you have given it access to") ticked; in a managed tenant an administrator may have to allow it.',
    retry: 'signIn',
    http: 502,
    exit: 4,
  },

  // -- Refusals: the grant --------------------------------------------------------------------------------------

  'grant-expired': {
    title: 'The sign-in has expired',
    message:
      'The refresh token is no longer valid because of its age or because it was not used for too long ({vendor}).',
    next: 'Sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'grant-revoked': {
    title: 'The sign-in was revoked',
    message:
      'The grant was taken back: the password was changed or reset, the sessions were revoked, or the account is gone ({vendor}).',
    next: 'Sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'grant-refused': {
    title: 'The grant is not accepted',
    message:
      '{server} does not accept the refresh token and does not say whether it is dead for good ({vendor}).',
    next: 'Sign in again. The old grant is kept until then.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'grant-malformed': {
    title: 'The refresh token is damaged',
    message:
      '{server} cannot read the refresh token: it was cut off, or encoded twice, on its way from where it was kept ({vendor}).',
    next: 'If the token was imported, import it again in full (it has more than 1000 characters). Otherwise sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'grant-wrong-tenant': {
    title: 'The grant belongs to another tenant',
    message: 'The grant was obtained at another tenant than "{tenant}", where it was used ({vendor}).',
    next: 'Give the app the tenant of the first sign-in (or "common" for both), or sign in again.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'grant-other-client': {
    title: 'The grant belongs to another app',
    message: 'The code or refresh token was issued to another client id than {clientId} ({vendor}).',
    next: 'Use the app that the user signed in to, or sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'code-already-used': {
    title: 'The code was already redeemed',
    message:
      'An authorization code is good once, and this one has been used ({vendor}): the page was reloaded, or something fetched the address a second time.',
    next: 'If the first time worked, nothing is to be done. Otherwise sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'code-expired': {
    title: 'The code has expired',
    message: 'The code from the browser was redeemed too late: it lives about ten minutes ({vendor}).',
    next: 'Sign in again and finish within ten minutes.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'code-refused': {
    title: 'The code is not accepted',
    message: '{server} does not accept the code from the browser ({vendor}): it is damaged or not its own.',
    next: 'Sign in again. If the address was pasted, paste all of it, in quotes.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'pkce-mismatch': {
    title: 'The code belongs to another attempt',
    message:
      'The proof (PKCE) does not fit the code ({vendor}): two sign-ins that ran at the same time were mixed up.',
    next: 'Sign in again in one window only.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },

  // -- Refusals: consent ----------------------------------------------------------------------------------------

  'consent-missing-for-resource': {
    title: 'Consent is missing for this resource',
    message:
      'The user has not consented to {resource} ({vendor}). The grant itself is good; other resources keep working.',
    next: 'Sign in again and consent, or have an administrator grant consent for everybody.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'consent-declined': {
    title: 'Consent was declined',
    message: 'The sign-in was cancelled or the permissions were declined ({vendor}). Nothing was granted.',
    next: 'Sign in again and accept the permissions.',
    retry: 'signIn',
    http: 403,
    exit: 4,
  },
  'admin-approval-needed': {
    title: 'Need admin approval',
    message:
      'The tenant lets only an administrator consent to these permissions ({vendor}). Since autumn 2025 that is what Microsoft sets by default for mail.',
    next: 'Give an administrator of the tenant the admin-consent link of the app; sign in again once it is granted.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'user-not-assigned': {
    title: 'The user is not assigned to the app',
    message: 'The enterprise application demands assignment, and this user is not assigned ({vendor}).',
    next: 'Ask an administrator to assign the user or a group under Enterprise applications > Users and groups.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'scope-refused': {
    title: 'The scopes are not accepted',
    message: '{server} does not accept a scope that was asked for ({vendor}): {scopes}.',
    next: 'Check the spelling and the cloud. Personal accounts take Exchange scopes only with the prefix https://outlook.office.com/ and no .default.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'resource-not-in-tenant': {
    title: 'The tenant does not have this service',
    message: 'The resource of {resource} is not known or is disabled in the tenant "{tenant}" ({vendor}).',
    next: 'Check the cloud of the app, and that the tenant has Exchange Online.',
    retry: 'never',
    http: 409,
    exit: 1,
  },

  // -- Refusals: the app registration ---------------------------------------------------------------------------

  'app-not-found': {
    title: 'The app is not known in this tenant',
    message:
      'No application with the client id {clientId} is found at "{tenant}" ({vendor}): a wrong id, tenant or cloud, a single-tenant app, or nobody there has consented yet.',
    next: 'Compare the Application (client) ID and the tenant with the overview page of the app registration.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'app-disabled': {
    title: 'The app is disabled',
    message:
      'An administrator, or Microsoft, has disabled the application ({vendor}); it may also be Exchange Online itself.',
    next: 'Ask an administrator to enable sign-in under Enterprise applications > Properties, also for Office 365 Exchange Online.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'app-misconfigured': {
    title: 'The app registration needs repair',
    message: 'The registration of {clientId} does not fit what was asked of it ({vendor}).',
    next: 'Compare its API permissions with what `mailgrant app manifest` prints.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'app-not-for-this-tenant': {
    title: 'The app may not be used at this endpoint',
    message: 'The app {clientId} does not take the accounts that "{tenant}" stands for ({vendor}).',
    next: 'Set the tenant of the app to what its "Supported account types" allow, or widen those.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'app-not-allowed': {
    title: 'The app may not use this flow',
    message: 'The registration of {clientId} does not allow this way of signing in ({vendor}).',
    next: 'Check the platform of the redirect URI and "Allow public client flows" under Authentication.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'client-secret-wrong': {
    title: 'The client secret is wrong',
    message:
      'The secret of the app {clientId} is not accepted ({vendor}). Often the secret ID was copied instead of the Value.',
    next: 'Create a new secret under Certificates & secrets, copy its Value, and give it to the app.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'client-secret-expired': {
    title: 'The client secret has expired',
    message:
      'The secret of the app {clientId} has expired ({vendor}): every mailbox of this app stops at once. No grant is lost.',
    next: 'Create a new secret under Certificates & secrets and give its Value to the app; nobody has to sign in again.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'client-credential-missing': {
    title: 'The app has to prove itself',
    message:
      '{server} wants a client secret or certificate from the app {clientId} ({vendor}): its redirect URI is registered as Web, or public client flows are off.',
    next: 'Register http://localhost under "Mobile and desktop applications" and allow public client flows, or give the app a secret.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'client-credential-unwanted': {
    title: 'A public app must not send a secret',
    message: 'The redirect URI of {clientId} makes it a public client, yet a secret was sent ({vendor}).',
    next: 'Remove the secret from the app, or register the redirect URI as Web.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'client-certificate-refused': {
    title: 'The client certificate is not accepted',
    message:
      'The signed assertion of the app {clientId} is refused ({vendor}): the certificate is not the one registered, or has expired.',
    next: 'Upload the certificate under Certificates & secrets and compare the thumbprints.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'redirect-mismatch': {
    title: 'The redirect URI is not registered',
    message: 'The redirect URI of the request is not one of those registered for {clientId} ({vendor}).',
    next: 'Register exactly the same URI: scheme, host, path, slash and case count; the port counts except for http://localhost.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'redirect-wrong-platform': {
    title: 'The redirect URI is registered for the wrong platform',
    message:
      'The platform of the redirect URI (single-page application or not) does not fit the request ({vendor}).',
    next: 'Register the redirect URI as Web, or as Mobile and desktop, never as Single-page application; then sign in again.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'request-refused': {
    title: 'The request is not understood',
    message: '{server} calls the request malformed ({vendor}).',
    next: 'Look for a proxy that rewrites requests; if there is none, report it together with the trace id.',
    retry: 'never',
    http: 502,
    exit: 1,
  },

  // -- Refusals: tenant, user, policy ---------------------------------------------------------------------------

  'tenant-not-found': {
    title: 'The tenant does not exist',
    message:
      'There is no tenant "{tenant}" at {server} ({vendor}): a typing error, or a tenant of another cloud.',
    next: 'Copy the directory (tenant) ID from the overview page of the app registration, and check the cloud.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'cloud-wrong': {
    title: 'The account lives in another cloud',
    message: 'The account or app belongs to another national cloud than {server} ({vendor}).',
    next: 'Use an app registration in that cloud and give its name (gcc-high, dod, 21vianet or worldwide).',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'wrong-account': {
    title: 'This account cannot be used here',
    message:
      'The account that signed in does not belong to "{tenant}" ({vendor}): another one was picked, or it is a personal account at a work endpoint.',
    next: 'Sign in again and choose the right account, or change the tenant of the app.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'account-locked': {
    title: 'The account is locked',
    message:
      'The account is locked after too many failed sign-ins, or the address it comes from is on a list ({vendor}).',
    next: 'Wait, or ask an administrator to unblock the user.',
    retry: 'later',
    http: 409,
    exit: 1,
  },
  'account-disabled': {
    title: 'The account is disabled',
    message: 'An administrator has disabled the account ({vendor}).',
    next: 'Ask an administrator to enable it; then sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'account-under-age': {
    title: 'The account may not use this app',
    message: 'Legal age rules forbid it for this account ({vendor}).',
    next: 'A parent or an administrator has to consent.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'password-expired': {
    title: 'The password has expired',
    message: 'The password of the account has expired ({vendor}).',
    next: 'Change it at https://aka.ms/sspr or with an administrator; then sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'password-wrong': {
    title: 'The password is wrong',
    message: 'The sign-in page does not accept the password ({vendor}).',
    next: 'Sign in again with the right password.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'sign-in-required': {
    title: 'Someone has to sign in',
    message: '{server} wants to see the user before it grants {resource} ({vendor}).',
    next: 'Sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'mfa-needed': {
    title: 'A second factor is demanded',
    message:
      'A policy demands multi-factor authentication for {resource} ({vendor}). Other resources of the same grant may keep working.',
    next: 'Sign in again; the second factor is asked for on the way.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'device-not-trusted': {
    title: 'A policy demands a managed device',
    message:
      'A policy demands a registered or compliant device for {resource} ({vendor}), which a server cannot be.',
    next: 'Ask an administrator to exempt the app or the user; the correlation id finds the event in the sign-in log.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'blocked-by-policy': {
    title: 'Blocked by Conditional Access',
    message:
      'A policy of the tenant blocks access to {resource} ({vendor}). What counts is where this program runs, not where the user sits.',
    next: 'Ask an administrator to look up the correlation id in the sign-in log: it names the policy.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'sign-in-interrupted': {
    title: 'The sign-in was interrupted',
    message: 'The sign-in page broke off for a routine reason ({vendor}).',
    next: 'Sign in again.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'device-code-expired': {
    title: 'The device code has expired',
    message: 'Nobody entered the code in time ({vendor}).',
    next: 'Start again and enter the new code within 15 minutes.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'device-code-refused': {
    title: 'The device code is not accepted',
    message: '{server} does not know the device code ({vendor}).',
    next: 'Start again; if it repeats, the tenant may block device code sign-in: use the browser instead.',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },

  // -- Refusals: passing trouble, and the rest ------------------------------------------------------------------

  throttled: {
    title: 'Too many requests',
    message: '{server} asks to slow down ({vendor}).',
    next: 'Wait; the request is repeated when the server allows it.',
    retry: 'later',
    http: 503,
    exit: 1,
  },
  'entra-unavailable': {
    title: 'Entra ID has trouble',
    message: '{server} cannot answer at the moment ({vendor}).',
    next: 'Wait and try again; https://status.cloud.microsoft tells about known outages.',
    retry: 'later',
    http: 503,
    exit: 1,
  },
  'entra-refused': {
    title: 'Entra ID refuses, with a reason that is not known here',
    message: '{server} refuses ({vendor}): {said}',
    next: 'Look the number up at https://login.microsoftonline.com/error and give the trace id to support.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'oidc-unavailable': {
    title: 'The sign-in server has trouble',
    message: '{server} cannot answer at the moment ({vendor}).',
    next: 'Wait and try again.',
    retry: 'later',
    http: 503,
    exit: 1,
  },
  'oidc-refused': {
    title: 'The sign-in server refuses',
    message: '{server} refuses ({vendor}): {said}',
    next: "Compare the client id, the redirect URI and the scopes with the app's registration at {server}.",
    retry: 'never',
    http: 502,
    exit: 1,
  },

  // -- Answers that are none ------------------------------------------------------------------------------------

  'entra-unreachable': {
    title: 'Entra ID cannot be reached',
    message: 'No answer came from {server}: {problem}.',
    next: 'Check the network and any proxy. Tokens that are still good keep being used.',
    retry: 'later',
    http: 504,
    exit: 1,
  },
  'entra-not-json': {
    title: 'Something else than Entra ID answered',
    message:
      '{server} answered with {got} (status {status}) where JSON was due. That is what a proxy, a captive portal or a firewall sends{page}.',
    next: 'Open {url} in a browser on this machine to see who answers; configure the proxy or sign in to the network.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'entra-answer-cut': {
    title: 'The answer of Entra ID is cut off',
    message: 'The answer of {server} is not complete JSON: it ends after {bytes} bytes.',
    next: 'Try again; if it repeats, look for a proxy that cuts answers.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'entra-answer-odd': {
    title: 'The answer of Entra ID is not what it should be',
    message: 'The answer of {server} cannot be used: {field} should be {expected} but is {got}.',
    next: 'Check the cloud of the app; if it is right, report this together with the trace id.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'entra-answer-too-big': {
    title: 'The answer of Entra ID is too big',
    message: '{server} sent more than {limit} bytes where a few thousand are due.',
    next: 'Look for a proxy or portal that answers in its place: open {url} in a browser.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'entra-redirected': {
    title: 'Entra ID seems to redirect',
    message:
      '{server} answered with a redirect to {location}. A token request is never redirected, so it was not followed: its secrets would go along.',
    next: 'Look for a proxy or captive portal: open {url} in a browser; check the authority of a custom cloud.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'oidc-unreachable': {
    title: 'The sign-in server cannot be reached',
    message: 'No answer came from {server}: {problem}.',
    next: 'Check the network, any proxy, and the issuer of the app. Tokens that are still good keep being used.',
    retry: 'later',
    http: 504,
    exit: 1,
  },
  'oidc-not-json': {
    title: 'Something else than the sign-in server answered',
    message: '{server} answered with {got} (status {status}) where JSON was due{page}.',
    next: 'Open {url} in a browser on this machine to see who answers; check the issuer of the app.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'oidc-answer-cut': {
    title: 'The answer of the sign-in server is cut off',
    message: 'The answer of {server} is not complete JSON: it ends after {bytes} bytes.',
    next: 'Try again; if it repeats, look for a proxy that cuts answers.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'oidc-answer-odd': {
    title: 'The answer of the sign-in server is not what it should be',
    message: 'The answer of {server} cannot be used: {field} should be {expected} but is {got}.',
    next: 'Check that {server} is the issuer that the app was registered with.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'oidc-answer-too-big': {
    title: 'The answer of the sign-in server is too big',
    message: '{server} sent more than {limit} bytes where a few thousand are due.',
    next: 'Open {url} in a browser to see who answers.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'oidc-redirected': {
    title: 'The sign-in server redirects',
    message:
      '{server} answered with a redirect to {location}. It was not followed: the secrets of the request would go along.',
    next: 'Use the issuer exactly as its own metadata spells it, and check {url}.',
    retry: 'later',
    http: 502,
    exit: 1,
  },

  // -- The profile ----------------------------------------------------------------------------------------------

  'profile-refused': {
    title: 'The profile cannot be read',
    message: '{server} refuses to tell who the user is (status {status}, {vendor}): {said}',
    next: 'Check that the account was connected with "graph" (User.Read); sign in again if it was not.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;
