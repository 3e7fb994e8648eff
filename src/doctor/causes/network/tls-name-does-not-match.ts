import type { Cause } from '../../cause.ts';

export const tlsNameDoesNotMatch: Cause = {
  id: 'tls-name-does-not-match',
  title: {
    en: '"Hostname/IP does not match certificate\'s altnames": the server was called by another name',
    ja: "「Hostname/IP does not match certificate's altnames」: 証明書と異なる名前で接続している",
  },
  what: {
    en: 'The certificate is for other names than the one that was dialled.',
    ja: '証明書の名前と、接続に使った名前が一致しません。',
  },
  why: {
    en: 'The server was called by its address, by an own alias (mail.example.com as CNAME), or the name leads elsewhere.',
    ja: 'IP アドレスや独自の別名（mail.example.com の CNAME など）で接続しているか、名前が別の場所を指しています。',
  },
  symptoms: [{ on: 'network', where: { problem: 'tls-name' }, weight: 86 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Enter the server by the name that Microsoft gives: outlook.office365.com.',
          ja: 'サーバー名には Microsoft の名前 outlook.office365.com を入力してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Use the official host name, not the IP address or an own alias.',
          ja: 'IP アドレスや独自の別名ではなく、正式なホスト名を使ってください。',
        },
      ],
      code: 'host: outlook.office365.com',
    },
  },
  certainty: 'documented',
  sources: ['RFC 9525'],
  related: ['mail-host-or-port-wrong'],
};
