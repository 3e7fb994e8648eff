import type { Cause } from '../../cause.ts';

export const mailExchangerOutdated: Cause = {
  id: 'mail-exchanger-outdated',
  title: {
    en: '"451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35": sent to an old name or an address of Exchange Online',
    ja: '「451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35」: 古いホスト名や IP アドレス宛てに送信している',
  },
  what: {
    en: 'Mail came to servers of Exchange Online that do not serve the domain of the recipient.',
    ja: '宛先ドメインを担当していない Exchange Online のサーバーにメールが送られました。',
  },
  why: {
    en: 'The smart host of the server or device, or the MX record of the domain, is a name of former days (mail.messaging.microsoft.com, mail.global.frontbridge.com), an IP address, or the name of another tenant.',
    ja: 'サーバーや機器のスマート ホスト、またはドメインの MX レコードが、旧ホスト名（mail.messaging.microsoft.com、mail.global.frontbridge.com）、IP アドレス、別のテナントの名前のいずれかになっています。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '4.4.62' }, weight: 95 },
    { on: 'dsn', where: { status: '4.4.62' }, weight: 95 },
    { on: 'reply', says: ['wrong office 365 region', 'attr35'], weight: 92 },
    { on: 'dsn', says: ['wrong office 365 region', 'attr35'], weight: 92 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: "In the device's settings, enter the name that your administrator gives you (it ends in mail.protection.outlook.com), never an IP address.",
          ja: '機器の設定には、管理者から受け取った名前（末尾が mail.protection.outlook.com）を入力します。IP アドレスは使わないでください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft 365 admin center > Settings > Domains shows the MX name of each domain: publish exactly this one, and enter it as the smart host of servers and devices.',
          ja: 'Microsoft 365 管理センター >［設定］>［ドメイン］に表示される MX 名だけを公開し、サーバーや機器のスマート ホストにも同じ名前を設定します。',
        },
      ],
      code: 'Resolve-DnsName <domain> -Type MX',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "ATTR35 response code when mail is sent to EOP or EXO"'],
  related: ['connector-not-recognised', 'direct-send-refused', 'recipient-domain-not-found'],
};
