import type { Cause } from '../../cause.ts';

export const tlsCertificateNotTrusted: Cause = {
  id: 'tls-certificate-not-trusted',
  title: {
    en: '"unable to get local issuer certificate" or "CERTIFICATE_VERIFY_FAILED": the machine\'s list of roots is old or missing',
    ja: '「unable to get local issuer certificate」「CERTIFICATE_VERIFY_FAILED」: ルート証明書の一覧が古い、または存在しない',
  },
  what: {
    en: "The program could not trace the server's certificate to a root it knows.",
    ja: 'サーバー証明書を、プログラムの知るルート証明書までたどれませんでした。',
  },
  why: {
    en: 'Old systems and slim containers have no current list of roots; a proxy with a root of its own looks the same.',
    ja: '古い OS や軽量コンテナーには最新のルート証明書がありません。独自ルートを使うプロキシでも同じエラーになります。',
  },
  symptoms: [{ on: 'network', where: { problem: 'tls-certificate' }, weight: 64 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Install or update the package of roots (ca-certificates; `pip install certifi`; a newer Java).',
          ja: 'ルート証明書のパッケージ（ca-certificates、certifi、新しい Java）を導入または更新します。',
        },
      ],
      code: 'apt-get install ca-certificates',
    },
  },
  certainty: 'documented',
  sources: ['RFC 5280, section 6'],
  related: ['tls-is-intercepted', 'tls-certificate-expired'],
};
