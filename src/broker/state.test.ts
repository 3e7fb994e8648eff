import { describe, expect, it } from 'vitest';
import { Secret } from '../base/secret.ts';
import type { AccountId, ResourceId } from '../base/token-source.ts';
import type { AppId, Refusal, TokenView } from '../store/store.ts';
import { decide, isFresh, refreshAheadAtMs, refusalRestMs, stateOf } from './state.ts';

const minute = 60_000;
const accountId = 'a1' as AccountId;
const exchange = 'exchange' as ResourceId;

function view(change: {
  expiresAtMs?: number;
  tokenGeneration?: number;
  grant?: Refusal;
  resource?: Refusal;
}): TokenView {
  return {
    account: {
      id: accountId,
      name: 'anna',
      address: 'anna@contoso.example',
      appId: 'app' as AppId,
      kind: 'delegated',
      personal: false,
      displayName: undefined,
      username: undefined,
      tenantId: undefined,
      objectId: undefined,
      issuer: undefined,
      subject: undefined,
      wish: '{"services":["imap"]}',
      createdAtMs: 0,
      primaryAddress: undefined,
      aliases: [],
      signInNames: {},
    },
    grant: {
      accountId,
      generation: 2,
      refreshToken: new Secret('r'),
      consentedAtMs: 0,
      refreshedAtMs: 0,
      refusal: change.grant,
    },
    token:
      change.expiresAtMs === undefined && change.resource === undefined
        ? undefined
        : {
            accountId,
            resource: exchange,
            generation: change.tokenGeneration ?? 2,
            accessToken: change.expiresAtMs === undefined ? undefined : new Secret('t'),
            scopes: [],
            obtainedAtMs: 0,
            expiresAtMs: change.expiresAtMs ?? 0,
            refusal: change.resource,
          },
  };
}

function refusal(retry: 'never' | 'signIn', atMs = 0): Refusal {
  return { code: 'grant-revoked', message: 'm', hint: 'h', atMs, details: { retry } };
}

describe('what a caller gets', () => {
  it('refuses without asking anybody when only a person can help', () => {
    const decision = decide(
      stateOf(view({ resource: refusal('signIn') })),
      90 * 24 * 60 * minute,
      5 * minute,
    );
    expect(decision.kind).toBe('refuse');
  });

  it('refuses for a minute, then asks again, when an administrator can help', () => {
    const state = stateOf(view({ resource: refusal('never', 1_000) }));
    expect(decide(state, 1_000 + refusalRestMs - 1, 0).kind).toBe('refuse');
    expect(decide(state, 1_000 + refusalRestMs, 0).kind).toBe('refresh');
  });

  it('drops a token of an older consent', () => {
    expect(stateOf(view({ expiresAtMs: 60 * minute, tokenGeneration: 1 })).kind).toBe('empty');
  });

  it('serves a token that lives long enough', () => {
    expect(decide(stateOf(view({ expiresAtMs: 60 * minute })), 0, 5 * minute).kind).toBe('serve');
  });

  it('refreshes a token that is about to expire, and keeps it as fallback while it lives', () => {
    const state = stateOf(view({ expiresAtMs: 60 * minute }));
    expect(decide(state, 56 * minute, 5 * minute)).toMatchObject({
      kind: 'refresh',
      fallback: { username: 'anna@contoso.example' },
    });
    expect(decide(state, 60 * minute, 5 * minute)).toEqual({ kind: 'refresh', fallback: undefined });
  });

  it('serves the old token while it lives after its successor was refused', () => {
    const state = stateOf(view({ expiresAtMs: 60 * minute, grant: refusal('signIn', 50 * minute) }));
    expect(decide(state, 58 * minute, 5 * minute).kind).toBe('serve');
    expect(decide(state, 61 * minute, 5 * minute).kind).toBe('refuse');
  });
});

describe('a clock that was set back', () => {
  it('makes a token of the future one that is refreshed, and the fallback where that fails', () => {
    const state = stateOf(view({ expiresAtMs: 60 * minute }));
    expect(decide(state, -30_000, 5 * minute).kind).toBe('serve');
    const decision = decide(state, -60 * minute, 5 * minute);
    expect(decision).toMatchObject({ kind: 'refresh', fallback: { resource: exchange } });
  });

  it('does not lengthen the rest after a refusal', () => {
    const state = stateOf(view({ resource: refusal('never') }));
    expect(decide(state, -refusalRestMs, 0).kind).toBe('refresh');
    expect(decide(state, 1 - refusalRestMs, 0).kind).toBe('refuse');
  });
});

describe('freshness', () => {
  it('is half a life where a policy makes tokens shorter than the wish', () => {
    const token = { ...tokenOf(view({ expiresAtMs: 10 * minute })) };
    expect(isFresh(token, 5 * minute, 60 * minute)).toBe(true);
    expect(isFresh(token, 6 * minute, 60 * minute)).toBe(false);
  });

  it('spreads the refresh ahead between seven and eight tenths of a life', () => {
    const life = { obtainedAtMs: 1_000, expiresAtMs: 101_000 };
    expect(refreshAheadAtMs(life, () => 0)).toBe(71_000);
    expect(refreshAheadAtMs(life, () => 0.999)).toBeCloseTo(80_990, 5);
  });
});

function tokenOf(from: TokenView) {
  const state = stateOf(from);
  if (state.kind !== 'active') throw new Error('the view has no token');
  return state.token;
}
