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
  accessTokensDieWithSessions: onOff(
    "Access tokens die with the user's sessions (continuous access evaluation). Off: they live until they expire.",
    false,
  ),
  backdateSeconds: whole('How far `iat` and `nbf` lie before the moment of issue, in seconds.', 300),
};

export type Switches = Settings<typeof switchTable>;

export const defaultSwitches: Readonly<Switches> = defaultsOf(switchTable);
