import type { Cause } from '../../cause.ts';
import { accessPolicyAtMailbox } from './access-policy-at-mailbox.ts';
import { aliasAsUserName } from './alias-as-user-name.ts';
import { appFullAccessMissing } from './app-full-access-missing.ts';
import { backslashUserName } from './backslash-user-name.ts';
import { exchangeSendsInvalidImap } from './exchange-sends-invalid-imap.ts';
import { idleGoesSilent } from './idle-goes-silent.ts';
import { imapClosed14 } from './imap-closed-14.ts';
import { imapCommandArgumentError } from './imap-command-argument-error.ts';
import { imapCommandError } from './imap-command-error.ts';
import { imapCommandInWrongState } from './imap-command-in-wrong-state.ts';
import { imapIdleTimeout } from './imap-idle-timeout.ts';
import { imapKeywordsNotKept } from './imap-keywords-not-kept.ts';
import { imapOffAtOutlookCom } from './imap-off-at-outlook-com.ts';
import { imapOffForMailbox } from './imap-off-for-mailbox.ts';
import { imapPermissionMissing } from './imap-permission-missing.ts';
import { imapServerUnavailable } from './imap-server-unavailable.ts';
import { imapSessionTokenExpired } from './imap-session-token-expired.ts';
import { imapStarttlsNeeded } from './imap-starttls-needed.ts';
import { imapThrottled } from './imap-throttled.ts';
import { mailboxWithoutLicence } from './mailbox-without-licence.ts';
import { messageSizeIsAnEstimate } from './message-size-is-an-estimate.ts';
import { oauthbearerAtExchange } from './oauthbearer-at-exchange.ts';
import { outlookComInboxCutShort } from './outlook-com-inbox-cut-short.ts';
import { personalMailboxRefusedByNetwork } from './personal-mailbox-refused-by-network.ts';
import { sharedMailboxFullAccessMissing } from './shared-mailbox-full-access-missing.ts';
import { tokenOfAnotherMailbox } from './token-of-another-mailbox.ts';
import { tooManyImapConnections } from './too-many-imap-connections.ts';
import { workAndPersonalAccountOfOneAddress } from './work-and-personal-account-of-one-address.ts';

export const imapCauses: readonly Cause[] = [
  accessPolicyAtMailbox,
  aliasAsUserName,
  appFullAccessMissing,
  backslashUserName,
  exchangeSendsInvalidImap,
  idleGoesSilent,
  imapClosed14,
  imapCommandArgumentError,
  imapCommandError,
  imapCommandInWrongState,
  imapIdleTimeout,
  imapKeywordsNotKept,
  imapOffAtOutlookCom,
  imapOffForMailbox,
  imapPermissionMissing,
  imapServerUnavailable,
  imapSessionTokenExpired,
  imapStarttlsNeeded,
  imapThrottled,
  mailboxWithoutLicence,
  messageSizeIsAnEstimate,
  oauthbearerAtExchange,
  outlookComInboxCutShort,
  personalMailboxRefusedByNetwork,
  sharedMailboxFullAccessMissing,
  tokenOfAnotherMailbox,
  tooManyImapConnections,
  workAndPersonalAccountOfOneAddress,
];
