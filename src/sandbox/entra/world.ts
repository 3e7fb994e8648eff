// Everything the endpoints share. Built once by entra.ts and handed down; no endpoint keeps state of its own.

import type { KeyObject } from 'node:crypto';
import type { Logger } from '../../base/logger.ts';
import type { SandboxClock } from '../clock.ts';
import type { SandboxDirectory } from '../directory/directory.ts';
import type { Faults } from '../faults/faults.ts';
import type { RequestLog } from '../requests.ts';
import type { Consents } from './consents.ts';
import type { Grants } from './grants.ts';
import type { SigningKeys } from './keys.ts';
import type { Repeats } from './repeats.ts';
import type { Revocations } from './revocations.ts';
import type { Flows, Sessions } from './sign-in/sessions.ts';
import type { Switches } from './switches.ts';
import type { IssuedTokens } from './tokens/issued.ts';

export interface World {
  readonly directory: SandboxDirectory;
  readonly clock: SandboxClock;
  readonly keys: SigningKeys;
  /** Seals personal accounts' access tokens. */
  readonly sealKey: KeyObject;
  /** Makes `sub` differ from sandbox to sandbox and from application to application. */
  readonly pairwiseSalt: string;
  readonly consents: Consents;
  readonly grants: Grants;
  readonly issued: IssuedTokens;
  readonly revocations: Revocations;
  readonly repeats: Repeats;
  readonly sessions: Sessions;
  readonly flows: Flows;
  readonly switches: Switches;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly log: Logger;
  /** Graph's origin as seen from an Entra origin: https beside https, http beside http. */
  graphOrigin(entraOrigin: string): string;
}
