// The grant that is in store: is there one, how old is it, and how long does it last without being used? Asks nobody.

import { type Check, failed, ok, warning } from './check.ts';

const dayMs = 24 * 60 * 60_000;
/** Microsoft identity platform, "Refresh tokens": 90 days without use. */
const lifetimeMs = 90 * dayMs;
const warnBeforeMs = 14 * dayMs;

export const grant: Check = {
  id: 'grant',
  title: { en: 'Grant in store', ja: '保存されている認可' },
  applies: ({ account }) => account?.kind === 'delegated',
  run({ account, clock }) {
    if (!account?.hasGrant || account.refreshedAtMs === undefined || account.consentedAtMs === undefined) {
      return Promise.resolve(
        failed(
          'there is no refresh token: nobody is signed in',
          '更新トークンがありません。サインインしていません',
          {
            facts: { 'refresh-token': 'no' },
            next: {
              en: `Sign in: mailgrant login ${account?.ref ?? ''}`,
              ja: `サインインしてください: mailgrant login ${account?.ref ?? ''}`,
            },
          },
        ),
      );
    }
    const nowMs = clock.now();
    const age = days(nowMs - account.consentedAtMs);
    const left = days(account.refreshedAtMs + lifetimeMs - nowMs);
    const seen = {
      en: `consent given ${age} days ago, used ${days(nowMs - account.refreshedAtMs)} days ago; lasts ${left} more without use`,
      ja: `同意から ${age} 日、最終使用から ${days(nowMs - account.refreshedAtMs)} 日。未使用のままあと ${left} 日有効です`,
    };
    if (account.refreshedAtMs + lifetimeMs - nowMs < warnBeforeMs) {
      return Promise.resolve(
        warning(seen.en, seen.ja, {
          next: {
            en: `Use it now: mailgrant refresh ${account.ref}`,
            ja: `今すぐ更新してください: mailgrant refresh ${account.ref}`,
          },
        }),
      );
    }
    return Promise.resolve(ok(seen.en, seen.ja));
  },
};

function days(ms: number): number {
  return Math.floor(ms / dayMs);
}
