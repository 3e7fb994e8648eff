// Where the sources contradict each other, or where both behaviours have been seen, the sandbox has a switch. The
// default is the better supported one; docs/differences.md lists them with their evidence.

export interface Switches {
  /** What separates Trace ID, Correlation ID and Timestamp: spaces since about 2024, line breaks before. */
  traceStyle: 'spaces' | 'lines';
  /** `expires_in` of access tokens, in seconds. */
  tokenLifetimeSeconds: number;
  /** Refresh with two explicit resources: refused (28000), or the first one wins as older documentation says. */
  refreshTwoResources: 'refuse' | 'first';
  /** Whether a redemption that fails after client authentication uses the code up. */
  failedRedemptionConsumesCode: boolean;
  /** A code of /common at the tenant of the user who signed in: passes in one report, refused by documentation. */
  codeAtHomeTenant: 'allow' | 'refuse';
  /** A personal account that is asked for Graph and Exchange in one consent. */
  personalMixedConsent: 'allow' | 'refuse-at-authorize' | 'refuse-at-token';
  /** Errors of personal accounts at /token: with number and ids, or bare `error` and `error_description`. */
  personalTokenErrors: 'numbered' | 'bare';
  /** /devicecode with two resources. */
  deviceTwoResources: 'refuse' | 'allow';
  /** The `error` that goes with 53003. */
  blockedError: 'invalid_grant' | 'access_denied' | 'interaction_required';
  /** Access tokens die with the user's sessions (continuous access evaluation). Off: they live until they expire. */
  accessTokensDieWithSessions: boolean;
  /** How far `iat` and `nbf` lie before the moment of issue. */
  backdateSeconds: number;
}

export const defaultSwitches: Readonly<Switches> = {
  traceStyle: 'spaces',
  tokenLifetimeSeconds: 3599,
  refreshTwoResources: 'refuse',
  failedRedemptionConsumesCode: false,
  codeAtHomeTenant: 'allow',
  personalMixedConsent: 'allow',
  personalTokenErrors: 'numbered',
  deviceTwoResources: 'refuse',
  blockedError: 'invalid_grant',
  accessTokensDieWithSessions: false,
  backdateSeconds: 300,
};
