import type { Cause } from '../../cause.ts';
import { aliasAsSender } from './alias-as-sender.ts';
import { azureCommunicationSmtp } from './azure-communication-smtp.ts';
import { dailyRecipientLimit } from './daily-recipient-limit.ts';
import { deviceWithoutOauth } from './device-without-oauth.ts';
import { directSendRefused } from './direct-send-refused.ts';
import { mailLandsInJunk } from './mail-lands-in-junk.ts';
import { messageIdIsRewritten } from './message-id-is-rewritten.ts';
import { messageLargerThanMailboxLimit } from './message-larger-than-mailbox-limit.ts';
import { messageLargerThanServerLimit } from './message-larger-than-server-limit.ts';
import { messageRate } from './message-rate.ts';
import { outlookComQuotaVerdict } from './outlook-com-quota-verdict.ts';
import { outlookComSuspended } from './outlook-com-suspended.ts';
import { outlookComWantsACheck } from './outlook-com-wants-a-check.ts';
import { ownMailboxFull } from './own-mailbox-full.ts';
import { relayNotAllowed } from './relay-not-allowed.ts';
import { sendAsDenied } from './send-as-denied.ts';
import { senderRestrictedForSpam } from './sender-restricted-for-spam.ts';
import { senderThreadLimit } from './sender-thread-limit.ts';
import { sentItemsTwice } from './sent-items-twice.ts';
import { smtpAccountLocked } from './smtp-account-locked.ts';
import { smtpAnsweredByAnotherServer } from './smtp-answered-by-another-server.ts';
import { smtpAppRbacNotInScope } from './smtp-app-rbac-not-in-scope.ts';
import { smtpAuthOffForMailbox } from './smtp-auth-off-for-mailbox.ts';
import { smtpAuthOffForTenant } from './smtp-auth-off-for-tenant.ts';
import { smtpBasicAuthenticationEnded } from './smtp-basic-authentication-ended.ts';
import { smtpCriteriaNotMet } from './smtp-criteria-not-met.ts';
import { smtpFederationUnreachable } from './smtp-federation-unreachable.ts';
import { smtpFederationWithoutHttps } from './smtp-federation-without-https.ts';
import { smtpHelloRefused } from './smtp-hello-refused.ts';
import { smtpHostNotForSubmission } from './smtp-host-not-for-submission.ts';
import { smtpMailboxNotAccessible } from './smtp-mailbox-not-accessible.ts';
import { smtpMechanismNotOffered } from './smtp-mechanism-not-offered.ts';
import { smtpNoImplicitTls } from './smtp-no-implicit-tls.ts';
import { smtpNotSignedIn } from './smtp-not-signed-in.ts';
import { smtpPasswordRefused } from './smtp-password-refused.ts';
import { smtpSecurityDefaults } from './smtp-security-defaults.ts';
import { smtpSendMissing } from './smtp-send-missing.ts';
import { smtpServerBusy } from './smtp-server-busy.ts';
import { smtpServiceNotActive } from './smtp-service-not-active.ts';
import { smtpSharedMailboxAsUser } from './smtp-shared-mailbox-as-user.ts';
import { smtpStarttlsNeeded } from './smtp-starttls-needed.ts';
import { smtpTemporaryServerError } from './smtp-temporary-server-error.ts';
import { smtpTokenExpiresSoon } from './smtp-token-expires-soon.ts';
import { smtpTokenOfAnotherMailbox } from './smtp-token-of-another-mailbox.ts';
import { smtpWrongPassword } from './smtp-wrong-password.ts';
import { tenantRecipientLimit } from './tenant-recipient-limit.ts';
import { tenantRestrictedForSpam } from './tenant-restricted-for-spam.ts';
import { tooManyRecipients } from './too-many-recipients.ts';

export const smtpCauses: readonly Cause[] = [
  aliasAsSender,
  dailyRecipientLimit,
  messageIdIsRewritten,
  messageLargerThanMailboxLimit,
  messageLargerThanServerLimit,
  messageRate,
  outlookComQuotaVerdict,
  outlookComSuspended,
  outlookComWantsACheck,
  ownMailboxFull,
  sendAsDenied,
  senderRestrictedForSpam,
  senderThreadLimit,
  sentItemsTwice,
  relayNotAllowed,
  smtpAccountLocked,
  smtpAppRbacNotInScope,
  smtpAuthOffForMailbox,
  smtpAuthOffForTenant,
  smtpBasicAuthenticationEnded,
  smtpCriteriaNotMet,
  smtpFederationUnreachable,
  smtpFederationWithoutHttps,
  smtpHostNotForSubmission,
  smtpMailboxNotAccessible,
  smtpMechanismNotOffered,
  smtpNoImplicitTls,
  smtpNotSignedIn,
  smtpPasswordRefused,
  smtpSecurityDefaults,
  smtpSendMissing,
  smtpServerBusy,
  smtpServiceNotActive,
  smtpSharedMailboxAsUser,
  smtpStarttlsNeeded,
  smtpTemporaryServerError,
  smtpTokenExpiresSoon,
  smtpTokenOfAnotherMailbox,
  smtpWrongPassword,
  tenantRestrictedForSpam,
  tooManyRecipients,
  directSendRefused,
  deviceWithoutOauth,
  tenantRecipientLimit,
  smtpHelloRefused,
  azureCommunicationSmtp,
  mailLandsInJunk,
  smtpAnsweredByAnotherServer,
];
