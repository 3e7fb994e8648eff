// Authorization codes, refresh tokens and device codes: what each was issued for, and its life. The strings
// look and measure like the real ones, so that a column that is too short is found here and not in production.

import { createHash, randomBytes } from 'node:crypto';
import type { Guid } from '../model.ts';
import type { Shelf } from '../shelf.ts';
import type { Challenge } from './pkce.ts';
import type { Platform } from './redirect.ts';
import type { Segment } from './segment.ts';

/** What a code or a refresh token stands for. */
export interface Grant {
  readonly userId: string;
  readonly appId: Guid;
  /** Where the sign-in took place. */
  readonly segment: Segment;
  /** The scopes of the first leg. */
  readonly scope: string;
  readonly platform: Platform;
  /** The client proved itself when the first token was issued: such grants outlive a change of password. */
  readonly confidential: boolean;
  readonly amr: readonly string[];
  readonly authTimeMs: number;
  /** When a second factor was shown last. */
  readonly mfaAtMs: number | undefined;
  /** The client said at the sign-in that it understands claims challenges. */
  readonly cae: boolean;
  readonly sessionId: string;
}

export interface CodeGrant extends Grant {
  readonly redirectUri: string;
  readonly challenge: Challenge | undefined;
  readonly nonce: string | undefined;
  readonly issuedAtMs: number;
  redeemed: boolean;
  /** The password was changed, or the sessions ended, before it was redeemed. */
  revoked: boolean;
}

export interface RefreshGrant extends Grant {
  readonly issuedAtMs: number;
  /** Idle time counts from here. */
  usedAtMs: number;
  /** Single-page applications: fixed from the first token on, renewals inherit it. */
  readonly endsAtMs: number | undefined;
  revoked: boolean;
}

export interface DeviceGrant {
  readonly userCode: string;
  readonly appId: Guid;
  readonly segment: Segment;
  readonly scope: string;
  readonly expiresAtMs: number;
  state: 'pending' | 'declined' | 'approved' | 'used';
  approved: Grant | undefined;
  /** For whom the device is told to slow down: when it asked last. */
  polledAtMs: number | undefined;
}

export const codeLifetimeMs = 10 * 60_000;
export const refreshIdleMs = 90 * 86_400_000;
export const spaLifetimeMs = 86_400_000;

/** The oldest go first: a sandbox that runs for weeks must not grow for ever. */
const entriesMax = 200_000;

/** Things found again by the string that was handed out. Holds digests, never the strings. */
export class Vault<T extends object> {
  readonly #entries: Map<string, T>;

  constructor(entries: Map<string, T>) {
    this.#entries = entries;
  }

  put(token: string, value: T): string {
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= entriesMax && oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(digest(token), value);
    return token;
  }

  get(token: string): T | undefined {
    return this.#entries.get(digest(token));
  }

  /** By what `put` made the key of: for an index that must not hold the string either. */
  at(digested: string): T | undefined {
    return this.#entries.get(digested);
  }

  values(): IterableIterator<T> {
    return this.#entries.values();
  }
}

export interface Grants {
  readonly codes: Vault<CodeGrant>;
  readonly refreshTokens: Vault<RefreshGrant>;
  readonly devices: Vault<DeviceGrant>;
  addDevice(deviceCode: string, grant: DeviceGrant): void;
  /** By what the person types in. */
  deviceOf(userCode: string): DeviceGrant | undefined;
}

export function createGrants(shelf: Shelf): Grants {
  const devices = new Vault<DeviceGrant>(shelf.map('device-code'));
  // Points to the grant instead of holding it: what is kept twice ages differently.
  const userCodes = new Vault<{ deviceCode: string }>(shelf.map('user-code'));
  return {
    codes: new Vault(shelf.map('code')),
    refreshTokens: new Vault(shelf.map('refresh-token')),
    devices,
    addDevice(deviceCode, grant) {
      devices.put(deviceCode, grant);
      userCodes.put(grant.userCode, { deviceCode: digest(deviceCode) });
    },
    deviceOf(userCode) {
      const pointer = userCodes.get(userCode);
      return pointer && devices.at(pointer.deviceCode);
    },
  };
}

/**
 * A code or refresh token. Work: `1.A...`, personal: `M.C5xx_BAY...`; about 1,200 characters for a refresh token. The
 * last eight characters are a checksum, so that a truncated or re-encoded one is told from one that is unknown.
 */
export function mintToken(kind: 'code' | 'refresh', personal: boolean): string {
  const octets = kind === 'code' ? 480 : 900;
  const noise = randomBytes(octets).toString('base64url');
  // Personal tokens carry characters that a careless encoder loses.
  const body = personal ? `M.C5${kind === 'code' ? '19' : '29'}_BAY.0.U.-${marked(noise)}` : `1.A${noise}`;
  return body + checksum(body);
}

/** False for what this service can never have issued: cut, re-encoded, or of another kind of account. */
export function wellFormedToken(token: string, personal: boolean): boolean {
  if (!token.startsWith(personal ? 'M.C5' : '1.A') || token.length < 20) return false;
  return checksum(token.slice(0, -8)) === token.slice(-8);
}

export function looksPersonal(token: string): boolean {
  return token.startsWith('M.');
}

function marked(noise: string): string {
  return noise.replace(/_/g, '!').replace(/--/g, '*$');
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 8).replace(/[-_]/g, 'x');
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
