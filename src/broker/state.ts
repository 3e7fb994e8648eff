// The states of one (account, resource) and the one function that decides what a caller gets. Pure: no clock, no
// store, no network. All transitions of a token are in this file and in refresh.ts, which acts on them.
//
//   empty ──refresh──▶ pending ──granted──▶ active ──expiry near──▶ pending ...
//                         │                   │ invalidated
//                         │                   ▼
//                         ├──later──▶ active (the old token, while it lives) or empty
//                         └──refused─▶ refused, until a person has acted
//
// "pending" is not stored: it is the single flight in broker.ts and the grant lock in the store.

import type { AccessToken } from '../base/token-source.ts';
import type { Refusal, TokenView } from '../store/store.ts';

export type TokenState =
  | { readonly kind: 'empty' }
  /** A token, and the refusal of its successor where there has been one: it is served while it lives. */
  | { readonly kind: 'active'; readonly token: AccessToken; readonly refusal: Refusal | undefined }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Further than this into the future nothing was obtained: the clock has been set back since. */
const clockSlackMs = 60_000;

/** A refusal that is not final (policy, registration) is tried again this long after it was given. */
export const refusalRestMs = 60_000;

/** What the store knows about one (account, resource), as a state. */
export function stateOf(view: TokenView): TokenState {
  const { account, grant, token } = view;
  const refusal = grant.refusal ?? token?.refusal;
  if (token?.accessToken && token.generation === grant.generation) {
    return {
      kind: 'active',
      refusal,
      token: {
        accountId: account.id,
        resource: token.resource,
        secret: token.accessToken,
        scopes: token.scopes,
        obtainedAtMs: token.obtainedAtMs,
        expiresAtMs: token.expiresAtMs,
        username: account.address,
        generation: grant.generation,
      },
    };
  }
  return refusal ? { kind: 'refused', refusal } : { kind: 'empty' };
}

export type Decision =
  | { readonly kind: 'serve'; readonly token: AccessToken }
  /** Refresh first; `fallback` may be served where the platform cannot be reached. */
  | { readonly kind: 'refresh'; readonly fallback: AccessToken | undefined }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/** What a caller who needs `minLifetimeMs` of life gets at `nowMs`. */
export function decide(state: TokenState, nowMs: number, minLifetimeMs: number): Decision {
  const token = state.kind === 'active' ? state.token : undefined;
  const leftMs = token ? token.expiresAtMs - nowMs : 0;
  if (token && isFresh(token, nowMs, minLifetimeMs)) return { kind: 'serve', token };
  const alive = leftMs > 0 ? token : undefined;
  const refusal = state.kind === 'empty' ? undefined : state.refusal;
  // The distance, because a clock that was set back would make a minute's rest one of hours.
  if (refusal && (isFinal(refusal) || Math.abs(nowMs - refusal.atMs) < refusalRestMs)) {
    return alive ? { kind: 'serve', token: alive } : { kind: 'refuse', refusal };
  }
  return { kind: 'refresh', fallback: alive };
}

/**
 * True while the token lives as long as is wanted. Where a policy makes tokens so short that the wish can never be
 * met, half of the token's life is enough: otherwise every caller would refresh. A token from the future may be a dead
 * one: how much of its life is left cannot be told, so it counts as none.
 */
export function isFresh(token: AccessToken, nowMs: number, minLifetimeMs: number): boolean {
  const lifeMs = token.expiresAtMs - token.obtainedAtMs;
  return (
    token.expiresAtMs - nowMs >= Math.min(minLifetimeMs, lifeMs / 2) &&
    token.obtainedAtMs <= nowMs + clockSlackMs
  );
}

/** Asking again cannot help before a person has acted, so nobody is asked. */
function isFinal(refusal: Refusal): boolean {
  return refusal.details['retry'] === 'signIn';
}

/**
 * When a token should be replaced ahead of its expiry: after three quarters of its life, give or take a twentieth, so
 * that ten thousand accounts that were connected in one hour do not come back in one second.
 */
export function refreshAheadAtMs(
  token: { obtainedAtMs: number; expiresAtMs: number },
  random: () => number,
): number {
  const life = token.expiresAtMs - token.obtainedAtMs;
  return token.obtainedAtMs + life * (0.7 + 0.1 * random());
}
