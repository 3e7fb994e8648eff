import type { Cause } from '../../cause.ts';
import { claimsChallenge } from './claims-challenge.ts';
import { deltaTokenTooOld } from './delta-token-too-old.ts';
import { exchangeTokenAtGraph } from './exchange-token-at-graph.ts';
import { graphAccessDenied } from './graph-access-denied.ts';
import { graphAnswerWithoutBody } from './graph-answer-without-body.ts';
import { graphBodyWrong } from './graph-body-wrong.ts';
import { graphChangeConflict } from './graph-change-conflict.ts';
import { graphDefaultScopePersonal } from './graph-default-scope-personal.ts';
import { graphFilterTooComplex } from './graph-filter-too-complex.ts';
import { graphIdMalformed } from './graph-id-malformed.ts';
import { graphMailIsNull } from './graph-mail-is-null.ts';
import { graphMailboxConcurrency } from './graph-mailbox-concurrency.ts';
import { graphMeNeedsAUser } from './graph-me-needs-a-user.ts';
import { graphMessageIdChanged } from './graph-message-id-changed.ts';
import { graphMimeNotBase64 } from './graph-mime-not-base64.ts';
import { graphPrivilegesMissing } from './graph-privileges-missing.ts';
import { graphRequestPathWrong } from './graph-request-path-wrong.ts';
import { graphRequestTooLarge } from './graph-request-too-large.ts';
import { graphSendLost } from './graph-send-lost.ts';
import { graphThrottled } from './graph-throttled.ts';
import { graphTokenAtOutlookRest } from './graph-token-at-outlook-rest.ts';
import { graphTokenEmpty } from './graph-token-empty.ts';
import { graphTokenExpired } from './graph-token-expired.ts';
import { graphTokenMalformed } from './graph-token-malformed.ts';
import { graphUnavailable } from './graph-unavailable.ts';
import { graphUserNotFound } from './graph-user-not-found.ts';
import { mailboxNotEnabledForRest } from './mailbox-not-enabled-for-rest.ts';
import { notificationsStopSilently } from './notifications-stop-silently.ts';
import { subscriptionRequestMalformed } from './subscription-request-malformed.ts';
import { subscriptionTooLong } from './subscription-too-long.ts';
import { subscriptionValidationFailed } from './subscription-validation-failed.ts';
import { subscriptionValidationTimedOut } from './subscription-validation-timed-out.ts';

export const graphCauses: readonly Cause[] = [
  claimsChallenge,
  deltaTokenTooOld,
  exchangeTokenAtGraph,
  graphAccessDenied,
  graphBodyWrong,
  graphChangeConflict,
  graphDefaultScopePersonal,
  graphFilterTooComplex,
  graphIdMalformed,
  graphMailIsNull,
  graphMailboxConcurrency,
  graphMeNeedsAUser,
  graphMessageIdChanged,
  graphMimeNotBase64,
  graphPrivilegesMissing,
  graphRequestPathWrong,
  graphRequestTooLarge,
  graphSendLost,
  graphThrottled,
  graphTokenAtOutlookRest,
  graphTokenEmpty,
  graphTokenExpired,
  graphTokenMalformed,
  graphUnavailable,
  graphUserNotFound,
  mailboxNotEnabledForRest,
  notificationsStopSilently,
  subscriptionRequestMalformed,
  subscriptionTooLong,
  subscriptionValidationFailed,
  subscriptionValidationTimedOut,
  graphAnswerWithoutBody,
];
