import type { Cause } from '../../cause.ts';

export const tlsIsIntercepted: Cause = {
  id: 'tls-is-intercepted',
  title: {
    en: '"self-signed certificate in certificate chain": a proxy or virus scanner opens TLS on the way',
    ja: '「self-signed certificate in certificate chain」: プロキシやウイルス対策ソフトが TLS を復号している',
  },
  what: {
    en: "The certificate that came is not Microsoft's, but one that something on the way made.",
    ja: '届いた証明書は Microsoft のものではなく、途中の機器やソフトが作成したものです。',
  },
  why: {
    en: 'Company proxies and virus scanners open TLS and sign anew with a root of their own. The system trusts that root, but programs with their own list (Node.js, Python, Java) do not.',
    ja: '企業のプロキシやウイルス対策ソフトは、TLS を復号し独自のルート証明書で署名し直します。OS はそのルートを信頼していても、独自の一覧を持つ Node.js、Python、Java などは信頼しません。',
  },
  symptoms: [
    { on: 'network', where: { problem: 'tls-self-signed' }, weight: 84 },
    { on: 'network', where: { problem: 'tls-certificate' }, weight: 52 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask whoever runs the network; never switch certificate checks off.',
          ja: 'ネットワーク管理者に確認してください。証明書の検証を無効にしてはいけません。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Look who issued the certificate, and give the program the root of the proxy.',
          ja: '証明書の発行者を確認し、プロキシのルート証明書をプログラムに追加します。',
        },
      ],
      code: `openssl s_client -connect outlook.office365.com:993 </dev/null | openssl x509 -noout -issuer
NODE_EXTRA_CA_CERTS=/path/root.pem`,
    },
    administrator: {
      steps: [
        {
          en: "Exempt Microsoft 365's addresses from inspection, as Microsoft recommends.",
          ja: 'Microsoft の推奨どおり、Microsoft 365 の宛先を TLS 検査の対象から除外します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft 365 network connectivity principles"', 'Node.js, "NODE_EXTRA_CA_CERTS"'],
  related: ['tls-certificate-not-trusted'],
};
