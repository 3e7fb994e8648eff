// Where the sources contradict each other, or where both behaviours have been seen, the sandbox has a switch. The
// default is the better supported one; docs/differences.md lists them with their evidence.

import { defaultsOf, oneOf, onOff, type Settings, whole } from '../switch.ts';

export const switchTable = {
  traceStyle: oneOf(
    'What separates Trace ID, Correlation ID and Timestamp: spaces since about 2024, line breaks before.',
    'spaces',
    'lines',
  ),
  tokenLifetimeSeconds: whole('`expires_in` of access tokens, in seconds.', 3599),
  refreshTwoResources: oneOf(
    'Refresh with two explicit resources: refused (28000), or the first one wins as older documentation says.',
    'refuse',
    'first',
  ),
  failedRedemptionConsumesCode: onOff(
    'Whether a redemption that fails after client authentication uses the code up.',
    false,
  ),
  codeAtHomeTenant: oneOf(
    'A code of /common at the tenant of the user who signed in: passes in one report, refused by documentation.',
    'allow',
    'refuse',
  ),
  personalMixedConsent: oneOf(
    'A personal account that is asked for Graph and Exchange in one consent.',
    'allow',
    'refuse-at-authorize',
    'refuse-at-token',
  ),
  personalTokenErrors: oneOf(
    'Errors of personal accounts at /token: with number and ids, or bare `error` and `error_description`.',
    'numbered',
    'bare',
  ),
  deviceTwoResources: oneOf('/devicecode with two resources.', 'refuse', 'allow'),
  blockedError: oneOf(
    'The `error` that goes with 53003.',
    'invalid_grant',
    'access_denied',
    'interaction_required',
  ),
  declinedError: oneOf(
    'The `error` of a declined consent (65004): both are in logs.',
    'consent_required',
    'access_denied',
  ),
  approvalError: oneOf(
    'The `error` when somebody returns from "Need admin approval" (90094, 90095).',
    'access_denied',
    'consent_required',
  ),
  passwordGrant: oneOf(
    'A right password by grant_type=password: refused for want of a second factor, as with the defaults of a tenant today, or taken.',
    'refuse',
    'allow',
  ),
  deviceSlowDown: onOff(
    'A device that asks faster than `interval` is told to slow down (RFC 8628, 3.5); not documented by Microsoft.',
    false,
  ),
  sameRequestsMax: whole(
    'How often one client may repeat the same token request within five minutes before a loop is assumed (50196); 0: always.',
    0,
  ),
  caeTokenLifetimeSeconds: whole(
    '`expires_in` for clients that understand claims challenges: 20 to 28 hours by documentation, 80000 in a log.',
    80_000,
  ),
  accessTokensDieWithSessions: onOff(
    "Access tokens die with the user's sessions whatever the client can deal with. Off: only those of clients that understand claims challenges do.",
    false,
  ),
  backdateSeconds: whole('How far `iat` and `nbf` lie before the moment of issue, in seconds.', 300),
};

export type Switches = Settings<typeof switchTable>;

export const defaultSwitches: Readonly<Switches> = defaultsOf(switchTable);
