import type { Cause } from '../../cause.ts';

export const tlsCertificateExpired: Cause = {
  id: 'tls-certificate-expired',
  title: {
    en: '"certificate has expired": the clock is wrong, a root is old, or something stands in between',
    ja: '「certificate has expired」: 時計のずれ、古いルート証明書、または中間者',
  },
  what: {
    en: "A certificate in the chain is past its end by this machine's clock.",
    ja: 'このマシンの時計では、証明書チェーンのいずれかが期限切れです。',
  },
  why: {
    en: "Microsoft's own certificates are renewed in time; look at the clock first.",
    ja: 'Microsoft の証明書は期限前に更新されています。まず時計を確認してください。',
  },
  symptoms: [{ on: 'network', where: { problem: 'tls-expired' }, weight: 84 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Set the date and time of the machine right.',
          ja: 'マシンの日付と時刻を正しく設定してください。',
        },
      ],
    },
    developer: {
      steps: [{ en: 'Compare dates.', ja: '日付を比べます。' }],
      code: 'date -u; openssl s_client -connect outlook.office365.com:993 </dev/null | openssl x509 -noout -dates -issuer',
    },
  },
  certainty: 'documented',
  sources: ['RFC 5280, section 4.1.2.5'],
  related: ['clock-is-wrong', 'tls-is-intercepted'],
};
