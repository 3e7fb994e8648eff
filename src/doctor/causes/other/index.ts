import type { Cause } from '../../cause.ts';
import { credentialsRefused } from './credentials-refused.ts';
import { ewsNotForPersonal } from './ews-not-for-personal.ts';
import { googleAppNotVerified } from './google-app-not-verified.ts';
import { googleAppPasswordRequired } from './google-app-password-required.ts';
import { googleBandwidthLimit } from './google-bandwidth-limit.ts';
import { googleBlockedByAdministrator } from './google-blocked-by-administrator.ts';
import { googleConsentScreenInTesting } from './google-consent-screen-in-testing.ts';
import { googleDelegationNotAuthorized } from './google-delegation-not-authorized.ts';
import { googleEmbeddedBrowser } from './google-embedded-browser.ts';
import { googleImapOffForDomain } from './google-imap-off-for-domain.ts';
import { googleImapOffForUser } from './google-imap-off-for-user.ts';
import { googleNoRefreshToken } from './google-no-refresh-token.ts';
import { googlePasswordRefused } from './google-password-refused.ts';
import { googleRedirectUriMismatch } from './google-redirect-uri-mismatch.ts';
import { googleRefreshTokenDead } from './google-refresh-token-dead.ts';
import { googleScopeMissing } from './google-scope-missing.ts';
import { googleSendingLimit } from './google-sending-limit.ts';
import { googleTokenMalformed } from './google-token-malformed.ts';
import { googleTokenRefused } from './google-token-refused.ts';
import { googleTooManyConnections } from './google-too-many-connections.ts';
import { imapAuthorizationFailed } from './imap-authorization-failed.ts';
import { imapFolderDoesNotExist } from './imap-folder-does-not-exist.ts';
import { imapMailboxOverQuota } from './imap-mailbox-over-quota.ts';
import { mailServerHasATemporaryFailure } from './mail-server-has-a-temporary-failure.ts';
import { mailboxInUse } from './mailbox-in-use.ts';
import { popLoginDelay } from './pop-login-delay.ts';
import { saslChallengeNotAnswered } from './sasl-challenge-not-answered.ts';
import { tooManySignIns } from './too-many-sign-ins.ts';
import { yahooMailScopeNotGranted } from './yahoo-mail-scope-not-granted.ts';
import { yahooTokenRefused } from './yahoo-token-refused.ts';

export const otherCauses: readonly Cause[] = [
  credentialsRefused,
  googleAppNotVerified,
  googleAppPasswordRequired,
  googleBandwidthLimit,
  googleBlockedByAdministrator,
  googleConsentScreenInTesting,
  googleDelegationNotAuthorized,
  googleEmbeddedBrowser,
  googleImapOffForDomain,
  googleImapOffForUser,
  googleNoRefreshToken,
  googlePasswordRefused,
  googleRedirectUriMismatch,
  googleRefreshTokenDead,
  googleScopeMissing,
  googleSendingLimit,
  googleTokenMalformed,
  googleTokenRefused,
  googleTooManyConnections,
  imapAuthorizationFailed,
  imapFolderDoesNotExist,
  imapMailboxOverQuota,
  mailServerHasATemporaryFailure,
  mailboxInUse,
  popLoginDelay,
  saslChallengeNotAnswered,
  tooManySignIns,
  yahooMailScopeNotGranted,
  yahooTokenRefused,
  ewsNotForPersonal,
];
