// The app registration as it is in store: what kind of client it is, and whether its certificate still holds. When a client
// secret ends nobody but Entra knows; the token checks meet it.

import { X509Certificate } from 'node:crypto';
import { type Check, failed, ok, warning } from './check.ts';

const dayMs = 24 * 60 * 60_000;
const warnBeforeMs = 30 * dayMs;

export const registration: Check = {
  id: 'registration',
  title: { en: 'App registration', ja: 'アプリの登録' },
  applies: ({ account }) => account !== undefined,
  run({ account, clock }) {
    const { clientId, tenant, credential } = account?.app ?? {
      clientId: '',
      tenant: '',
      credential: { kind: 'none' as const },
    };
    const about = `application ${clientId}, tenant ${tenant}`;
    if (credential.kind !== 'certificate') {
      const kind =
        credential.kind === 'none'
          ? { en: 'public client without a secret', ja: 'パブリック クライアント（シークレットなし）' }
          : {
              en: 'confidential client with a secret',
              ja: 'コンフィデンシャル クライアント（シークレットあり）',
            };
      const facts = { 'client.kind': credential.kind === 'none' ? 'public' : 'confidential' };
      return Promise.resolve(ok(`${kind.en}; ${about}`, `${kind.ja}。${about}`, { facts }));
    }
    const endsAtMs = Date.parse(new X509Certificate(credential.certificatePem).validTo);
    const left = Math.floor((endsAtMs - clock.now()) / dayMs);
    const facts = { 'client.kind': 'confidential' };
    const next = {
      en: 'Upload a new certificate to the registration, then: mailgrant app add, with the new files.',
      ja: '新しい証明書をアプリの登録にアップロードし、mailgrant app add で登録し直してください。',
    };
    const seen = {
      en: `certificate valid for ${left} more days: ${about}`,
      ja: `証明書の残り有効期間は ${left} 日です: ${about}`,
    };
    if (left < 0)
      return Promise.resolve(
        failed(`the certificate ended ${-left} days ago`, `証明書は ${-left} 日前に失効しました`, {
          facts,
          next,
        }),
      );
    if (endsAtMs - clock.now() < warnBeforeMs)
      return Promise.resolve(warning(seen.en, seen.ja, { facts, next }));
    return Promise.resolve(ok(seen.en, seen.ja, { facts }));
  },
};
