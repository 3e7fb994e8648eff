import type { Cause } from '../../cause.ts';
import { answerCutShort } from './answer-cut-short.ts';
import { captivePortal } from './captive-portal.ts';
import { clockIsWrong } from './clock-is-wrong.ts';
import { connectionRefused } from './connection-refused.ts';
import { connectionReset } from './connection-reset.ts';
import { connectionTimesOut } from './connection-times-out.ts';
import { localhostPortTaken } from './localhost-port-taken.ts';
import { mailHostOrPortWrong } from './mail-host-or-port-wrong.ts';
import { microsoftHasAnOutage } from './microsoft-has-an-outage.ts';
import { nameNotFound } from './name-not-found.ts';
import { networkUnreachable } from './network-unreachable.ts';
import { proxyRefuses } from './proxy-refuses.ts';
import { saslPluginMissing } from './sasl-plugin-missing.ts';
import { tlsCertificateExpired } from './tls-certificate-expired.ts';
import { tlsCertificateNotTrusted } from './tls-certificate-not-trusted.ts';
import { tlsIsIntercepted } from './tls-is-intercepted.ts';
import { tlsNameDoesNotMatch } from './tls-name-does-not-match.ts';
import { tlsTooOld } from './tls-too-old.ts';
import { tlsWherePlainTextIsSpoken } from './tls-where-plain-text-is-spoken.ts';

export const networkCauses: readonly Cause[] = [
  answerCutShort,
  captivePortal,
  clockIsWrong,
  connectionRefused,
  connectionReset,
  connectionTimesOut,
  mailHostOrPortWrong,
  microsoftHasAnOutage,
  nameNotFound,
  networkUnreachable,
  proxyRefuses,
  saslPluginMissing,
  tlsCertificateExpired,
  tlsCertificateNotTrusted,
  tlsIsIntercepted,
  tlsNameDoesNotMatch,
  tlsTooOld,
  tlsWherePlainTextIsSpoken,
  localhostPortTaken,
];
