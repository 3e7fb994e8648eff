import type { Cause } from '../../cause.ts';
import { connectorNotRecognised } from './connector-not-recognised.ts';
import { deliveryTimeExpired } from './delivery-time-expired.ts';
import { dsnMailboxFull } from './dsn-mailbox-full.ts';
import { dsnMessageTooLarge } from './dsn-message-too-large.ts';
import { externalForwardingOff } from './external-forwarding-off.ts';
import { mailExchangerOutdated } from './mail-exchanger-outdated.ts';
import { mailLoop } from './mail-loop.ts';
import { messageFormatRefused } from './message-format-refused.ts';
import { recipientAddressMalformed } from './recipient-address-malformed.ts';
import { recipientBlockedByOwnOrganization } from './recipient-blocked-by-own-organization.ts';
import { recipientDoesNotExist } from './recipient-does-not-exist.ts';
import { recipientDomainNotFound } from './recipient-domain-not-found.ts';
import { recipientMailboxDisabled } from './recipient-mailbox-disabled.ts';
import { recipientOverItsRate } from './recipient-over-its-rate.ts';
import { recipientRefusesSender } from './recipient-refuses-sender.ts';
import { recipientServerTlsFails } from './recipient-server-tls-fails.ts';
import { senderAuthenticationFailed } from './sender-authentication-failed.ts';
import { sendingIpBlocked } from './sending-ip-blocked.ts';

export const dsnCauses: readonly Cause[] = [
  connectorNotRecognised,
  deliveryTimeExpired,
  dsnMailboxFull,
  dsnMessageTooLarge,
  externalForwardingOff,
  mailLoop,
  recipientAddressMalformed,
  recipientDoesNotExist,
  recipientDomainNotFound,
  recipientMailboxDisabled,
  recipientRefusesSender,
  senderAuthenticationFailed,
  recipientOverItsRate,
  recipientServerTlsFails,
  sendingIpBlocked,
  messageFormatRefused,
  recipientBlockedByOwnOrganization,
  mailExchangerOutdated,
];
